package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.history.Combination;
import io.github.backsight.release.Manifest;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.Optional;

/// Holds releases against combinations: by versions, or by the digests that the store vouches for. Reads no content.
final class PinMatch {
    private final Configuration configuration;
    private final SameBytes bytes;

    PinMatch(Workplace workplace) {
        this.configuration = workplace.configuration();
        this.bytes = new SameBytes(workplace.store());
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
        return pin.size() == version.size() && bytes.vouched(key, version.id()).equals(Optional.of(pin.sha256()));
    }

    /// As [SameBytes#vouched].
    Optional<Sha256> vouched(Key key, VersionId version) throws IOException {
        return bytes.vouched(key, version);
    }
}
