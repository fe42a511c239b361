package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Answers "what is live, and how did it come about?"; changes nothing. For use by many threads.
public final class StatusReader {
    private final Layout layout;
    private final StoreReader reader;
    private final Live live;
    private final Releases releases;
    private final StableDocuments documents;
    private final Journal journal;
    private final LastGood lastGood;
    private final Freeze freeze;
    private final Quarantine quarantine;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public StatusReader(ObjectStore store, String prefix) {
        this.layout = new Layout(prefix);
        this.reader = new StoreReader(store);
        this.live = new Live(store, layout);
        this.releases = new Releases(store, layout);
        this.documents = new StableDocuments(store, layout);
        this.journal = new Journal(store, layout);
        this.lastGood = LastGood.of(store, layout, live, releases);
        this.freeze = new Freeze(store, layout);
        this.quarantine = new Quarantine(store, layout, live, releases, lastGood);
    }

    /// @param inputs the configured inputs by name; those that only the live release knows are added
    public Status status(Map<String, Key> inputs) throws IOException {
        var now = live.now();
        var manifest = now.pointer().isEmpty()
                ? Optional.<Manifest>empty()
                : releases.find(now.pointer().get().release());
        var good = lastGood.find().release();
        var open = journal.unfinished();
        var frozen = freeze.now(now);
        return new Status(
                now.pointer().map(pointer -> live(pointer, manifest)),
                inputs(inputs, manifest),
                open.stream().flatMap(each -> unfinished(each, now).stream()).toList(),
                frozen.isPresent(),
                manifest.isEmpty() ? List.of() : documents.stale(manifest.get(), Optional.empty()),
                good.map(Manifest::id),
                manifest.isPresent() && good.isPresent() ? differences(manifest.get(), good.get()) : List.of(),
                notes(now, manifest, open),
                frozen,
                Lock.last(reader, layout),
                quarantine.now(good),
                Optional.empty());
    }

    /// {@return the release that new inputs are held against: the live one, or the last good one
    /// where that is bad; empty when there is none}
    public Optional<Manifest> baseline() throws IOException {
        return lastGood.baseline(live.now());
    }

    /// {@return the releases that are known to be good, as often as they were made live, last first}
    ///
    /// @param most how many changes of the live release are looked at
    public List<Manifest> good(int most) throws IOException {
        return new GoodReleases(live, releases).among(most);
    }

    /// {@return the release that this one is held against: as [#baseline], or, where that is this very
    /// one, the last good one before it; empty when there is none}
    public Optional<Manifest> baselineOf(ReleaseId release) throws IOException {
        var baseline = baseline();
        return baseline.map(Manifest::id).equals(Optional.of(release))
                ? lastGood.find().release().filter(manifest -> !manifest.id().equals(release))
                : baseline;
    }

    /// {@return the release that `rollback` goes to when no other is named; empty when there is none}
    Optional<ReleaseId> lastGood() throws IOException {
        return lastGood.find().release().map(Manifest::id);
    }

    private static Status.Live live(LivePointer pointer, Optional<Manifest> manifest) {
        return new Status.Live(
                pointer.release(),
                pointer.time(),
                pointer.who(),
                pointer.reason(),
                pointer.action(),
                pointer.operation(),
                pointer.previous(),
                manifest.map(Manifest::verdict).orElse(Verdict.INCONCLUSIVE),
                pointer.overruled(),
                manifest.map(Manifest::findings).orElse(List.of()));
    }

    private Map<String, Status.InputStatus> inputs(Map<String, Key> configured, Optional<Manifest> manifest)
            throws IOException {
        var keys = new TreeMap<>(configured);
        manifest.ifPresent(each -> each.pins().forEach(pin -> keys.putIfAbsent(pin.input(), pin.key())));
        var statuses = new TreeMap<String, Status.InputStatus>();
        for (var input : keys.entrySet()) {
            var pin = manifest.flatMap(each -> each.pin(input.getKey()))
                    .filter(each -> each.key().equals(input.getValue()));
            statuses.put(input.getKey(), input(input.getValue(), pin));
        }
        return statuses;
    }

    private Status.InputStatus input(Key key, Optional<Pin> pin) throws IOException {
        var newest = reader.newestVersion(key);
        if (newest.isEmpty()) {
            return new Status.InputStatus(
                    key, Optional.empty(), Optional.empty(), Optional.empty(), Status.Match.MISSING);
        }
        var version = newest.get();
        // Without the store's word an input is not read here: a status must not take minutes.
        var sha256 = reader.vouched(key, version.id())
                .or(() ->
                        pin.filter(each -> each.version().equals(version.id())).map(Pin::sha256));
        return new Status.InputStatus(
                key,
                Optional.of(version.id()),
                sha256,
                Optional.of(version.time()),
                pin.map(each -> match(each, version.size(), sha256)).orElse(Status.Match.NOT_PINNED));
    }

