package io.github.backsight.store;

import java.io.IOException;

/// Decides whether an object of a batch that is there already is the one that was to be written.
final class BatchClash {
    private BatchClash() {}

    /// @throws IOException if the key's newest version has other bytes than `upload`
    static void refuseUnlessEqual(ObjectStore store, Upload upload) throws IOException {
        var newest = store.newest(upload.key());
        if (newest.isPresent()
                && newest.get() instanceof Entry.Version version
                && holdsBytesOf(store, version, upload)) {
            return;
        }
        throw new IOException("'" + upload.key() + "' is in " + store.location()
                + " already with other bytes, and was left as it is; see: backsight versions");
    }

    private static boolean holdsBytesOf(ObjectStore store, Entry.Version version, Upload upload) throws IOException {
        if (version.size() != upload.body().size()) {
            return false;
        }
        try (var in = upload.body().open()) {
            var there = store.details(version.key(), version.id()).sha256();
            return there.isPresent() && there.get().equals(Sha256.of(in));
        }
    }
}
