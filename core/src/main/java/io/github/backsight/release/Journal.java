package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/// What operations wrote before and after each of their steps: `.backsight/journal/<operation id>/NNN-<step>.json`.
///
/// Entries are only added. An operation without an entry `finished` is under way, or its process was killed (law 5).
/// Two processes that complete the same operation at the same moment may write an entry of the same name: then both are
/// there, as versions. So entries are written whatever is there, which asks less of a store far away than to look
/// first.
final class Journal {
    private static final int HIGHEST_NUMBER = 999;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;

    Journal(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
    }

    /// An operation that has begun and not finished.
    ///
    /// @param first its first entry; empty when that cannot be read
    /// @param lastStep the step of its last entry
    record Unfinished(OperationId operation, Optional<JournalEntry> first, String lastStep) {
        Optional<Plan> plan() {
            return first.flatMap(JournalEntry::plan);
        }

        /// {@return whether its plan still fits: it moved the pointer to where it is now, or saw it as it is now}
        boolean canGoOn(Live.Now now) {
            return now.writtenBy(operation)
                    || plan().map(plan -> plan.seenLive().equals(now.seen())).orElse(false);
        }

        /// {@return as in `the rollback to 3f2a... by ann`}
        String text() {
            return plan().map(plan -> plan.text() + " by " + plan.intent().who())
                    .orElse("an operation whose journal cannot be read");
        }
    }

    /// {@return the operations without an end, oldest first}
    List<Unfinished> unfinished() throws IOException {
        return unfinishedBeside(Optional.empty());
    }

    private List<Unfinished> unfinishedBeside(Optional<OperationId> one) throws IOException {
        var names = new TreeMap<OperationId, List<String>>();
        int start = layout.journal().length();
        for (var entry : store.list(layout.journal())) {
            var path = entry.key().value().substring(start).split("/", 2);
            if (entry.newest() && entry instanceof Entry.Version && path.length == 2 && OperationId.isId(path[0])) {
                names.computeIfAbsent(new OperationId(path[0]), unused -> new ArrayList<>())
                        .add(path[1]);
            }
        }
        var unfinished = new ArrayList<Unfinished>();
        for (var operation : names.entrySet()) {
            boolean open =
                    operation.getValue().stream().noneMatch(name -> step(name).equals(JournalEntry.FINISHED));
            if (open && !one.equals(Optional.of(operation.getKey()))) {
                unfinished.add(new Unfinished(
                        operation.getKey(),
                        first(operation.getKey(), operation.getValue().getFirst()),
                        lastStep(operation.getValue())));
            }
        }
        return List.copyOf(unfinished);
    }

    /// {@return the last thing that was begun or done: that an attempt failed is neither}
    private static String lastStep(List<String> names) {
        return names.reversed().stream()
                .map(Journal::step)
                .filter(step -> !step.equals(JournalEntry.ATTEMPT))
                .findFirst()
                .orElse(JournalEntry.ATTEMPT);
    }

