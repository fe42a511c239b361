package io.github.backsight.release;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.Optional;

/// Writes records of this package as JSON; a lost reply is settled by looking (law 6). For use by many threads.
record Records(ObjectStore store) {
    private static final Attributes JSON = Attributes.ofType("application/json");

    /// Writes `record` on top of whatever is there.
    ///
    /// @throws InDoubtException if it may or may not have been written
    /// @throws IOException if it was not written
    void put(Key key, Object record) throws IOException {
        var bytes = ReleaseJson.bytes(record);
        switch (store.put(key, Body.of(bytes), JSON, new Expectation.Anything())) {
            case Write.Stored unused -> {}
            case Write.Outrun outrun ->
                throw new IOException("'" + key + "' was refused because of " + outrun.newest()
                        + ", although it may lie on top of anything");
            case Write.Unknown unknown ->
                InDoubtException.unless(
                        () -> new StoreReader(store).newestHas(key, bytes.length, Sha256.of(bytes)),
                        key.value(),
                        unknown);
        }
    }

    /// Writes `record` unless something is there, which then counts as well.
    ///
    /// @return why nobody knows whether it is there; empty when it is, by this or by an earlier write
    /// @throws IOException if it is certain that it is not there
    Optional<IOException> putOnce(Key key, Object record) throws IOException {
        return switch (store.put(key, Body.of(ReleaseJson.bytes(record)), JSON, new Expectation.Absent())) {
            case Write.Stored unused -> Optional.empty();
            case Write.Outrun unused -> Optional.empty();
            case Write.Unknown unknown -> look(key, unknown.cause());
        };
    }

    private Optional<IOException> look(Key key, IOException doubt) {
        try {
            boolean there = new StoreReader(store).newestVersion(key).isPresent();
            return there ? Optional.empty() : Optional.of(doubt);
        } catch (IOException e) {
            doubt.addSuppressed(e);
            return Optional.of(doubt);
        }
    }
}
