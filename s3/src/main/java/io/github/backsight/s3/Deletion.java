package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.Optional;

/// Adds delete markers; never names a version, so that nothing can be lost.
record Deletion(Connection connection, VersionLists lists, Attempts attempts) {

    Write delete(Key key) throws IOException {
        var before = lists.newest(key);
        return attempts.run(key, "delete '" + key + "'", Action.DELETE, new Attempts.Attempt() {
            @Override
            @SuppressWarnings("NullAway") // The SDK says nothing about nulls: an absent id is one.
            public VersionId send() throws IOException {
                var id = connection
                        .writer()
                        .deleteObject(
                                request -> request.bucket(connection.name()).key(key.value()))
                        .versionId();
                return id != null
                        ? new VersionId(id)
                        : marker().orElseThrow(() -> new IOException("'" + key + "' was deleted in "
                                + connection.bucket().text() + " without a delete marker: it keeps no versions"));
            }

            /// Some servers add no marker to a marker, and answer none.
            private Optional<VersionId> marker() throws IOException {
                return lists.newest(key)
                        .filter(entry -> entry instanceof Entry.DeleteMarker)
                        .map(Entry::id);
            }

            @Override
            public Optional<VersionId> find() throws IOException {
                return marker().filter(id -> !before.map(Entry::id).equals(Optional.of(id)));
            }
        });
    }
}
