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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/// A store that fails at a chosen call, as networks and machines do. Calls are counted from 1, whatever they do.
///
/// For one thread. Reading the bytes of an opened stream is no call.
public final class FaultyObjectStore implements ObjectStore {
    private final ObjectStore store;
    private final List<String> calls = new ArrayList<>();
    private Fault fault = new Fault.None();

    /// What goes wrong, and at which call.
    public sealed interface Fault {
        /// Nothing goes wrong.
        record None() implements Fault {}

        /// The call does nothing and throws an `IOException`; those after it work.
        record Fails(int call) implements Fault {}

        /// The call takes effect and its reply is lost: a write answers [Write.Unknown], anything else throws an
        /// `IOException`. Those after it work.
        record ReplyLost(int call) implements Fault {}

        /// A write does nothing and answers [Write.Unknown], anything else throws an `IOException`. Those after it
        /// work.
        record RequestLost(int call) implements Fault {}

        /// As [ReplyLost], and every call after it throws an `IOException`: the network is gone.
        record CutOffAfter(int call) implements Fault {}

        /// Before the call, somebody else works on the store.
        record OthersBefore(int call, Work others) implements Fault {}

        /// As [ReplyLost], and before the caller can look, somebody else works on the store.
        record ReplyLostThenOthers(int call, Work others) implements Fault {}

        /// The process dies before the call: it and every one after it throw [Crash].
        record CrashBefore(int call) implements Fault {}

        /// The process dies after the call has taken effect: it and every one after it throw [Crash].
        record CrashAfter(int call) implements Fault {}
    }

    /// What somebody else does meanwhile, past this store.
    @FunctionalInterface
    public interface Work {
        void run() throws IOException;
    }

    /// The death of the process, which no code catches.
    public static final class Crash extends Error {
        private static final long serialVersionUID = 1L;

        Crash(String call) {
            super("crashed at " + call);
        }
    }

    public FaultyObjectStore(ObjectStore store) {
        this.store = store;
    }

    /// Counts calls from 1 again, and lets `next` happen.
    public void expect(Fault next) {
        calls.clear();
        fault = next;
    }

    /// {@return the calls since [#expect], as in `put maps/live.json`}
    public List<String> calls() {
        return List.copyOf(calls);
    }

    @FunctionalInterface
    private interface Call<T> {
        T answer() throws IOException;
    }

    private <T> T call(String name, Call<T> call) throws IOException {
        calls.add(name);
        int number = calls.size();
        switch (fault) {
            case Fault.None unused -> {}
            case Fault.Fails(int at) -> throwIf(number == at, name);
            case Fault.RequestLost(int at) -> throwIf(number == at, name);
            case Fault.ReplyLost(int at) -> answerAndThrowIf(number == at, name, call);
            case Fault.OthersBefore(int at, Work others) -> {
                if (number == at) {
                    others.run();
                }
            }
            case Fault.ReplyLostThenOthers(int at, Work others) -> {
                if (number == at) {
                    call.answer();
                    others.run();
                    throw new LostException(name);
                }
            }
            case Fault.CutOffAfter(int at) -> {
                throwIf(number > at, name);
                answerAndThrowIf(number == at, name, call);
            }
            case Fault.CrashBefore(int at) -> crashIf(number >= at, name);
            case Fault.CrashAfter(int at) -> {
                crashIf(number > at, name);
                if (number == at) {
                    call.answer();
                    throw new Crash(name);
                }
            }
        }
        return call.answer();
    }

    private Write write(String name, Call<Write> call) throws IOException {
        try {
            return call(name, call);
        } catch (LostException e) {
            boolean unknown = !(fault instanceof Fault.Fails)
                    && !(fault instanceof Fault.CutOffAfter(int at) && calls.size() > at);
            if (unknown) {
                return new Write.Unknown(e);
            }
            throw e;
        }
    }

    private static void throwIf(boolean condition, String name) throws LostException {
        if (condition) {
            throw new LostException(name);
        }
    }

    private static <T> void answerAndThrowIf(boolean condition, String name, Call<T> call) throws IOException {
        if (condition) {
            call.answer();
            throw new LostException(name);
        }
    }

    private static void crashIf(boolean condition, String name) {
        if (condition) {
            throw new Crash(name);
        }
    }

    private static final class LostException extends IOException {
        private static final long serialVersionUID = 1L;

        LostException(String name) {
            super("injected fault at " + name);
        }
    }

    @Override
    public String location() {
        return store.location();
    }

    /// No call: it asks only what the store knows already, or would ask at the write.
    @Override
    public void requireWritable(Key key, Expectation expectation) throws IOException {
        store.requireWritable(key, expectation);
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        return write("put " + key, () -> store.put(key, body, attributes, expectation));
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        call("putAll", () -> {
            store.putAll(uploads);
            return uploads;
        });
    }

    @Override
    public void copyAll(List<Copy> copies) throws IOException {
        call("copyAll", () -> {
            store.copyAll(copies);
            return copies;
        });
    }

    @Override
    public void deleteAll(List<Key> keys) throws IOException {
        call("deleteAll", () -> {
            store.deleteAll(keys);
            return keys;
        });
    }

    @Override
    public Optional<Entry> newest(Key key) throws IOException {
        return call("newest " + key, () -> store.newest(key));
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        return call("details " + key, () -> store.details(key, version));
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        return call("read " + key, () -> store.read(key, version, offset, length));
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        return call("history " + key, () -> store.history(key, from));
    }

    @Override
    public Page list(String prefix, Optional<String> from) throws IOException {
        return call("list " + prefix, () -> store.list(prefix, from));
    }

    @Override
    public SortedSet<String> folders(String prefix) throws IOException {
        return call("folders " + prefix, () -> store.folders(prefix));
    }

    @Override
    public Write delete(Key key) throws IOException {
        return write("delete " + key, () -> store.delete(key));
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return write("restore " + key, () -> store.restore(key, version, expectation));
    }

    @Override
    public void close() throws IOException {
        store.close();
    }
}
