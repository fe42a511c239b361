package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What a store does that has nothing better for many objects at once.
final class OneByOne {
    private OneByOne() {}

    static void copy(ObjectStore store, Copy copy) throws IOException {
        long size = store.details(copy.from(), copy.version()).version().size();
        var body = new Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() throws IOException {
                return store.read(copy.from(), copy.version());
            }
        };
        require(store, copy.to(), store.put(copy.to(), body, copy.attributes(), new Expectation.Anything()));
    }

    static void delete(ObjectStore store, Key key) throws IOException {
        require(store, key, store.delete(key));
    }

    private static void require(ObjectStore store, Key key, Write write) throws IOException {
        switch (write) {
            case Write.Stored unused -> {}
            case Write.Outrun(var newest) ->
                throw new IOException("'" + key + "' in " + store.location() + " was refused because of " + newest
                        + ", although any version may be overlaid");
            case Write.Unknown(var cause) ->
                throw new IOException(
                        "it is not known whether '" + key + "' in " + store.location()
                                + " was written; do it again, which harms nothing",
                        cause);
        }
    }

    static Map<VersionId, Sha256> digests(ObjectStore store, Key key, Collection<VersionId> versions)
            throws IOException {
        var digests = new HashMap<VersionId, Sha256>();
        for (var version : versions) {
            store.sha256(key, version).ifPresent(digest -> digests.put(version, digest));
        }
        return digests;
    }

    static Map<Key, Details> newestDetails(ObjectStore store, Collection<Key> keys) throws IOException {
        var details = new HashMap<Key, Details>();
        for (var key : keys) {
            if (store.newest(key).orElse(null) instanceof Entry.Version version) {
                details.put(key, store.details(key, version.id()));
            }
        }
        return details;
    }
}
