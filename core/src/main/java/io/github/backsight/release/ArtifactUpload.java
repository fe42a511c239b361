package io.github.backsight.release;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Write;
import java.io.IOException;

/// Puts objects that never change (law 1): one that is there already with the same bytes counts as put, one with
/// other bytes is refused.
record ArtifactUpload(ObjectStore store) {
    /// Browsers and caches may keep it for a year without asking again: the bytes under this name never change.
    private static final String IMMUTABLE = "public, max-age=31536000, immutable";

    static Attributes attributes(String contentType) {
        return Attributes.ofType(contentType).withCacheControl(IMMUTABLE);
    }

    /// @throws InDoubtException if the write may or may not have happened; putting again settles it
    /// @throws IOException if it could not be written, or is there with other bytes
    void put(Key key, Body body, Sha256 sha256, String contentType) throws IOException {
        var reader = new StoreReader(store);
        var there = reader.newestVersion(key);
        if (there.isPresent()) {
            requireSame(key, reader.has(there.get(), body.size(), sha256));
            return;
        }
        switch (store.put(key, body, attributes(contentType), new Expectation.Absent())) {
            case Write.Stored stored -> requireAsMeasured(key, reader, stored, sha256);
            case Write.Outrun unused -> requireSame(key, reader.newestHas(key, body.size(), sha256));
            case Write.Unknown unknown ->
                InDoubtException.unless(() -> reader.newestHas(key, body.size(), sha256), key.value(), unknown);
        }
    }

    private void requireSame(Key key, boolean same) throws IOException {
        if (!same) {
            throw new IOException("'" + key + "' is there already with other bytes, and what a release holds never"
                    + " changes; the same pins and recipe were built by another version of Backsight: build with that"
                    + " version, or compare the two with: backsight diff");
        }
    }

    private static void requireAsMeasured(Key key, StoreReader reader, Write.Stored stored, Sha256 sha256)
            throws IOException {
        var vouched = reader.vouched(key, stored.id());
        if (vouched.isPresent() && !vouched.get().equals(sha256)) {
            throw new IOException("'" + key + "' was written with SHA-256 " + vouched.get() + " and not " + sha256
                    + ": the file changed while it was uploaded; build again");
        }
    }
}
