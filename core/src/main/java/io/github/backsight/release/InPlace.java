package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.release.InPlaceRecord.Others;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Keeps copies of the live release's artifacts at fixed places below the prefix, for readers that know only those.
///
/// They follow the pointer. A record is written before and after: it names every release whose files may lie there, so
/// that what was interrupted or overtaken is completed without listing. What changed is copied first; what the new
/// release lacks is removed last, by a delete marker, and only where an older manifest names these very bytes.
final class InPlace {
    private static final int ATTEMPTS = 5;
    private static final int BATCH = 1000;
    private static final int SAMPLES = 16;

    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final Live live;
    private final Releases releases;

    InPlace(ObjectStore store, Layout layout) {
        this.store = store;
        this.layout = layout;
        this.reader = new StoreReader(store);
        this.live = new Live(store, layout);
        this.releases = new Releases(store, layout);
    }

    /// What the record says now.
    private record Held(Seen seen, List<ReleaseId> releases, Others others) {
        boolean settledOn(ReleaseId release) {
            return releases.equals(List.of(release)) && others == Others.NONE;
        }

        /// What may be held once files of `release` are on their way, too.
        Held with(ReleaseId release) {
            var all = new LinkedHashSet<ReleaseId>();
            all.add(release);
            all.addAll(releases);
            return new Held(seen, List.copyOf(all), others);
        }
    }

    /// How following the pointer ended.
    sealed interface Followed {
        /// @param changed the names at which something was copied or removed by this attempt
        record Done(List<String> changed) implements Followed {}

        /// Another release was made live meanwhile.
        record Overtaken() implements Followed {}
    }

    /// {@return what would be done, empty when the places hold `target` already}
    Optional<InPlacePlan> plan(Manifest target) throws IOException {
        var held = held();
        var changes = changes(target, held);
        if (held.settledOn(target.id()) && changes.size() == 0) {
            return Optional.empty();
        }
        return Optional.of(new InPlacePlan(
                held.seen(),
                held.releases(),
                changes.copies().size(),
                changes.removals().size()));
    }

    private Held held() throws IOException {
        var seen = reader.seen(layout.inPlace());
        if (seen.state() != Seen.State.VERSION) {
            return new Held(seen, List.of(), Others.POSSIBLE);
        }
        var bytes = reader.bytes(layout.inPlace(), seen.version().orElseThrow());
        try {
            var found = ReleaseJson.read(
                    bytes,
                    InPlaceRecord.class,
                    InPlaceRecord.FORMAT,
                    layout.inPlace().value());
            return new Held(seen, found.releases(), found.others());
        } catch (ReleaseJson.DamagedException e) {
            return new Held(seen, List.of(), Others.POSSIBLE);
        }
    }

    private InPlaceChanges changes(Manifest target, Held held) throws IOException {
        var wanted = FixedPlaces.of(target, reader, layout);
        var mayHold = new ArrayList<FixedPlaces>();
        if (held.others() == Others.POSSIBLE) {
            mayHold.add(FixedPlaces.UNKNOWN);
        }
        for (var release : held.releases()) {
            var manifest = releases.find(release);
            mayHold.add(manifest.isEmpty() ? FixedPlaces.UNKNOWN : FixedPlaces.of(manifest.get(), reader, layout));
        }
        var changes = InPlaceChanges.between(mayHold, wanted);
        if (held.settledOn(target.id())) {
            for (var name : wrong(wanted)) {
                changes.copies()
                        .put(name, Optional.ofNullable(wanted.files().get(name)).orElseThrow());
            }
        }
        return changes;
    }

    /// {@return those of a sample that do not have the right bytes: all files that are no tiles, and 16 evenly spaced
    /// ones of all}
    private List<String> wrong(FixedPlaces wanted) throws IOException {
        var names = List.copyOf(wanted.files().keySet());
        var sample = new LinkedHashSet<String>();
        names.stream().filter(name -> !name.endsWith(".pbf")).forEach(sample::add);
        int stride = Math.max(1, names.size() / SAMPLES);
        for (int i = 0; i < names.size(); i += stride) {
            sample.add(names.get(i));
        }
        var wrong = new ArrayList<String>();
        Looks.atMany(
                store,
                List.copyOf(sample),
                name -> {
                    var bytes = Optional.ofNullable(wanted.files().get(name)).orElseThrow();
                    return reader.newestHas(layout.stable(name), bytes.size(), bytes.sha256());
                },
                (name, right) -> {
                    if (!right) {
                        wrong.add(name);
                    }
                });
        return wrong;
    }

    /// {@return what a sample read back shows to be wrong; empty when nothing is}
    Optional<String> prove(Manifest target) throws IOException {
        if (!held().settledOn(target.id())) {
            return Optional.of(
                    "'" + layout.inPlace() + "' does not say that the fixed places hold release " + target.id());
        }
        return wrong(FixedPlaces.of(target, reader, layout)).stream()
                .findFirst()
                .map(name -> "'" + layout.stable(name) + "' does not hold the bytes of release " + target.id());
    }

