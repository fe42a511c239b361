package io.github.backsight.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The version records of a folder store, each a file that is never changed or removed once it has its name.
///
/// A key's records are numbered from 1 without gaps, so the newest is found by asking whether numbers exist, at most
/// about twice the logarithm of their count, without looking at any other key.
record VersionRecords(Path root, Staging staging, DurableFolders folders) {

    /// {@return the number of the key's newest record, or 0}
    int newestNumber(Key key) throws IOException {
        int there = 0;
        int missing = 1;
        while (exists(key, missing)) {
            there = missing;
            missing *= 2;
        }
        while (missing - there > 1) {
            int middle = (there + missing) >>> 1;
            if (exists(key, middle)) {
                there = middle;
            } else {
                missing = middle;
            }
        }
        return there;
    }

    /// {@return the key's newest record, or empty when it never had one}
    Optional<VersionRecord> newest(Key key) throws IOException {
        int number = newestNumber(key);
        return number == 0 ? Optional.empty() : Optional.of(read(key, number));
    }

    /// @throws MissingVersionException if the key has no such version, or it is a delete marker
    VersionRecord find(Key key, VersionId id) throws IOException {
        int number = VersionRecord.numberIn(id);
        if (number == 0 || !exists(key, number)) {
            throw new MissingVersionException(key, id);
        }
        var record = read(key, number);
        if (!record.id().equals(id) || record.content().isEmpty()) {
            throw new MissingVersionException(key, id);
        }
        return record;
    }

    /// @throws IOException if the record is missing or damaged
    VersionRecord read(Key key, int number) throws IOException {
        var file = file(key, number);
        var record = read(file);
        if (!record.key().equals(key) || record.number() != number) {
            throw fault().damaged(file, "is the record of another version: " + record.number() + " of " + record.key());
        }
        return record;
    }

    /// @param file a version record whose key is not known yet
    VersionRecord read(Path file) throws IOException {
        try {
            return VersionRecordFormat.decode(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw fault().damaged(file, "is missing");
        } catch (IllegalArgumentException e) {
            throw fault().damaged(file, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw fault().reading(e);
        }
    }

    /// Gives `record` its name if no other record has it; durable only once [#folder] has been forced.
    ///
    /// @return whether it is there now; if not, another writer was first
    boolean create(VersionRecord record) throws IOException {
        var file = file(record.key(), record.number());
        try {
            folders.make(DurableFolders.above(file));
            var staged = staging.newFile();
            try {
                DurableFolders.writeForced(staged, VersionRecordFormat.encode(record));
                return Staging.publish(staged, file);
            } finally {
                Staging.discard(staged);
            }
        } catch (IOException e) {
            throw fault().writing(record.key(), e);
        }
    }

    /// {@return the name of the key's first record}
    Path first(Key key) {
        return file(key, 1);
    }

    /// {@return the folder that holds the key's records; forcing it makes them durable}
    Path folder(Key key) {
        return DurableFolders.above(first(key));
    }

    private boolean exists(Key key, int number) throws IOException {
        try {
            return Files.readAttributes(file(key, number), BasicFileAttributes.class)
                    .isRegularFile();
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw fault().reading(e); // to say "no such object" here would be a lie
        }
    }

    /// {@return the name of one of the key's records}
    Path file(Key key, int number) {
        return root.resolve(KeyPath.stem(key) + KeyPath.NUMBER + number);
    }

    private StoreFault fault() {
        return new StoreFault(root);
    }
}
