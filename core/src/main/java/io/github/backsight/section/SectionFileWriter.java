package io.github.backsight.section;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// Writes a file of sections. Its header comes last: until then it is no such file. For one thread.
public final class SectionFileWriter implements AutoCloseable {
    private final FileChannel channel;
    private final byte[] key;
    private final List<Header.Entry> sections = new ArrayList<>();

    /// Writes the values of a section.
    @FunctionalInterface
    public interface Section {
        void writeTo(SectionWriter writer) throws IOException;
    }

    private SectionFileWriter(FileChannel channel, byte[] key) {
        this.channel = channel;
        this.key = key;
    }

    /// @param file which is there, and empty
    /// @param key 32 bytes that say what the file is of
    public static SectionFileWriter to(Path file, byte[] key) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(Header.BYTES);
        return new SectionFileWriter(channel, key.clone());
    }

    /// Writes the next section.
    ///
    /// @param name 1 to 16 letters of ASCII
    public void section(String name, Section section) throws IOException {
        long start = channel.position();
        var writer = new SectionWriter(channel);
        section.writeTo(writer);
        sections.add(writer.end(name, start));
    }

    /// Makes the file whole.
    public void finish() throws IOException {
        var header = ByteBuffer.wrap(new Header(key, sections).bytes());
        while (header.hasRemaining()) {
            channel.write(header, header.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
