package io.github.backsight.console;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
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

/// A store whose calls are counted, by kind and outcome. As safe for use by many threads as the store
/// itself.
final class CountedStore implements ObjectStore {
    private final ObjectStore store;
    private final Metrics metrics;

    CountedStore(ObjectStore store, Metrics metrics) {
        this.store = store;
        this.metrics = metrics;
    }

    @FunctionalInterface
    private interface Call<T> {
        T answer() throws IOException;
    }

    private <T> T counted(String name, Call<T> call) throws IOException {
        long begun = metrics.begin();
        var outcome = "failed";
        try {
            var answer = call.answer();
            outcome = answer instanceof Write write ? outcome(write) : "done";
            return answer;
        } catch (MissingVersionException e) {
            outcome = "missing";
            throw e;
        } finally {
            metrics.storeCall(name, outcome, begun);
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private void did(String name, Work work) throws IOException {
        boolean unused = counted(name, () -> {
            work.run();
            return true;
        });
    }

    private static String outcome(Write write) {
        return switch (write) {
            case Write.Stored unused -> "stored";
            case Write.Outrun unused -> "outrun";
            case Write.Unknown unused -> "unknown";
        };
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
        did("require_writable", () -> store.requireWritable(key, expectation));
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return counted("put", () -> store.put(key, body, attributes, expectation));
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        did("put_all", () -> store.putAll(uploads));
    }

    @Override
    public void copyAll(List<Copy> copies) throws IOException {
        did("copy_all", () -> store.copyAll(copies));
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        did("delete_all", () -> store.deleteAll(keys));
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return counted("newest", () -> store.newest(key));
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return counted("details", () -> store.details(key, version));
    }

    @Override
    public Optional<Sha256> sha256(Key key, VersionId version) throws IOException {
        return counted("digest", () -> store.sha256(key, version));
    }

    @Override
    public Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions) throws IOException {
        return counted("digests", () -> store.digests(key, versions));
    }

    @Override
    public Map<Key, Details> newestDetails(Collection<Key> keys) throws IOException {
        return counted("newest_details", () -> store.newestDetails(keys));
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return counted("read", () -> store.read(key, version, offset, length));
    }

    @Override
    public Optional<Reading> readNewest(Key key) throws IOException {
        return counted("read_newest", () -> store.readNewest(key));
    }

    @Override
    public int readsAtOnce(Key key) {
        return store.readsAtOnce(key);
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return counted("history", () -> store.history(key, from));
    }

    @Override
    public Set<VersionId> begunEarlier(Key key) throws IOException {
        return counted("begun_earlier", () -> store.begunEarlier(key));
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        return counted("list", () -> store.list(prefix, from));
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return counted("folders", () -> store.folders(prefix));
    }

    @Override
    public Write delete(Key key) throws IOException {
        return counted("delete", () -> store.delete(key));
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return counted("restore", () -> store.restore(key, version, expectation));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
