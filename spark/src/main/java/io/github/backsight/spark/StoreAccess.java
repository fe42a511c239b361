package io.github.backsight.spark;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.input.InputCache;
import io.github.backsight.parquet.ParquetSource;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.web.StoreWithAddresses;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/// How an executor comes to the bytes of a pinned input, whatever machine it is on.
record StoreAccess(StoreText store, String input, String key, String version, long size, String sha256)
        implements Serializable {

    static StoreAccess of(Configuration configuration, Pin pin) throws IOException {
        return new StoreAccess(
                StoreText.of(configuration),
                pin.input(),
                pin.key().value(),
                pin.version().value(),
                pin.size(),
                pin.sha256().hex());
    }

    private Pin pin() {
        return new Pin(input, new Key(key), new VersionId(version), size, new Sha256(sha256));
    }

    /// {@return the configuration, as the driver has it}
    Configuration settings() throws IOException {
        return store.settings();
    }

    /// {@return how this input's polygons are read}
    PolygonSettings polygons() throws IOException {
        return settings().coverage().stream()
                .filter(settings -> settings.name().equals(input))
                .findFirst()
                .orElseThrow();
    }

    /// What is done with a local copy, verified, which stays no longer than that.
    interface Use {
        void of(Path file) throws IOException;
    }

    /// Brings the pinned bytes to a folder of this machine.
    void withFile(Use use) throws IOException {
        var folder = Files.createTempDirectory("backsight-input");
        try (var store = open();
                var cache = new InputCache(store, folder, InputCache.MOST_BYTES, Clock.systemUTC())) {
            use.of(cache.fetch(pin(), Progress.SILENT));
        } finally {
            delete(folder);
        }
    }

    /// What is done with bytes of the object, which end with it.
    interface Reading<R> {
        R of(InputStream stream) throws IOException;
    }

    /// Reads from `offset` on.
    <R> R from(long offset, Reading<R> reading) throws IOException {
        try (var store = open();
                var stream = store.read(pin().key(), pin().version(), offset, Long.MAX_VALUE)) {
            return reading.of(stream);
        }
    }

    /// What is done with ranges of bytes of the object; the source ends with it.
    interface RangedUse<R> {
        R of(ParquetSource source) throws IOException;
    }

    /// Reads by ranges.
    <R> R ranges(RangedUse<R> reading) throws IOException {
        try (var store = open()) {
            return reading.of(new StoredSource(store, pin()));
        }
    }

    /// Reads all of it.
    ///
    /// @throws BadInputException if the bytes are not those that were pinned
    void verify() throws IOException {
        if (!from(0, Sha256::of).equals(pin().sha256())) {
            throw new Findings(key)
                    .fatal(
                            "input.other-bytes",
                            "version " + version,
                            "the store gives out other bytes than those that were pinned: another SHA-256",
                            "Run the same command again; if that says the same, restore the object from a good version");
        }
    }

    private ObjectStore open() throws IOException {
        var opened = store.open();
        return StoreWithAddresses.isAddress(pin().key()) ? new StoreWithAddresses(opened) : opened;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var path : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
