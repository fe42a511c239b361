package io.github.backsight.release;

import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Questions about what is in a store, answered by its word where it vouches for a digest, else by reading.
record StoreReader(ObjectStore store) {

    Seen seen(Key key) throws IOException {
        return Seen.of(key, store.newest(key));
    }

    /// {@return the newest version, or empty when a plain read of `key` finds nothing}
    Optional<Entry.Version> newestVersion(Key key) throws IOException {
        return store.newest(key).flatMap(StoreReader::version);
    }

    static Optional<Entry.Version> version(Entry entry) {
        return switch (entry) {
            case Entry.Version version -> Optional.of(version);
            case Entry.DeleteMarker unused -> Optional.empty();
        };
    }

    /// What a plain read found, all of it.
    record Found(VersionId version, byte[] bytes) {}

    /// {@return what a plain read of `key` finds, which must be small; empty when it finds nothing}
    Optional<Found> find(Key key) throws IOException {
        var reading = store.readNewest(key);
        if (reading.isEmpty()) {
            return Optional.empty();
        }
        try (var found = reading.get()) {
            return Optional.of(new Found(found.version(), found.bytes().readAllBytes()));
        }
    }

    /// {@return all bytes of one version, which must be small}
    byte[] bytes(Key key, VersionId version) throws IOException {
        try (var in = store.read(key, version)) {
            return in.readAllBytes();
        }
    }

    /// {@return at most `length` bytes of one version from `offset` on}
    byte[] bytes(Key key, VersionId version, long offset, int length) throws IOException {
        try (var in = store.read(key, version, offset, length)) {
            return in.readAllBytes();
        }
    }

    /// {@return the digest that the store vouches for}
    Optional<Sha256> vouched(Key key, VersionId version) throws IOException {
        return store.sha256(key, version);
    }

    /// {@return the digest of one version; reads all of it when the store does not vouch for one}
    Sha256 sha256(Key key, VersionId version) throws IOException {
        var vouched = vouched(key, version);
        return vouched.isPresent() ? vouched.get() : readSha256(key, version);
    }

    /// {@return the digest of one version, as its bytes are read now}
    Sha256 readSha256(Key key, VersionId version) throws IOException {
        try (var in = store.read(key, version)) {
            return Sha256.of(in);
        }
    }

    /// {@return whether that version has exactly these bytes}
    boolean has(Entry.Version version, long size, Sha256 sha256) throws IOException {
        return version.size() == size && sha256(version.key(), version.id()).equals(sha256);
    }

    /// {@return whether a plain read of `key` finds exactly these bytes}
    boolean newestHas(Key key, long size, Sha256 sha256) throws IOException {
        var newest = newestDetails(key);
        return newest.isPresent() && has(newest.get(), size, sha256);
    }

    /// {@return what a plain read of `key` finds; empty when it finds nothing}
    Optional<Details> newestDetails(Key key) throws IOException {
        return Optional.ofNullable(store.newestDetails(List.of(key)).get(key));
    }

    /// {@return whether that version has exactly these bytes}
    boolean has(Details details, long size, Sha256 sha256) throws IOException {
        var version = details.version();
        if (version.size() != size) {
            return false;
        }
        var vouched = details.sha256();
        return vouched.isPresent()
                ? vouched.get().equals(sha256)
                : readSha256(version.key(), version.id()).equals(sha256);
    }
}
