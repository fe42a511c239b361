package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.history.Combination;
import io.github.backsight.release.Manifest;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Holds releases against combinations: by versions, or by the digests that the store vouches for. Reads no content.
final class PinMatch {
    private final ObjectStore store;
    private final Configuration configuration;
    private final Map<Asked, Optional<Sha256>> known = new HashMap<>();

    private record Asked(Key key, VersionId version) {}

    PinMatch(Workplace workplace) {
        this.store = workplace.store();
        this.configuration = workplace.configuration();
    }

    /// {@return whether the release was made from these very bytes}
    boolean fits(Manifest release, Combination combination) throws IOException {
        for (var input : configuration.inputs()) {
            var pin = release.pin(input.name());
            if (pin.isEmpty() || !fits(pin.get(), input.key(), combination)) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(Pin pin, Key key, Combination combination) throws IOException {
        var version = combination.version(pin.input());
        if (pin.key().equals(key) && pin.version().equals(version.id())) {
            return true;
        }
        return pin.size() == version.size() && vouched(key, version.id()).equals(Optional.of(pin.sha256()));
    }

    /// {@return the digest that the store vouches for; empty, too, when the version is gone}
    Optional<Sha256> vouched(Key key, VersionId version) throws IOException {
        var asked = new Asked(key, version);
        var answer = known.get(asked);
        if (answer == null) {
            answer = look(asked);
            known.put(asked, answer);
        }
        return answer;
    }

    private Optional<Sha256> look(Asked asked) throws IOException {
        try {
            return store.sha256(asked.key(), asked.version());
        } catch (MissingVersionException e) {
            return Optional.empty();
        }
    }
}
