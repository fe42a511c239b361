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
import java.util.SortedSet;

/// A store each of whose calls goes as a guide says: the guide may let the call wait, go wrong, or be the last one.
///
/// Reading the bytes of an opened stream is no call. A call for many objects is one call where the store is far away,
/// and several where it is near, so that others can come between. Safe for use by as many threads as the guide is.
public final class GuidedObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final Guide guide;

    /// How a call goes.
    public enum Fate {
        GOES_WELL,
        /// It does nothing and throws an `IOException`.
        FAILS,
        /// A write does nothing and answers [Write.Unknown]; anything else throws an `IOException`.
        LOSES_REQUEST,
        /// It takes effect; a write answers [Write.Unknown], and anything else throws an `IOException`.
        LOSES_REPLY,
        /// A write answers [Write.Unknown] and takes effect when the guide lets it; anything else goes well.
        LANDS_LATE,
        /// The process dies before it: [Death] is thrown.
        DIES_BEFORE,
        /// It takes effect and the process dies: [Death] is thrown.
        DIES_AFTER
    }

    /// Says how calls go, and is told what became of them.
    public interface Guide {
        /// Called before each call, by the thread that makes it; may wait, or end the process.
        ///
        /// @param call as in `put maps/live.json`
        Fate before(String call);

        /// Called after each call that took effect or answered a question.
        default void after(String call) {}

        /// Called with what a write has added, at once.
        default void added(Key key, VersionId version) {}

        /// Called with a write that the network has taken and not brought yet. It may be brought once, or never.
        default void delayed(Delayed write) {}
    }

    /// A write under way.
    @FunctionalInterface
    public interface Delayed {
        void land() throws IOException;
    }

    /// The death of the process, which no code catches.
    public static final class Death extends Error {
        private static final long serialVersionUID = 1L;

        Death(String call) {
            super("died at " + call);
        }
    }

    /// What a guide made go wrong.
    public static final class FaultException extends IOException {
        private static final long serialVersionUID = 1L;

        FaultException(String call) {
            super("injected fault at " + call);
        }
    }

    public GuidedObjectStore(ObjectStore store, Guide guide) {
        this.store = store;
        this.guide = guide;
    }

    @FunctionalInterface
    private interface Call<T> {
        T answer() throws IOException;
    }

    private <T> T ask(String name, Call<T> call) throws IOException {
        return switch (guide.before(name)) {
            case GOES_WELL, LANDS_LATE -> {
                var answer = call.answer();
                guide.after(name);
                yield answer;
            }
            case FAILS, LOSES_REQUEST -> throw new FaultException(name);
            case LOSES_REPLY -> {
                call.answer();
                throw new FaultException(name);
            }
            case DIES_BEFORE -> throw new Death(name);
            case DIES_AFTER -> {
                call.answer();
                throw new Death(name);
            }
        };
    }

    private Write write(String name, Key key, Call<Write> call) throws IOException {
        return switch (guide.before(name)) {
            case GOES_WELL -> {
                var write = landed(key, call);
                guide.after(name);
                yield write;
            }
            case FAILS -> throw new FaultException(name);
            case LOSES_REQUEST -> new Write.Unknown(new FaultException(name));
            case LOSES_REPLY -> {
                landed(key, call);
                yield new Write.Unknown(new FaultException(name));
            }
            case LANDS_LATE -> {
                guide.delayed(() -> landed(key, call));
                yield new Write.Unknown(new FaultException(name));
            }
            case DIES_BEFORE -> throw new Death(name);
            case DIES_AFTER -> {
                landed(key, call);
                throw new Death(name);
            }
        };
    }

    private Write landed(Key key, Call<Write> call) throws IOException {
        var write = call.answer();
        if (write instanceof Write.Stored(var id)) {
            guide.added(key, id);
        }
        return write;
    }

    @Override
    public String location() {
        return store.location();
    }

    @Override
    public boolean isFarAway() {
        return store.isFarAway();
    }

    /// No call: it asks only what the store knows already, or would ask at the write.
    @Override
    public void requireWritable(Key key, Expectation expectation) throws IOException {
        store.requireWritable(key, expectation);
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return write("put " + key, key, () -> store.put(key, body, attributes, expectation));
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        ask("putAll", () -> {
            store.putAll(uploads);
            return uploads;
        });
    }

    @Override
    public void copyAll(List<Copy> copies) throws IOException {
        ask("copyAll", () -> {
            store.copyAll(copies);
            return copies;
        });
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        ask("deleteAll", () -> {
            store.deleteAll(keys);
            return keys;
        });
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return ask("newest " + key, () -> store.newest(key));
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return ask("details " + key, () -> store.details(key, version));
    }

    @Override
    public Optional<Sha256> sha256(Key key, VersionId version) throws IOException {
        return ask("sha256 " + key, () -> store.sha256(key, version));
    }

    @Override
    public Map<VersionId, Sha256> digests(Key key, Collection<VersionId> versions) throws IOException {
        if (isFarAway()) {
            return ask("digests " + key, () -> store.digests(key, versions));
        }
        return ObjectStore.super.digests(key, versions);
    }

    @Override
    public Map<Key, Details> newestDetails(Collection<Key> keys) throws IOException {
        if (isFarAway()) {
            return ask("newestDetails of " + keys.size(), () -> store.newestDetails(keys));
        }
        return ObjectStore.super.newestDetails(keys);
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return ask("read " + key, () -> store.read(key, version, offset, length));
    }

    @Override
    public Optional<Reading> readNewest(Key key) throws IOException {
        return isFarAway() ? ask("readNewest " + key, () -> store.readNewest(key)) : ObjectStore.super.readNewest(key);
    }

    @Override
    public int readsAtOnce(Key key) {
        return store.readsAtOnce(key);
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return ask("history " + key, () -> store.history(key, from));
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        return ask("list " + prefix, () -> store.list(prefix, from));
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return ask("folders " + prefix, () -> store.folders(prefix));
    }

    @Override
    public Write delete(Key key) throws IOException {
        return write("delete " + key, key, () -> store.delete(key));
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return write("restore " + key, key, () -> store.restore(key, version, expectation));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
