package io.github.backsight.input;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Page;
import io.github.backsight.store.Upload;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/// A memory store whose reads and replies go wrong as told, and which remembers the reads.
final class ShakyStore implements ObjectStore {
    final MemoryObjectStore memory = new MemoryObjectStore(() -> Instant.parse("2026-11-23T00:00:00Z"), 2);

    /// What the next reads do, one each; reads beyond do what they should.
    final Deque<Fault> reads = new ConcurrentLinkedDeque<>();

    /// What a read from a place does once, before those in `reads`.
    final Map<Long, Fault> readsFrom = new ConcurrentHashMap<>();

    /// What the next puts do.
    final Deque<Reply> puts = new ArrayDeque<>();

    /// The first byte of each read so far.
    final List<Long> offsets = Collections.synchronizedList(new ArrayList<>());

    /// What happens before each read.
    volatile Gate gate = offset -> {};

    int readsAtOnce = 1;

    boolean knowsDigests = true;
    boolean historyFails;

    @FunctionalInterface
    interface Gate {
        void pass(long offset) throws IOException;
    }

    /// How a read goes wrong: its first bytes come, then this.
    sealed interface Fault {
        record BreaksAfter(int bytes) implements Fault {}

        record EndsAfter(int bytes) implements Fault {}

        record Flips(int at) implements Fault {}

        record GivesMore(int bytes) implements Fault {}
    }

    /// How a put goes wrong.
    enum Reply {
        LOST_BUT_STORED,
        LOST_AND_NOT_STORED,
        STORED_THEN_SUPERSEDED_AND_LOST,
        REFUSED
    }

    VersionId put(String key, byte[] bytes) throws IOException {
        var write =
                memory.put(new Key(key), Body.of(bytes), Attributes.ofType("text/plain"), new Expectation.Anything());
        return ((Write.Stored) write).id();
    }

    @Override
    public String location() {
        return "memory:";
    }

    @Override
    public Write put(Key key, Body body, Attributes attributes, Expectation expectation) throws IOException {
        var reply = puts.poll();
        if (reply == null) {
            return memory.put(key, body, attributes, expectation);
        }
        return switch (reply) {
            case LOST_BUT_STORED -> {
                memory.put(key, body, attributes, expectation);
                yield new Write.Unknown(new IOException("no reply"));
            }
            case STORED_THEN_SUPERSEDED_AND_LOST -> {
                memory.put(key, body, attributes, expectation);
                for (byte other = 0; other < 3; other++) {
                    put(key.value(), new byte[] {other});
                }
                yield new Write.Unknown(new IOException("no reply"));
            }
            case LOST_AND_NOT_STORED -> new Write.Unknown(new IOException("no reply"));
            case REFUSED -> throw new IOException("not allowed to write '" + key + "'");
        };
    }

    @Override
    public InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        offsets.add(offset);
        gate.pass(offset);
        var fault = Optional.ofNullable(readsFrom.remove(offset)).orElseGet(reads::poll);
        var in = memory.read(key, version, offset, length);
        if (fault == null) {
            return in;
        }
        var bytes = in.readAllBytes();
        return switch (fault) {
            case Fault.BreaksAfter(int count) -> new SequenceInputStream(first(bytes, count), broken());
            case Fault.EndsAfter(int count) -> first(bytes, count);
            case Fault.GivesMore(int count) ->
                new SequenceInputStream(first(bytes, bytes.length), new ByteArrayInputStream(new byte[count]));
            case Fault.Flips(int at) -> {
                bytes[at] ^= 1;
                yield first(bytes, bytes.length);
            }
        };
    }

    @Override
    public int readsAtOnce(Key key) {
        return readsAtOnce;
    }

    private static InputStream first(byte[] bytes, int count) {
        return new ByteArrayInputStream(bytes, 0, Math.min(count, bytes.length));
    }

    private static InputStream broken() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        };
    }

    @Override
    public Details details(Key key, VersionId version) throws IOException {
        var details = memory.details(key, version);
        return knowsDigests ? details : new Details(details.version(), Optional.empty(), details.attributes());
    }

    @Override
    public Page history(Key key, Optional<String> from) throws IOException {
        if (historyFails) {
            throw new IOException("the network is gone");
        }
        return memory.history(key, from);
    }

    @Override
    public void putAll(List<Upload> uploads) throws IOException {
        memory.putAll(uploads);
    }

    @Override
    public Optional<Entry> newest(Key key) {
        return memory.newest(key);
    }

    @Override
    public Page list(String prefix, Optional<String> from) {
        return memory.list(prefix, from);
    }

    @Override
    public Write delete(Key key) {
        return memory.delete(key);
    }

    @Override
    public Write restore(Key key, VersionId version, Expectation expectation) throws IOException {
        return memory.restore(key, version, expectation);
    }

    @Override
    public void close() {
        memory.close();
    }
}
