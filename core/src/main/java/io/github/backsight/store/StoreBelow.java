package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// A part of another store as a store of its own: every key of it lies below one prefix there, and nothing else can be
/// read or written through it. As safe for many threads as the other; closing it closes nothing.
public final class StoreBelow implements ObjectStore {
    private final ObjectStore store;
    private final String prefix;

    /// @param prefix not empty, as in `maps/.backsight/drill/1/`
    public StoreBelow(ObjectStore store, String prefix) {
        if (!prefix.endsWith("/") || prefix.length() < 2) {
            throw new IllegalArgumentException("a part of a store lies below a folder, not '" + prefix + "'");
        }
        this.store = store;
        this.prefix = prefix;
    }

    /// {@return where `key` lies in the other store}
    public Key outside(Key key) {
        return new Key(prefix + key);
    }

    private Key inside(Key key) {
        return new Key(key.value().substring(prefix.length()));
    }

    private Entry inside(Entry entry) {
        return switch (entry) {
            case Entry.Version version -> inside(version);
            case Entry.DeleteMarker(var key, var id, var time, var newest) ->
                new Entry.DeleteMarker(inside(key), id, time, newest);
        };
    }

    private Entry.Version inside(Entry.Version version) {
        return new Entry.Version(inside(version.key()), version.id(), version.time(), version.newest(), version.size());
    }

    private Details inside(Details details) {
        return new Details(inside(details.version()), details.sha256(), details.checksum(), details.attributes());
    }

    private Page inside(Page page) {
        return new Page(page.entries().stream().map(this::inside).toList(), page.next());
    }

    private Write inside(Write write) {
        return switch (write) {
            case Write.Outrun(var newest) -> new Write.Outrun(newest.map(this::inside));
            case Write.Stored stored -> stored;
            case Write.Unknown unknown -> unknown;
        };
    }

    @Override
    public String location() {
        return store.location() + ", below " + prefix;
    }

    @Override
    public boolean isFarAway() {
        return store.isFarAway();
    }

    @Override
    public void requireWritable(Key key, Expectation expectation) throws IOException {
        store.requireWritable(outside(key), expectation);
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return inside(store.put(outside(key), body, attributes, expectation));
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        store.putAll(uploads.stream()
                .map(upload -> new Upload(outside(upload.key()), upload.body(), upload.attributes()))
                .toList());
    }

    @Override
    public void copyAll(List<Copy> copies) throws IOException {
        store.copyAll(copies.stream()
                .map(copy -> new Copy(outside(copy.from()), copy.version(), outside(copy.to()), copy.attributes()))
                .toList());
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        store.deleteAll(keys.stream().map(this::outside).toList());
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return store.newest(outside(key)).map(this::inside);
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return inside(store.details(outside(key), version));
    }

    @Override
    public Optional<Sha256> sha256(Key key, VersionId version) throws IOException {
        return store.sha256(outside(key), version);
    }

    @Override
    public Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions) throws IOException {
        return store.digests(outside(key), versions);
    }

    @Override
    public Map<Key, Details> newestDetails(Collection<Key> keys) throws IOException {
        var found = new HashMap<Key, Details>();
        store.newestDetails(keys.stream().map(this::outside).toList())
                .forEach((key, details) -> found.put(inside(key), inside(details)));
        return found;
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return store.read(outside(key), version, offset, length);
    }

    @Override
    public Optional<Reading> readNewest(Key key) throws IOException {
        return store.readNewest(outside(key));
    }

    @Override
    public int readsAtOnce(Key key) {
        return store.readsAtOnce(outside(key));
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return inside(store.history(outside(key), from));
    }

    @Override
    public Set<VersionId> begunEarlier(Key key) throws IOException {
        return store.begunEarlier(outside(key));
    }

    @Override
    public Page list(String start, Optional<String> from) throws IOException {
        return inside(store.list(prefix + start, from));
    }

    @Override
    public SortedSet<String> folders(String start) throws IOException {
        return store.folders(prefix + start);
    }

    @Override
    public Write delete(Key key) throws IOException {
        return inside(store.delete(outside(key)));
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return inside(store.restore(outside(key), version, expectation));
    }

    @Override
    public void close() {}
}
