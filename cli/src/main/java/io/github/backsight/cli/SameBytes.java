package io.github.backsight.cli;

import io.github.backsight.history.State;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether versions have the bytes of pins: an input that was restored has a new version of the same bytes. Asks the
/// store for each digest once, and only where the sizes are equal. For one thread.
final class SameBytes {
    private final ObjectStore store;
    private final Map<Key, Map<VersionId, Optional<Sha256>>> known = new HashMap<>();

    SameBytes(ObjectStore store) {
        this.store = store;
    }

    /// Asks for many digests at once.
    void learn(Key key, List<VersionId> versions) throws IOException {
        var digests = store.digests(key, versions);
        var ofKey = known.computeIfAbsent(key, unused -> new HashMap<>());
        versions.forEach(version -> ofKey.put(version, Optional.ofNullable(digests.get(version))));
    }

    /// {@return whether each input of the state had the bytes of its pin}
    ///
    /// @param pins one of each input
    boolean holds(State state, List<Pin> pins) throws IOException {
        for (var pin : pins) {
            var version = Optional.ofNullable(state.versions().get(pin.input())).flatMap(each -> each);
            if (version.isEmpty() || !has(version.get(), pin)) {
                return false;
            }
        }
        return true;
    }

    /// {@return whether that version has the bytes of the pin, as far as the store vouches for them}
    boolean has(Entry.Version version, Pin pin) throws IOException {
        if (version.size() != pin.size() || !version.key().equals(pin.key())) {
            return false;
        }
        return version.id().equals(pin.version())
                || vouched(version.key(), version.id()).equals(Optional.of(pin.sha256()));
    }

    /// {@return the digest that the store vouches for; empty, too, when the version is gone}
    Optional<Sha256> vouched(Key key, VersionId version) throws IOException {
        var ofKey = known.computeIfAbsent(key, unused -> new HashMap<>());
        var digest = ofKey.get(version);
        if (digest == null) {
            digest = look(key, version);
            ofKey.put(version, digest);
        }
        return digest;
    }

    private Optional<Sha256> look(Key key, VersionId version) throws IOException {
        try {
            return store.sha256(key, version);
        } catch (MissingVersionException e) {
            return Optional.empty();
        }
    }
}