    private Optional<JournalEntry> first(OperationId operation, String name) throws IOException {
        var key = layout.journal(operation, name);
        var stored = reader.find(key);
        try {
            return stored.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ReleaseJson.read(
                            stored.get().bytes(), JournalEntry.class, JournalEntry.FORMAT, key.value()));
        } catch (ReleaseJson.DamagedException e) {
            return Optional.empty();
        }
    }

    /// One entry as it lies there.
    ///
    /// @param name of its object, as in `004-pointer-done.json`
    /// @param entry empty when it cannot be read
    record Line(String name, Optional<JournalEntry> entry) {}

    /// {@return all entries of one operation, in order; of two that have the same name the older one first}
    List<Line> lines(OperationId operation) throws IOException {
        var versions = new ArrayList<Entry.Version>();
        for (var entry : store.list(layout.journal(operation)).reversed()) {
            StoreReader.version(entry).ifPresent(versions::add);
        }
        versions.sort(Comparator.comparing(version -> version.key().value()));
        var lines = new ArrayList<Line>();
        Looks.atMany(store, versions, this::line, (unused, line) -> lines.add(line));
        return List.copyOf(lines);
    }

    private Line line(Entry.Version version) throws IOException {
        var key = version.key().value();
        var bytes = reader.bytes(version.key(), version.id());
        var name = key.substring(key.lastIndexOf('/') + 1);
        try {
            return new Line(name, Optional.of(ReleaseJson.read(bytes, JournalEntry.class, JournalEntry.FORMAT, key)));
        } catch (ReleaseJson.DamagedException e) {
            return new Line(name, Optional.empty());
        }
    }

    /// {@return the operations that have a journal, oldest first}
    List<OperationId> operations() throws IOException {
        return store.folders(layout.journal()).stream()
                .filter(OperationId::isId)
                .map(OperationId::new)
                .toList();
    }

    /// {@return what `operation` was to do; empty when its journal is not there, or damaged}
    Optional<Plan> plan(OperationId operation) throws IOException {
        var entries = store.list(layout.journal(operation));
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        var name = entries.getFirst()
                .key()
                .value()
                .substring(layout.journal(operation).length());
        return first(operation, name).flatMap(JournalEntry::plan);
    }

    /// {@return the one of `unfinished` that `action` towards `release` would complete}
    ///
    /// @param unfinished oldest first
    /// @param release empty for any
    static Optional<Unfinished> resumable(
            List<Unfinished> unfinished, Action action, Optional<ReleaseId> release, Live.Now now) {
        return unfinished.reversed().stream()
                .filter(each -> each.canGoOn(now))
                .filter(each -> each.plan()
                        .map(plan -> plan.action() == action
                                && release.map(plan.release()::equals).orElse(true))
                        .orElse(false))
                .findFirst();
    }

    /// {@return the plan of an operation that was interrupted and can go on}
    ///
    /// @throws NothingToFinishException if it has an end, cannot go on, or cannot be read
    Plan interrupted(OperationId operation, Live.Now now) throws IOException {
        for (var each : unfinished()) {
            if (each.operation().equals(operation)) {
                var plan = each.plan()
                        .orElseThrow(() -> new NothingToFinishException("the first entry of operation " + operation
                                + " cannot be read, so that nobody knows what it was to do; end it with: "
                                + "backsight recover " + operation + " --abandon"));
                if (!each.canGoOn(now)) {
                    throw new NothingToFinishException("the pointer has moved since operation " + operation
                            + " was begun, so that it cannot go on; end it with: backsight recover " + operation
                            + " --abandon");
                }
                return plan;
            }
        }
        throw new NothingToFinishException("operation " + operation + " is not unfinished");
    }

    /// Ends those unfinished operations whose plan the pointer has left behind.
    void endOvertaken(OperationId by, Live.Now now, Clock clock) throws IOException {
        for (var each : unfinishedBeside(Optional.of(by))) {
            if (!each.canGoOn(now)) {
                writer(each.operation(), clock).write(JournalEntry.FINISHED, "abandoned: overtaken by " + by);
            }
        }
    }

    private static String step(String name) {
        return name.replaceFirst("^[0-9]{3}-", "").replaceFirst("\\.json$", "");
    }

    /// {@return what adds entries to the journal of `operation`, after those that it has}
    Writer writer(OperationId operation, Clock clock) throws IOException {
        var entries = store.list(layout.journal(operation));
        return new Writer(
                operation,
                clock,
                entries.isEmpty() ? 0 : number(entries.getLast().key()) + 1);
    }

    private static int number(Key key) {
        var name = key.value().substring(key.value().lastIndexOf('/') + 1);
        return name.matches("[0-9]{3}-.*") ? Integer.parseInt(name.substring(0, 3)) : 0;
    }

    /// Adds entries to one operation's journal. For one thread.
    final class Writer {
        private final OperationId operation;
        private final Clock clock;
        private int next;
        private Supplier<Optional<Ending>> ending = Optional::empty;

        private Writer(OperationId operation, Clock clock, int next) {
            this.operation = operation;
            this.clock = clock;
            this.next = next;
        }

        /// Writes the first entry; nothing when an earlier attempt of the same operation has written it.
        void begin(Plan plan) throws IOException {
            if (next == 0) {
                write(new JournalEntry(
                        JournalEntry.FORMAT,
                        operation,
                        JournalEntry.PLAN,
                        clock.instant(),
                        "",
                        Optional.of(plan),
                        Optional.empty()));
            }
        }

        /// Lets the entry that ends this attempt tell what it did.
        void tellOf(OperationRun run) {
            ending = () -> Optional.of(run.ending());
        }

        /// @throws InDoubtException if the entry may or may not have been written
        void write(String step, String detail) throws IOException {
            boolean tells = step.equals(JournalEntry.FINISHED) || step.equals(JournalEntry.ATTEMPT);
            var told = tells ? ending.get() : Optional.<Ending>empty();
            write(new JournalEntry(
                    JournalEntry.FORMAT, operation, step, clock.instant(), detail, Optional.empty(), told));
        }

        /// Ends the journal of an operation that is over in any case; where that fails, `status` goes on showing it.
        void endQuietly(String how) {
            writeQuietly(JournalEntry.FINISHED, how);
        }

        /// Tells of an attempt that did not end well, if that can still be written; the operation has no end yet.
        void failQuietly(String how) {
            writeQuietly(JournalEntry.ATTEMPT, how);
        }

        private void writeQuietly(String step, String how) {
            try {
                write(step, how);
            } catch (IOException e) {
                return;
            }
        }

        private void write(JournalEntry entry) throws IOException {
            if (next <= HIGHEST_NUMBER) {
                var name = String.format(Locale.ROOT, "%03d-%s.json", next++, nameOf(entry.step()));
                new Records(store).put(layout.journal(operation, name), entry);
                return;
            }
            throw new IOException("operation " + operation + " has " + HIGHEST_NUMBER
                    + " journal entries and never finished; publish or roll back anew");
        }

        /// Input names are the user's own; a key keeps what is safe in every store and on every command line.
        private static String nameOf(String step) {
            return step.replaceAll("[^A-Za-z0-9._-]", "_");
        }
    }
}
