package io.github.backsight.release;

import io.github.backsight.store.Copy;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Keeps a release restorable when the versions of its inputs go: copies of them, as newest versions of keys of
/// Backsight's own, which rules for old versions do not touch. Safe for use by many threads.
public final class Pinning {
    private final ObjectStore store;
    private final Layout layout;
    private final StoreReader reader;
    private final InputRestore inputs;
    private final Predicate<Key> elsewhere;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    /// @param elsewhere tells the keys of inputs that do not lie in the store
    public Pinning(ObjectStore store, String prefix, Predicate<Key> elsewhere) {
        this.store = store;
        this.layout = new Layout(prefix);
        this.reader = new StoreReader(store);
        this.inputs = new InputRestore(store, layout);
        this.elsewhere = elsewhere;
    }

    /// What there is to do for one input.
    ///
    /// @param copy where the copy lies, or is to lie
    /// @param source the version to be copied; present exactly when `state` is `TO_COPY`
    public record Look(Pin pin, State state, Key copy, Optional<VersionId> source) {}

    /// How it stands with the copy of one input.
    public enum State {
        /// It is there.
        KEPT,
        /// It has to be made.
        TO_COPY,
        /// No version has the bytes any more.
        GONE,
        /// The input is read by an address and does not lie in the store.
        ELSEWHERE
    }

    /// What became of pinning a release.
    public sealed interface Pinned {
        /// @param copied inputs of which a copy was made now
        record Done(PinnedRelease record, List<String> copied) implements Pinned {}

        /// All copies and the record were there already; nothing was written.
        record AlreadyThere(PinnedRelease record) implements Pinned {}

        /// It may or may not have been done; the same again settles it.
        record InDoubt(IOException cause) implements Pinned {}
    }

    /// {@return what there is to do; changes nothing}
    public List<Look> look(Manifest release) throws IOException {
        var looks = new ArrayList<Look>();
        for (var pin : release.pins()) {
            looks.add(look(pin));
        }
        return List.copyOf(looks);
    }

    private Look look(Pin pin) throws IOException {
        var copy = layout.kept(pin);
        if (elsewhere.test(pin.key())) {
            return new Look(pin, State.ELSEWHERE, copy, Optional.empty());
        }
        if (inputs.kept(pin).isPresent()) {
            return new Look(pin, State.KEPT, copy, Optional.empty());
        }
        var source = inputs.source(pin);
        return new Look(pin, source.isPresent() ? State.TO_COPY : State.GONE, copy, source);
    }

    /// {@return whether a copy of the pinned bytes is kept}
    public boolean keeps(Pin pin) throws IOException {
        return inputs.kept(pin).isPresent();
    }

    /// {@return why a release is pinned; empty when it is not}
    public Optional<PinnedRelease> find(ReleaseId release) throws IOException {
        var key = layout.pinned(release);
        var found = reader.find(key);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ReleaseJson.read(found.get().bytes(), PinnedRelease.class, PinnedRelease.FORMAT, key.value()));
    }

    /// Makes the copies that are missing, reads each of them back, and records it.
    ///
    /// @throws IOException if it is certain that the release is not pinned; copies that were made stay and count
    public Pinned pin(Manifest release, Intent intent, Clock clock) throws IOException {
        var looks = look(release);
        var there = find(release.id());
        var missing =
                looks.stream().filter(each -> each.state() == State.TO_COPY).toList();
        if (there.isPresent() && missing.isEmpty()) {
            return new Pinned.AlreadyThere(there.get());
        }
        var doubt = copy(missing);
        if (doubt.isPresent()) {
            return new Pinned.InDoubt(doubt.get());
        }
        var kept = looks.stream()
                .filter(each -> each.state() == State.TO_COPY || each.state() == State.KEPT)
                .map(each -> new PinnedRelease.Kept(
                        each.pin().input(),
                        each.pin().key(),
                        each.pin().version(),
                        each.pin().size(),
                        each.pin().sha256(),
                        each.copy()))
                .toList();
        var record = new PinnedRelease(
                PinnedRelease.FORMAT, release.id(), intent.who(), clock.instant(), intent.reason(), kept);
        try {
            new Records(store).put(layout.pinned(release.id()), record);
        } catch (InDoubtException e) {
            return new Pinned.InDoubt(e);
        }
        return new Pinned.Done(
                record, missing.stream().map(each -> each.pin().input()).toList());
    }

    /// @return why it is not known whether all copies are there; empty when they are, and proven
    private Optional<IOException> copy(List<Look> missing) throws IOException {
        Optional<IOException> doubt = Optional.empty();
        try {
            store.copyAll(copies(missing));
        } catch (MissingVersionException e) {
            throw e;
        } catch (IOException e) {
            doubt = Optional.of(e);
        }
        for (var each : missing) {
            var newest = reader.newestVersion(each.copy());
            if (newest.isEmpty()) {
                return Optional.of(doubt.orElseGet(
                        () -> new IOException("'" + each.copy() + "' is not there although it was copied")));
            }
            if (!reader.readSha256(each.copy(), newest.get().id())
                    .equals(each.pin().sha256())) {
                // It is nobody's but ours; hidden, it is not taken for a good one.
                store.delete(each.copy());
                throw new IOException("'" + each.copy() + "' has not the bytes of '"
                        + each.pin().key() + "', and was deleted again; run the same command once more");
            }
        }
        return Optional.empty();
    }

    private List<Copy> copies(List<Look> missing) throws IOException {
        var copies = new ArrayList<Copy>();
        for (var each : missing) {
            var source = each.source().orElseThrow();
            var attributes = store.details(each.pin().key(), source).attributes();
            copies.add(new Copy(each.pin().key(), source, each.copy(), attributes));
        }
        return copies;
    }
}
