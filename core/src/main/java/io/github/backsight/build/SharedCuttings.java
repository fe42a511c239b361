package io.github.backsight.build;

import io.github.backsight.input.Download;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Details;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Kept cuttings in the store, so that any machine that builds has what another one has made.
///
/// An object is the file of a [CuttingFolder], byte for byte, under the same name. It is never deleted, and one that is
/// not as it was written is superseded by a version that is. Safe for use by many threads and processes: whoever comes
/// first writes, and who writes the same again does no harm.
///
/// @param prefix what the objects' keys begin with, as in `map/.backsight/cuttings/`
public record SharedCuttings(ObjectStore store, String prefix) {
    private static final String TYPE = "application/octet-stream";

    /// {@return the cuttings of the maps that are published below `prefix`}
    ///
    /// @param prefix without `/` at either end; empty for the store's root
    public static SharedCuttings below(String prefix, ObjectStore store) {
        return new SharedCuttings(store, (prefix.isEmpty() ? "" : prefix + "/") + ".backsight/cuttings/");
    }

    /// {@return what the store has under `key`, to be brought by [#bring]}
    Optional<Details> find(CuttingKey key) throws IOException {
        var objectKey = objectKey(key);
        return Optional.ofNullable(store.newestDetails(List.of(objectKey)).get(objectKey));
    }

    /// Brings what was found to `file`, which has its name only once it is whole and has the digest that the store
    /// vouches for.
    void bring(Details found, Path file, Progress progress) throws IOException {
        new Download(store).to(file, found, Download.Existing.REPLACE, progress);
    }

    /// Puts `file` into the store unless the very same bytes are there.
    void share(CuttingKey key, Path file, Progress progress) throws IOException {
        long size = Files.size(file);
        try (var step = progress.start("sharing cutting", size, Progress.Unit.BYTES)) {
            var there = find(key);
            if (there.isEmpty() || !isSame(there.get(), file, size)) {
                write(objectKey(key), file);
            }
            step.advance(size);
        }
    }

    private static boolean isSame(Details there, Path file, long size) throws IOException {
        return there.version().size() == size && there.sha256().equals(Optional.of(Sha256.of(file)));
    }

    private void write(Key key, Path file) throws IOException {
        // Two that write at once write the same bytes, so nothing has to be expected of what is there.
        switch (store.put(key, Body.of(file), Attributes.ofType(TYPE), new Expectation.Anything())) {
            case Write.Stored stored -> {}
            case Write.Outrun outrun -> {}
            case Write.Unknown unknown -> throw unknown.cause();
        }
    }

    private Key objectKey(CuttingKey key) {
        return new Key(prefix + key.sha256().hex());
    }
}