    /// Makes the fixed places hold `target`.
    ///
    /// @throws InDoubtException if the record may or may not have been written
    /// @throws IOException if it is not all done; the same again completes it
    Followed follow(Manifest target, OperationId operation, Clock clock, Progress progress) throws IOException {
        var touched = new LinkedHashSet<String>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (!live.now().names(target.id())) {
                if (!touched.isEmpty()) {
                    confess(target.id(), operation, clock);
                }
                return new Followed.Overtaken();
            }
            var held = held();
            var changes = changes(target, held);
            if (held.settledOn(target.id()) && changes.size() == 0) {
                return new Followed.Done(List.copyOf(touched));
            }
            var begun = write(held.with(target.id()), operation, clock);
            if (begun.isEmpty() || !carryOut(target, changes, begun.get(), touched, progress)) {
                continue;
            }
            var seen = new Seen(layout.inPlace(), Seen.State.VERSION, begun);
            if (write(new Held(seen, List.of(target.id()), Others.NONE), operation, clock)
                    .isPresent()) {
                return new Followed.Done(List.copyOf(touched));
            }
        }
        throw new IOException("'" + layout.inPlace() + "' was changed by others " + ATTEMPTS
                + " times while files were copied to their fixed places");
    }

    /// Says that files of `release` may have landed after another operation began: that one, or the next, then copies
    /// over them.
    private void confess(ReleaseId release, OperationId operation, Clock clock) throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var held = held();
            if (held.releases().contains(release)
                    || write(held.with(release), operation, clock).isPresent()) {
                return;
            }
        }
    }

    /// {@return the version that was written; empty when another has written since it was seen}
    private Optional<VersionId> write(Held held, OperationId operation, Clock clock) throws IOException {
        var bytes = ReleaseJson.bytes(
                new InPlaceRecord(InPlaceRecord.FORMAT, operation, clock.instant(), held.releases(), held.others()));
        return switch (store.put(
                layout.inPlace(), Body.of(bytes), Live.ALWAYS_ASKED, held.seen().expectation())) {
            case Write.Stored stored -> Optional.of(stored.id());
            case Write.Outrun unused -> Optional.empty();
            case Write.Unknown unknown -> {
                var sha256 = Sha256.of(bytes);
                InDoubtException.unless(
                        () -> reader.newestHas(layout.inPlace(), bytes.length, sha256),
                        layout.inPlace().value(),
                        unknown);
                yield reader.newestVersion(layout.inPlace()).map(version -> version.id());
            }
        };
    }

    /// {@return false when another has written the record meanwhile}
    private boolean carryOut(
            Manifest target, InPlaceChanges changes, VersionId begun, Set<String> touched, Progress progress)
            throws IOException {
        try (var step = progress.start("copying to fixed places", changes.size(), Progress.Unit.ITEMS)) {
            var names = List.copyOf(changes.copies().keySet());
            var sources = SourceVersions.of(reader, layout, target.id(), names.size());
            for (int from = 0; from < names.size(); from += BATCH) {
                var batch = names.subList(from, Math.min(names.size(), from + BATCH));
                if (!stillSays(begun)) {
                    return false;
                }
                touched.addAll(batch);
                copy(target, changes, batch, sources);
                step.advance(batch.size());
            }
            var stale = List.copyOf(changes.removals().keySet());
            for (int from = 0; from < stale.size(); from += BATCH) {
                var batch = stale.subList(from, Math.min(stale.size(), from + BATCH));
                if (!stillSays(begun)) {
                    return false;
                }
                touched.addAll(batch);
                remove(changes, batch);
                step.advance(batch.size());
            }
        }
        return stillSays(begun);
    }

    private boolean stillSays(VersionId begun) throws IOException {
        return reader.seen(layout.inPlace()).version().equals(Optional.of(begun));
    }

    private void copy(Manifest target, InPlaceChanges changes, List<String> names, SourceVersions sources)
            throws IOException {
        var copies = new ArrayList<Copy>();
        for (var name : names) {
            var bytes = Optional.ofNullable(changes.copies().get(name)).orElseThrow();
            var from = layout.artifact(target.id(), name);
            copies.add(new Copy(from, sources.of(from), layout.stable(name), attributes(bytes)));
        }
        store.copyAll(copies);
    }

    private static Attributes attributes(FixedPlaces.Bytes bytes) {
        return Attributes.ofType(bytes.contentType()).withCacheControl("no-cache");
    }

    /// Somebody else's object at a name that was ours is left alone: its bytes are none that an older release had.
    private void remove(InPlaceChanges changes, List<String> names) throws IOException {
        var there = store.newestDetails(names.stream().map(layout::stable).toList());
        var ours = new ArrayList<Key>();
        for (var name : names) {
            var newest = Optional.ofNullable(there.get(layout.stable(name)));
            if (newest.isPresent() && isOneOf(newest.get(), changes.removals().getOrDefault(name, List.of()))) {
                ours.add(layout.stable(name));
            }
        }
        store.deleteAll(ours);
    }

    private boolean isOneOf(Details newest, List<FixedPlaces.Bytes> known) throws IOException {
        for (var bytes : known) {
            if (reader.has(newest, bytes.size(), bytes.sha256())) {
                return true;
            }
        }
        return false;
    }
}
