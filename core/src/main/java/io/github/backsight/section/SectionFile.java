package io.github.backsight.section;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// A file of named sections, open for reading. Many threads may read sections at once.
///
/// All numbers are little-endian. Every byte is under a checksum (XXH3, 64 bits, seed 0), which finds damage, not
/// malice.
///
/// | offset | bytes | what |
/// |---|---|---|
/// | 0 | 8 | `B5 53 45 43 0D 0A 1A 0A` |
/// | 8 | 4 | format: 1 |
/// | 12 | 4 | number of sections, n |
/// | 16 | 32 | the key: a SHA-256 over all that the file depends on |
/// | 48 | 40 n | for each section: name (16, ASCII, then zeros), offset (8), length (8), XXH3 of its bytes (8) |
/// | 48 + 40 n | | zeros |
/// | 4088 | 8 | XXH3 of bytes 0 to 4087 |
/// | 4096 | | the sections, one after the other, to the end of the file |
///
/// A section is a run of values without names or types; its reader asks for them in the order they were written. A
/// number is 8 bytes. A row is a count (8), then its items: ints 4 bytes each, longs and doubles 8, bytes 1. A text is
/// a row of UTF-16 units, 2 bytes each.
public final class SectionFile implements AutoCloseable {
    private final FileChannel channel;
    private final Header header;

    private SectionFile(FileChannel channel, Header header) {
        this.channel = channel;
        this.header = header;
    }

    /// Opens `file`, and verifies its header and size.
    ///
    /// @param key what the file has to be of
    /// @throws java.nio.file.NoSuchFileException if it is not there
    /// @throws DamagedFileException if it is not a whole file of sections with that key
    public static SectionFile open(Path file, byte[] key) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            var header = Header.of(firstBytes(channel));
            if (!Arrays.equals(header.key(), key)) {
                throw new DamagedFileException("it is of something else");
            }
            if (channel.size() != header.end()) {
                throw new DamagedFileException("it has " + channel.size() + " bytes, not " + header.end());
            }
            return new SectionFile(channel, header);
        } catch (IOException | RuntimeException fault) {
            channel.close();
            throw fault;
        }
    }

    private static byte[] firstBytes(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(Header.BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // A read may give less than asked for.
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /// Makes a value of a section.
    @FunctionalInterface
    public interface Section<T> {
        T of(SectionReader reader) throws IOException;
    }

    /// {@return what `section` makes of the section `name`, once all of it has proven to be as it was written}
    ///
    /// @throws DamagedFileException if there is no such section, or it is not as it was written
    public <T> T read(String name, Section<T> section) throws IOException {
        var reader = new SectionReader(channel, entry(name));
        try {
            var value = section.of(reader);
            reader.end();
            return value;
        } catch (RuntimeException fault) {
            // Damaged numbers make no sense before their checksum is known.
            throw new DamagedFileException("its section '" + name + "' makes no sense: " + fault);
        }
    }

    private Header.Entry entry(String name) throws DamagedFileException {
        for (var entry : header.sections()) {
            if (entry.name().equals(name)) {
                return entry;
            }
        }
        throw new DamagedFileException("it has no section '" + name + "'");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
