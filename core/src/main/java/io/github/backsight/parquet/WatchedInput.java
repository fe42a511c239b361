package io.github.backsight.parquet;

import dev.hardwood.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;

/// A [ParquetSource] as the library wants it; remembers a fault of the world, because the library
/// tells it apart from damage by nothing but words.
final class WatchedInput implements InputFile {
    private final ParquetSource source;
    private final String object;
    private final AtomicReference<Optional<IOException>> lost = new AtomicReference<>(Optional.empty());
    private final ConcurrentSkipListMap<Long, ByteBuffer> held = new ConcurrentSkipListMap<>();

    WatchedInput(ParquetSource source, String object) {
        this.source = source;
        this.object = object;
    }

    /// Reads bytes that are asked for again; until [#forget] they are at hand.
    ByteBuffer hold(long offset, int length) throws IOException {
        var bytes = readRange(offset, length);
        held.put(offset, bytes);
        return bytes;
    }

    void forget(long offset) {
        held.remove(offset);
    }

    /// {@return why bytes could not be had, if that was so}
    Optional<IOException> lost() {
        return lost.get();
    }

    @Override
    public void open() {
        // The source is ready.
    }

    @Override
    public ByteBuffer readRange(long offset, int length) throws IOException {
        if (offset < 0 || length < 0 || offset > source.size() - length) {
            throw new IndexOutOfBoundsException(
                    "bytes " + offset + " to " + (offset + length) + " of " + source.size() + " are asked for");
        }
        var near = held.floorEntry(offset);
        if (near != null && offset + length <= near.getKey() + near.getValue().remaining()) {
            return near.getValue().slice((int) (offset - near.getKey()), length);
        }
        try {
            return source.read(offset, length);
        } catch (IOException e) {
            lost.compareAndSet(Optional.empty(), Optional.of(e));
            throw e;
        }
    }

    @Override
    public long length() {
        return source.size();
    }

    @Override
    public String name() {
        return object;
    }

    @Override
    public void close() {
        // Whoever made the source closes it.
    }
}
