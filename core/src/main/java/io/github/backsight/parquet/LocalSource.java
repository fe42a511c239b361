package io.github.backsight.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file of this machine.
final class LocalSource implements ParquetSource, AutoCloseable {
    /// Longer ranges, the columns, are mapped, so that they take no memory of their own.
    private static final int LONGEST_COPY = 1 << 16;

    private final FileChannel channel;
    private final long size;

    LocalSource(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        size = channel.size();
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public ByteBuffer read(long offset, int length) throws IOException {
        if (length > LONGEST_COPY) {
            return channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
        }
        var bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
        return bytes.flip();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
