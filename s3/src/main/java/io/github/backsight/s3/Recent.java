package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.Optional;

/// Finds a write whose reply was lost, or did not say the new version's id, by the nonce in its metadata.
record Recent(VersionReader reader) {
    /// Others may have written on top of it, but hardly more than so many.
    private static final int MOST = 20;

    Optional<VersionId> find(Key key, long size, String nonce) throws IOException {
        var recent = reader.lists().history(key, Optional.empty()).entries().stream()
                .limit(MOST)
                .toList();
        for (var entry : recent) {
            if (entry instanceof Entry.Version version
                    && version.size() == size
                    && reader.head(key, version.id()).writtenAs(nonce)) {
                return Optional.of(version.id());
            }
        }
        return Optional.empty();
    }
}
