package io.github.backsight.store;

import java.io.IOException;
import java.util.Optional;

/// Decides whether an object of a batch that is there already is the one that was to be written.
final class BatchClash {
    private BatchClash() {}

    /// @param location of the store
    /// @param there the digest of the key's newest version; empty when that is a delete marker, or not known
    /// @throws IOException if `upload` has other bytes, or they cannot be read
    static void refuseUnlessEqual(String location, Upload upload, Optional<Sha256> there) throws IOException {
        try (var in = upload.body().open()) {
            if (there.isEmpty() || !there.get().equals(Sha256.of(in))) {
                throw new IOException("'" + upload.key() + "' is in " + location
                        + " already with other bytes, and was left as it is; see: backsight versions");
            }
        }
    }
}
