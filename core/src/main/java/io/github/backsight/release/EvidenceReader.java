package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Gathers what is known of an operation from its journal; changes nothing. For use by many threads.
public final class EvidenceReader {
    private static final int EXIT_DONE = 0;
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_REFUSED = 3;
    private static final int EXIT_UNKNOWN = 4;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Journal journal;
    private final Releases releases;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public EvidenceReader(ObjectStore store, String prefix) {
        this.store = store;
        this.layout = new Layout(prefix);
        this.reader = new StoreReader(store);
        this.journal = new Journal(store, layout);
        this.releases = new Releases(store, layout);
    }

    /// {@return the one operation whose id begins with `start`; the last one, when `start` is empty}
    ///
    /// @throws MissingOperationException if there is none
    /// @throws IllegalArgumentException if there are several
    public OperationId operation(String start) throws IOException {
        var found = journal.operations().stream()
                .filter(each -> each.value().startsWith(start))
                .toList();
        if (found.isEmpty()) {
            throw new MissingOperationException(
                    start.isEmpty()
                            ? "nothing was published or rolled back yet: there is no journal below '" + layout.journal()
                                    + "' in " + store.location()
                            : "no operation begins with '" + start + "' in " + store.location()
                                    + "; 'backsight releases --json' tells those that moved the pointer");
        }
        if (found.size() > 1 && !start.isEmpty()) {
            throw new IllegalArgumentException("'" + start + "' begins " + found.size()
                    + " operations, the last of them " + found.getLast() + "; give more characters");
        }
        return start.isEmpty() ? last(found) : found.getFirst();
    }

    /// Of several that were begun in the same second the one that moved the pointer last.
    private OperationId last(List<OperationId> found) throws IOException {
        var last = found.getLast();
        var second = last.value().substring(0, last.value().indexOf('-'));
        return new Live(store, layout)
                .now()
                .pointer()
                .map(LivePointer::operation)
                .filter(moved -> found.contains(moved) && moved.value().startsWith(second))
                .orElse(last);
    }

    /// {@return what is known of an operation}
    ///
    /// @throws MissingOperationException if it has no journal, or its first entry cannot be read
    public Evidence of(OperationId operation) throws IOException {
        var lines = journal.lines(operation);
        var entries = lines.stream().flatMap(line -> line.entry().stream()).toList();
        if (entries.isEmpty() || entries.getFirst().plan().isEmpty()) {
            throw new MissingOperationException("the journal of operation " + operation
                    + " has no plan that can be read, so that nobody can say what it was to do: look at the objects "
                    + "below '" + layout.journal(operation) + "' and at their versions");
        }
        var plan = entries.getFirst().plan().get();
        var finished = finished(entries);
        var last = finished.or(() ->
                Optional.of(entries.getLast()).filter(entry -> entry.step().equals(JournalEntry.ATTEMPT)));
        var told = entries.reversed().stream()
                .flatMap(entry -> entry.ending().stream())
                .findFirst();
        var result = told.map(Ending::result);
        var end = finished.map(entry -> end(entry.detail())).orElse(Evidence.End.UNFINISHED);
        return new Evidence(
                Evidence.FORMAT,
                operation,
                plan.action(),
                plan.live().map(LivePointer::release),
                plan.release(),
                plan.intent().who(),
                plan.intent().reason(),
                entries.getFirst().time(),
                finished.map(JournalEntry::time),
                end,
                last.map(JournalEntry::detail).orElseGet(() -> unfinished(entries.getLast())),
                exitCode(end, last),
                overruled(plan),
                objects(plan, told.map(Ending::after).orElse(List.of())),
                releases.find(plan.release()).map(Manifest::pins).orElse(List.of()),
                result.map(OperationResult::steps).orElse(List.of()),
                result.flatMap(OperationResult::timeToSafe),
                result.map(OperationResult::probes).orElse(List.of()),
                lines.stream().map(EvidenceReader::line).toList(),
                plan);
    }

    /// {@return the entry that ends it: of several the one that was written by itself}
    private static Optional<JournalEntry> finished(List<JournalEntry> entries) {
        var ends = entries.stream()
                .filter(entry -> entry.step().equals(JournalEntry.FINISHED))
                .toList();
        return ends.stream()
                .filter(entry -> entry.ending().isPresent())
                .findFirst()
                .or(() -> ends.stream().findFirst());
    }