    private static Status.Match match(Pin pin, long size, Optional<Sha256> sha256) {
        if (sha256.isPresent()) {
            return sha256.get().equals(pin.sha256()) ? Status.Match.SAME_BYTES : Status.Match.OTHER_BYTES;
        }
        return size == pin.size() ? Status.Match.UNKNOWN : Status.Match.OTHER_BYTES;
    }

    private static Optional<UnfinishedOperation> unfinished(Journal.Unfinished open, Live.Now now) {
        return open.plan()
                .map(plan -> new UnfinishedOperation(
                        open.operation(),
                        plan.action(),
                        plan.release(),
                        plan.intent().who(),
                        plan.intent().reason(),
                        open.first().map(JournalEntry::time).orElse(Instant.EPOCH),
                        open.lastStep(),
                        "backsight recover " + open.operation() + (open.canGoOn(now) ? "" : " --abandon")));
    }

    private static List<Status.Difference> differences(Manifest live, Manifest good) {
        var names = new LinkedHashSet<>(live.counts().keySet());
        names.addAll(good.counts().keySet());
        return names.stream()
                .filter(name -> !live.count(name).equals(good.count(name)))
                .map(name -> new Status.Difference(name, live.count(name), good.count(name)))
                .toList();
    }

    private List<Finding> notes(Live.Now now, Optional<Manifest> manifest, List<Journal.Unfinished> open) {
        var notes = new ArrayList<Finding>();
        if (now.pointer().isEmpty() && now.seen().state() != Seen.State.NOTHING) {
            notes.add(note(
                    "status.pointer-lost",
                    now.seen().key().value(),
                    "its newest entry, " + now.seen().text() + ", names no release",
                    "Run backsight rollback: it goes to the last good release that was live"));
        }
        if (now.pointer().isPresent() && manifest.isEmpty()) {
            var release = now.pointer().get().release();
            notes.add(note(
                    "status.manifest-lost",
                    layout.manifest(release).value(),
                    "the live release has no manifest",
                    "Run backsight rollback"));
        }
        open.stream()
                .filter(each -> each.plan().isEmpty())
                .forEach(each -> notes.add(note(
                        "status.journal-damaged",
                        layout.journal(each.operation()),
                        "the first entry of this unfinished operation cannot be read",
                        "Publish or roll back: that ends it")));
        return List.copyOf(notes);
    }

    private static Finding note(String code, String object, String message, String action) {
        return new Finding(code, Severity.WARN, object, "", message, action, 1, List.of());
    }

    /// {@return every release with its lineage: those that were live, last first, then those that never were, by id}
    public List<ReleaseHistory> releases() throws IOException {
        var periods = new LinkedHashMap<ReleaseId, List<ReleaseHistory.Period>>();
        var until = Optional.<Instant>empty();
        var history = live.history();
        for (var entry = history.next(); entry.isPresent(); entry = history.next()) {
            if (entry.get().pointer().isPresent()) {
                var pointer = entry.get().pointer().get();
                periods.computeIfAbsent(pointer.release(), unused -> new ArrayList<>())
                        .add(period(pointer, until));
                until = Optional.of(pointer.time());
            } else {
                until = Optional.of(entry.get().time());
            }
        }
        var manifests = new LinkedHashMap<ReleaseId, Manifest>();
        releases.list().forEach(manifest -> manifests.put(manifest.id(), manifest));
        var lineage = new ArrayList<ReleaseHistory>();
        periods.forEach((release, when) -> Optional.ofNullable(manifests.remove(release))
                .ifPresent(manifest -> lineage.add(history(manifest, when))));
        manifests.values().forEach(manifest -> lineage.add(history(manifest, List.of())));
        return List.copyOf(lineage);
    }

    private static ReleaseHistory.Period period(LivePointer pointer, Optional<Instant> until) {
        return new ReleaseHistory.Period(
                pointer.time(),
                until,
                pointer.action(),
                pointer.operation(),
                pointer.who(),
                pointer.reason(),
                pointer.overruled());
    }

    private static ReleaseHistory history(Manifest manifest, List<ReleaseHistory.Period> periods) {
        return new ReleaseHistory(
                manifest.id(),
                manifest.verdict(),
                manifest.backsight(),
                manifest.pins(),
                manifest.counts(),
                List.copyOf(periods),
                Optional.empty());
    }
}
