package io.github.backsight.web;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.Reading;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// A store in which keys that are addresses (`https://...`) are read from the web, and all others from another store.
///
/// What lies at an address has one version, the one there is now; it is never written. Safe for use by many threads.
public final class StoreWithAddresses implements ObjectStore {
    private final ObjectStore store;
    private final WebReader web = new WebReader();

    /// @param store holds everything else; it is closed with this one
    public StoreWithAddresses(ObjectStore store) {
        this.store = store;
    }

    /// {@return whether `key` is an address}
    public static boolean isAddress(Key key) {
        return key.value().startsWith("https://") || key.value().startsWith("http://");
    }

    private static IOException readOnly(Key key) {
        return new IOException(
                "'" + key + "' is read by its address and cannot be written from here. Put the file there"
                        + " by other means, or give the input a 'key' in the store");
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public boolean isFarAway() {
        return store.isFarAway();
    }

    @Override
    public void requireWritable(Key key, Expectation expectation) throws IOException {
        if (isAddress(key)) {
            throw readOnly(key);
        }
        store.requireWritable(key, expectation);
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        if (isAddress(key)) {
            throw readOnly(key);
        }
        return store.put(key, body, attributes, expectation);
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        store.putAll(uploads);
    }

    @Override
    public void copyAll(List<Copy> copies) throws IOException {
        store.copyAll(copies);
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        store.deleteAll(keys);
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return isAddress(key) ? web.look(key).map(found -> found.details().version()) : store.newest(key);
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return isAddress(key) ? web.require(key, version).details() : store.details(key, version);
    }

    @Override
    public Optional<Sha256> sha256(Key key, VersionId version) throws IOException {
        return isAddress(key) ? web.require(key, version).details().sha256() : store.sha256(key, version);
    }

    @Override
    public Optional<Reading> readNewest(Key key) throws IOException {
        return isAddress(key) ? ObjectStore.super.readNewest(key) : store.readNewest(key);
    }

    @Override
    public Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions) throws IOException {
        return isAddress(key) ? ObjectStore.super.digests(key, versions) : store.digests(key, versions);
    }

    @Override
    public Map<Key, Details> newestDetails(Collection<Key> keys) throws IOException {
        return keys.stream().anyMatch(StoreWithAddresses::isAddress)
                ? ObjectStore.super.newestDetails(keys)
                : store.newestDetails(keys);
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return isAddress(key) ? web.read(key, version, offset, length) : store.read(key, version, offset, length);
    }

    /// What lies at an address comes as one stream: its server may know no ranges.
    @Override
    public int readsAtOnce(Key key) {
        return isAddress(key) ? 1 : store.readsAtOnce(key);
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return isAddress(key) ? new Page(newest(key).stream().toList(), Optional.empty()) : store.history(key, from);
    }

    @Override
    public Set<VersionId> begunEarlier(Key key) throws IOException {
        return isAddress(key) ? Set.of() : store.begunEarlier(key);
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        return store.list(prefix, from);
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return store.folders(prefix);
    }

    @Override
    public Write delete(Key key) throws IOException {
        if (isAddress(key)) {
            throw readOnly(key);
        }
        return store.delete(key);
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        if (!isAddress(key)) {
            return store.restore(key, version, expectation);
        }
        if (newest(key).map(Entry::id).equals(Optional.of(version))) {
            return new Write.Stored(version);
        }
        throw readOnly(key);
    }

    @Override
    public void close() throws IOException {
        web.close();
        store.close();
    }
}