    private static Evidence.End end(String detail) {
        if (detail.equals("done")) {
            return Evidence.End.FINISHED;
        }
        if (detail.startsWith("refused")) {
            return Evidence.End.REFUSED;
        }
        return detail.startsWith("overtaken") ? Evidence.End.OVERTAKEN : Evidence.End.ABANDONED;
    }

    private static Optional<Integer> exitCode(Evidence.End end, Optional<JournalEntry> last) {
        return switch (end) {
            case FINISHED -> Optional.of(EXIT_DONE);
            case REFUSED -> Optional.of(EXIT_REFUSED);
            case OVERTAKEN -> Optional.of(EXIT_FAILED);
            case ABANDONED -> Optional.empty();
            case UNFINISHED -> last.map(entry -> entry.detail().startsWith("failed") ? EXIT_FAILED : EXIT_UNKNOWN);
        };
    }

    private static String unfinished(JournalEntry last) {
        return "no end was recorded: it is under way, or its process was killed; the last entry is " + last.step()
                + ", at " + last.time().truncatedTo(ChronoUnit.SECONDS);
    }

    private static List<String> overruled(Plan plan) {
        return plan.intent().checks() == Intent.Checks.KEPT
                ? List.of()
                : plan.refusals().stream().map(Finding::code).toList();
    }

    private static Evidence.Line line(Journal.Line line) {
        return new Evidence.Line(
                line.name().replaceFirst("\\.json$", ""),
                line.entry().map(JournalEntry::time),
                line.entry().map(JournalEntry::detail).orElse("cannot be read"));
    }

    private List<Evidence.BeforeAndAfter> objects(Plan plan, List<Seen> after) throws IOException {
        var before = plan.live().isEmpty()
                ? Optional.<Manifest>empty()
                : releases.find(plan.live().get().release());
        var objects = new ArrayList<Evidence.BeforeAndAfter>();
        var pointer = of(after, plan.seenLive().key());
        objects.add(new Evidence.BeforeAndAfter(
                "live pointer",
                plan.seenLive().key(),
                plan.seenLive(),
                ofPointer(plan.seenLive()),
                pointer,
                pointer.isEmpty() ? Optional.empty() : ofPointer(pointer.get())));
        for (var input : plan.inputs()) {
            objects.add(input(input, before.flatMap(each -> each.pin(input.pin().input())), after));
        }
        return objects;
    }

    private static Optional<Seen> of(List<Seen> after, Key key) {
        return after.stream().filter(each -> each.key().equals(key)).findFirst();
    }

    private Evidence.BeforeAndAfter input(InputPlan input, Optional<Pin> pinBefore, List<Seen> after)
            throws IOException {
        var key = input.pin().key();
        var now = of(after, key);
        boolean hasPinned = input.change() != InputPlan.Change.GONE;
        Optional<Sha256> afterwards = Optional.empty();
        if (now.isPresent()) {
            // That an input which was not gone has the pinned bytes was proven before the end was written.
            afterwards = hasPinned ? Optional.of(input.pin().sha256()) : vouched(now.get(), pinBefore);
        }
        return new Evidence.BeforeAndAfter(
                "input " + input.pin().input(), key, input.now(), vouched(input.now(), pinBefore), now, afterwards);
    }

    /// An input may be large: it is never read here.
    private Optional<Sha256> vouched(Seen seen, Optional<Pin> pin) throws IOException {
        if (seen.state() != Seen.State.VERSION) {
            return Optional.empty();
        }
        var version = seen.version().orElseThrow();
        var known = pin.filter(each -> each.version().equals(version)).map(Pin::sha256);
        return known.isPresent() ? known : digest(() -> reader.vouched(seen.key(), version));
    }

    private Optional<Sha256> ofPointer(Seen seen) throws IOException {
        if (seen.state() != Seen.State.VERSION) {
            return Optional.empty();
        }
        VersionId version = seen.version().orElseThrow();
        return digest(() -> Optional.of(reader.sha256(seen.key(), version)));
    }

    /// A version that has expired since has no digest any more.
    private static Optional<Sha256> digest(Looks.Single<Optional<Sha256>> look) throws IOException {
        try {
            return look.look();
        } catch (MissingVersionException e) {
            return Optional.empty();
        }
    }
}
