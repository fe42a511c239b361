package io.github.backsight.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// The bytes of an archive, wherever it lies, read by parts. They never change. Threads may share it.
public interface ArchiveBytes extends AutoCloseable {
    /// {@return how many there are}
    long size() throws IOException;

    /// {@return `length` of them from `offset` on; fewer where the archive ends sooner}
    byte[] read(long offset, int length) throws IOException;

    @Override
    void close() throws IOException;

    /// {@return those of a file}
    static ArchiveBytes of(Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        return new ArchiveBytes() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public byte[] read(long offset, int length) throws IOException {
                var bytes = ByteBuffer.allocate(length);
                while (bytes.hasRemaining()) {
                    if (channel.read(bytes, offset + bytes.position()) < 0) {
                        return Arrays.copyOf(bytes.array(), bytes.position());
                    }
                }
                return bytes.array();
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }
}
