package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Adds delete markers; never names a version, so that nothing can be lost. Safe for use by many threads.
record Deletion(Connection connection, VersionLists lists, Versioning versioning, Attempts attempts) {
    /// As many as S3 takes in one request.
    private static final int MOST_OF_ONE_REQUEST = 1000;

    private static final int REQUESTS_AT_ONCE = 4;

    Write delete(Key key) throws IOException {
        versioning.requireKept(key);
        var before = lists.newest(key);
        return attempts.run(key, "delete '" + key + "'", Action.DELETE, new Attempts.Attempt() {
            @Override
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

            // Some servers add no marker to a marker, and answer none.
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

    void deleteAll(List<Key> keys) throws IOException {
        for (var key : keys) {
            versioning.requireKept(key);
        }
        var listed = keys.stream().filter(Deletion::fitsXml).toList();
        var requests = new ArrayList<List<Key>>();
        for (int start = 0; start < listed.size(); start += MOST_OF_ONE_REQUEST) {
            requests.add(listed.subList(start, Math.min(listed.size(), start + MOST_OF_ONE_REQUEST)));
        }
        keys.stream().filter(key -> !fitsXml(key)).map(List::of).forEach(requests::add);
        try (var parallel = new Parallel(REQUESTS_AT_ONCE)) {
            parallel.map(requests, this::deleteTogether, "deleting " + keys.size() + " objects");
        }
    }

    /// {@return whether a list in XML gives the key back as it is}
    private static boolean fitsXml(Key key) {
        return key.value().chars().allMatch(c -> c >= ' ' && c != 0xfffe && c != 0xffff);
    }

    private int deleteTogether(List<Key> keys) throws IOException {
        if (!fitsXml(keys.getFirst())) {
            if (delete(keys.getFirst()) instanceof Write.Unknown(var cause)) {
                throw new IOException(
                        "'" + keys.getFirst() + "' in " + connection.bucket().text()
                                + " may or may not have been deleted; do it again",
                        cause);
            }
            return 1;
        }
        var named = keys.stream()
                .map(key -> ObjectIdentifier.builder().key(key.value()).build())
                .toList();
        var answer = Requests.answer(
                connection,
                "delete '" + keys.getFirst() + "' and " + (keys.size() - 1) + " others",
                Action.DELETE,
                keys.getFirst().value(),
                () -> connection
                        .reader()
                        .deleteObjects(request -> request.bucket(connection.name())
                                .delete(all -> all.objects(named).quiet(true))));
        if (!answer.errors().isEmpty()) {
            var first = answer.errors().getFirst();
            throw new IOException("cannot delete '" + first.key() + "' in "
                    + connection.bucket().text() + ": the server answered " + first.code() + " for "
                    + answer.errors().size() + " of " + keys.size() + " objects. "
                    + Faults.named(String.valueOf(first.message()))
                            .orElse("It may take " + Action.DELETE.permission()));
        }
        return keys.size();
    }
}
