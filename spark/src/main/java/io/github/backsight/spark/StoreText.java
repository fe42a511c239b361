package io.github.backsight.spark;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.s3.S3ObjectStore;
import io.github.backsight.s3.S3Options;
import io.github.backsight.s3.Surroundings;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/// How an executor comes to the store: by the configuration's text, whatever machine it is on.
///
/// A store that is a folder must be at the same path on every machine of the cluster.
///
/// @param configuration its text
/// @param file where it was read: what relative paths in it start from
record StoreText(String configuration, String file) implements Serializable {

    static StoreText of(Configuration configuration) throws IOException {
        return new StoreText(
                Files.readString(configuration.file()), configuration.file().toString());
    }

    /// {@return the configuration, as the driver has it}
    Configuration settings() throws IOException {
        return Configuration.parse(configuration, Path.of(file));
    }

    /// {@return the store; the caller closes it}
    ObjectStore open() throws IOException {
        var settings = settings();
        return switch (settings.store()) {
            case StoreLocation.Folder at -> FolderObjectStore.open(at.path(), Clock.systemUTC());
            case StoreLocation.Bucket at -> bucket(at, settings);
        };
    }

    /// {@return the store, which has to be a bucket; the caller closes it}
    S3ObjectStore openBucket() throws IOException {
        var settings = settings();
        if (settings.store() instanceof StoreLocation.Bucket at) {
            return bucket(at, settings);
        }
        throw new IllegalStateException("only buckets take parts");
    }

    private static S3ObjectStore bucket(StoreLocation.Bucket at, Configuration settings) {
        return S3ObjectStore.open(
                at,
                S3Options.of(settings.publish()),
                new Surroundings(
                        Clock.systemUTC(),
                        System::nanoTime,
                        new SecureRandom(),
                        () -> UUID.randomUUID().toString(),
                        "an executor"));
    }
}
