package io.github.backsight.s3;

import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes thousands of objects, hundreds of requests at once. What is there already is found by one list of the range
/// of keys, not by a question for each. Safe for use by many threads.
record Batches(Connection connection, S3Options options, VersionReader reader, Puts puts) {

    void putAll(List<Upload> uploads) throws IOException {
        if (uploads.isEmpty()) {
            return;
        }
        var wanted = new TreeMap<Key, Upload>();
        for (var upload : uploads) {
            var twin = wanted.putIfAbsent(upload.key(), upload);
            if (twin != null && !digest(twin.body()).equals(digest(upload.body()))) {
                throw clash(upload.key());
            }
        }
        var there = there(wanted);
        try (var parallel = new Parallel(Math.min(options.requests(), wanted.size()))) {
            parallel.map(
                    List.copyOf(wanted.values()),
                    upload -> {
                        var version = there.get(upload.key());
                        if (version == null) {
                            write(upload);
                        } else {
                            requireSame(upload, version);
                        }
                        return upload.key();
                    },
                    "writing " + wanted.size() + " objects");
        }
    }

    private void write(Upload upload) throws IOException {
        switch (puts.putOneOfMany(upload)) {
            case Write.Stored stored -> {}
            case Write.Outrun(var newest) -> {
                if (newest.orElse(null) instanceof Entry.Version version) {
                    requireSame(upload, version);
                } else {
                    throw new IOException("'" + upload.key() + "' was written and deleted by somebody else meanwhile");
                }
            }
            case Write.Unknown(var cause) ->
                throw new IOException(
                        "'" + upload.key() + "' may or may not have been written: " + cause.getMessage(), cause);
        }
    }

    private Map<Key, Entry.Version> there(TreeMap<Key, Upload> wanted) throws IOException {
        var there = new HashMap<Key, Entry.Version>();
        for (var entry : reader.lists().newestBetween(wanted.firstKey(), wanted.lastKey())) {
            if (entry instanceof Entry.Version version && wanted.containsKey(version.key())) {
                there.put(version.key(), version);
            }
        }
        return there;
    }

    private void requireSame(Upload upload, Entry.Version version) throws IOException {
        if (version.size() != upload.body().size() || !sameBytes(upload, version.id())) {
            throw clash(upload.key());
        }
    }

    private boolean sameBytes(Upload upload, VersionId version) throws IOException {
        var head = reader.head(upload.key(), version);
        var known = head.sha256();
        if (known.isPresent()) {
            return known.get().equals(digest(upload.body()));
        }
        try (var in = reader.read(upload.key(), version, 0, Long.MAX_VALUE)) {
            return Sha256.of(in).equals(digest(upload.body()));
        }
    }

    private static Sha256 digest(Body body) throws IOException {
        try (var in = body.open()) {
            return Sha256.of(in);
        }
    }

    private IOException clash(Key key) {
        return new IOException("'" + key + "' is in " + connection.bucket().text()
                + " already, with other bytes, and what is published never changes");
    }
}
