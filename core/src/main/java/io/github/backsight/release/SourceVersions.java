package io.github.backsight.release;

import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The versions of a release's files: asked for one by one when few are needed, by one list when many are.
final class SourceVersions {
    private static final int FEW = 200;

    private final StoreReader reader;
    private final Map<Key, VersionId> listed;

    private SourceVersions(StoreReader reader, Map<Key, VersionId> listed) {
        this.reader = reader;
        this.listed = listed;
    }

    /// @param needed how many will be asked for
    static SourceVersions of(StoreReader reader, Layout layout, ReleaseId release, int needed) throws IOException {
        var listed = new HashMap<Key, VersionId>();
        if (needed > FEW) {
            for (var entry : reader.store().list(layout.releases() + release + "/")) {
                if (entry.newest()) {
                    StoreReader.version(entry).ifPresent(version -> listed.put(version.key(), version.id()));
                }
            }
        }
        return new SourceVersions(reader, listed);
    }

    /// @throws IOException if `key` has no version
    VersionId of(Key key) throws IOException {
        var known = listed.get(key);
        if (known != null) {
            return known;
        }
        var newest = reader.newestVersion(key);
        if (newest.isEmpty()) {
            throw new IOException("'" + key + "' is missing; build the release again");
        }
        return newest.get().id();
    }
}
