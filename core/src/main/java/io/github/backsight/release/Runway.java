package io.github.backsight.release;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Until when each good release can be restored: its files as they are, and its inputs as it was built from them.
/// Changes nothing. For one thread.
///
/// A file of a release is lost when a plain read no longer finds it. An input is lost when the last of its versions
/// with the right bytes is removed for ever, and no copy is kept; what a rollback itself writes on top counts, too.
public final class Runway {
    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Releases releases;
    private final InputRestore inputs;
    private final StatusReader status;
    private final Lifespan lifespan;
    private final Instant now;
    private final Map<Key, List<Entry>> histories = new HashMap<>();

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    /// @param lifespan of what is in `store`
    /// @param now from when days are counted
    public Runway(ObjectStore store, String prefix, Lifespan lifespan, Instant now) {
        this.store = store;
        this.layout = new Layout(prefix);
        this.reader = new StoreReader(store);
        this.releases = new Releases(store, layout);
        this.inputs = new InputRestore(store, layout);
        this.status = new StatusReader(store, prefix);
        this.lifespan = lifespan;
        this.now = now;
    }

    /// {@return every release with a good verdict: those that were live, last first, then the others}
    public List<ReleaseRunway> all() throws IOException {
        return of(status.releases());
    }

    /// {@return those of `histories` that have a good verdict, in their order}
    public List<ReleaseRunway> of(List<ReleaseHistory> histories) throws IOException {
        var good = status.lastGood();
        var all = new ArrayList<ReleaseRunway>();
        for (var history : histories) {
            if (history.verdict() == Verdict.GOOD) {
                all.add(of(history.release(), history.live(), good));
            }
        }
        return List.copyOf(all);
    }

    /// {@return until when the release can be restored that `rollback` goes to; empty when there is none}
    public Optional<ReleaseRunway> lastGood(Optional<ReleaseId> good) throws IOException {
        return good.isEmpty() ? Optional.empty() : Optional.of(of(good.get(), false, good));
    }

    /// {@return what of a release or its inputs goes first, by a few of its files; empty: nothing
    /// does}
    ///
    /// A release has all its files of one build: the first thousand of a tree stand for the others,
    /// since to list them all would take longer than a rollback may.
    Optional<ReleaseRunway.Loss> soonest(Manifest manifest) throws IOException {
        var losses = new ArrayList<ReleaseRunway.Loss>();
        if (lifespan.concerns(layout.artifact(manifest.id(), "").value())) {
            var some = new ArrayList<Entry>();
            store.newest(layout.manifest(manifest.id())).ifPresent(some::add);
            Looks.atAll(store, manifest.artifacts(), artifact -> some(manifest.id(), artifact))
                    .forEach(some::addAll);
            first(some.stream()).ifPresent(losses::add);
        }
        for (var pin : manifest.pins()) {
            // Of what has no version any more, a plan tells by itself.
            if (lifespan.concerns(pin.key().value()) && !ends(pin).isEmpty()) {
                input(pin).ifPresent(losses::add);
            }
        }
        return losses.stream().min(Comparator.comparing(ReleaseRunway.Loss::at));
    }

    private List<Entry> some(ReleaseId release, Artifact artifact) throws IOException {
        return switch (artifact) {
            case Artifact.File file ->
                store.newest(layout.artifact(release, file.name())).stream().toList();
            case Artifact.Tree tree ->
                store.list(layout.artifact(release, tree.name() + "/").value(), Optional.empty())
                        .entries();
        };
    }

    private ReleaseRunway of(ReleaseId release, boolean live, Optional<ReleaseId> good) throws IOException {
        var manifest = releases.require(release);
        var losses = new ArrayList<ReleaseRunway.Loss>();
        files(manifest).ifPresent(losses::add);
        for (var pin : manifest.pins()) {
            input(pin).ifPresent(losses::add);
        }
        return new ReleaseRunway(
                release,
                live,
                good.equals(Optional.of(release)),
                reader.newestVersion(layout.pinned(release)).isPresent(),
                losses.stream().min(Comparator.comparing(ReleaseRunway.Loss::at)));
    }

    /// Only where a rule concerns them at all are thousands of files listed.
    private Optional<ReleaseRunway.Loss> files(Manifest manifest) throws IOException {
        var folder = layout.artifact(manifest.id(), "").value();
        if (!lifespan.concerns(folder)) {
            return Optional.empty();
        }
        return first(store.list(folder).stream());
    }

    private Optional<ReleaseRunway.Loss> first(Stream<Entry> entries) {
        return entries.filter(Entry::newest)
                .map(entry -> switch (entry) {
                    case Entry.Version version ->
                        lifespan.hidden(version).map(end -> loss(version.key(), Optional.empty(), end));
                    case Entry.DeleteMarker marker ->
                        Optional.of(new ReleaseRunway.Loss(
                                now, 0, marker.key().value(), Optional.empty(), "it was deleted at " + marker.time()));
                })
                .flatMap(Optional::stream)
                .min(Comparator.comparing(ReleaseRunway.Loss::at));
    }

    private Optional<ReleaseRunway.Loss> input(Pin pin) throws IOException {
        var ends = ends(pin);
        if (ends.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var last = ends.stream().flatMap(Optional::stream).max(Comparator.comparing(Lifespan.End::at));
        return Optional.of(last.map(end -> loss(pin.key(), Optional.of(pin.input()), end))
                .orElseGet(() -> new ReleaseRunway.Loss(
                        now,
                        0,
                        pin.key().value(),
                        Optional.of(pin.input()),
                        "no version has the bytes any more; the map itself can still be taken back")));
    }

    /// {@return of each version with the right bytes when it ends; nothing where there is none}
    private List<Optional<Lifespan.End>> ends(Pin pin) throws IOException {
        var history = history(pin.key());
        var same = history.stream()
                .flatMap(entry -> StoreReader.version(entry).stream())
                .filter(version -> version.size() == pin.size())
                .map(Entry.Version::id)
                .toList();
        var ends = new ArrayList<Optional<Lifespan.End>>();
        if (same.contains(pin.version())) {
            ends.add(lifespan.gone(history, pin.version()));
        }
        if (ends.isEmpty() || ends.getFirst().isPresent()) {
            var others = same.stream().filter(id -> !id.equals(pin.version())).toList();
            var digests = others.isEmpty() ? Map.<VersionId, Sha256>of() : store.digests(pin.key(), others);
            others.stream()
                    .filter(id -> pin.sha256().equals(digests.get(id)))
                    .forEach(id -> ends.add(lifespan.gone(history, id)));
            kept(pin).ifPresent(copy -> ends.add(lifespan.hidden(copy)));
        }
        return ends;
    }

    private Optional<Entry.Version> kept(Pin pin) throws IOException {
        return inputs.kept(pin).isEmpty() ? Optional.empty() : reader.newestVersion(layout.kept(pin));
    }

    private List<Entry> history(Key key) throws IOException {
        var known = histories.get(key);
        if (known != null) {
            return known;
        }
        var history = store.history(key);
        histories.put(key, history);
        return history;
    }

    private ReleaseRunway.Loss loss(Key key, Optional<String> input, Lifespan.End end) {
        var why = "by lifecycle rule '" + end.rule() + "'"
                + (end.afterRollback() ? ", once a rollback lies on top" : "")
                + (end.byTag() ? ", if it has the tags of that rule" : "");
        return new ReleaseRunway.Loss(end.at(), ReleaseRunway.days(now, end.at()), key.value(), input, why);
    }
}
