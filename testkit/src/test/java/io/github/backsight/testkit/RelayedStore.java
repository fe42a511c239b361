package io.github.backsight.testkit;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// Asks a lender for a store at every call, to show that nothing of a store is only in an instance's memory.
record RelayedStore(Lender lender) implements ObjectStore {

    interface Lender {
        ObjectStore lend() throws IOException;

        /// Called with each store after the call that it was lent for.
        void takeBack(ObjectStore store) throws IOException;

        void end() throws IOException;
    }

    private interface Call<T> {
        T on(ObjectStore store) throws IOException;
    }

    private <T> T call(Call<T> call) throws IOException {
        var store = lender.lend();
        try {
            return call.on(store);
        } finally {
            lender.takeBack(store);
        }
    }

    @Override
    public String location() {
        return "relayed:";
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return call(store -> store.put(key, body, attributes, expectation));
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        call(store -> {
            store.putAll(uploads);
            return store;
        });
    }

    @Override
    public void copyAll(List<Copy> copies) throws IOException {
        call(store -> {
            store.copyAll(copies);
            return store;
        });
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        call(store -> {
            store.deleteAll(keys);
            return store;
        });
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return call(store -> store.newest(key));
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return call(store -> store.details(key, version));
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return call(store -> store.read(key, version, offset, length));
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return call(store -> store.history(key, from));
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        return call(store -> store.list(prefix, from));
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return call(store -> store.folders(prefix));
    }

    @Override
    public Write delete(Key key) throws IOException {
        return call(store -> store.delete(key));
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return call(store -> store.restore(key, version, expectation));
    }

    @Override
    public void close() throws IOException {
        lender.end();
    }
}
