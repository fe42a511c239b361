package io.github.backsight.section;

import com.dynatrace.hash4j.hashing.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The first [#BYTES] bytes of a file of sections, laid out as [SectionFile] says.
///
/// @param key 32 bytes that say what the file is of; not to be changed
/// @param sections in the order of the file
record Header(byte[] key, List<Entry> sections) {
    static final int BYTES = 4096;
    static final int KEY_BYTES = 32;
    private static final byte[] MAGIC = {(byte) 0xB5, 'S', 'E', 'C', '\r', '\n', 0x1A, '\n'};
    private static final int FORMAT = 1;
    private static final int NAME_BYTES = 16;
    private static final int FIXED_BYTES = MAGIC.length + 2 * Integer.BYTES + KEY_BYTES;
    private static final int ENTRY_BYTES = NAME_BYTES + 3 * Long.BYTES;
    private static final int HASHED_BYTES = BYTES - Long.BYTES;
    static final int MOST_SECTIONS = (HASHED_BYTES - FIXED_BYTES) / ENTRY_BYTES;

    /// @param name up to 16 letters of ASCII
    /// @param start offset of its first byte in the file
    /// @param length in bytes
    /// @param digest XXH3 of its bytes
    record Entry(String name, long start, long length, long digest) {
        Entry {
            if (name.isEmpty() || name.length() > NAME_BYTES) {
                throw new IllegalArgumentException("a section's name has 1 to 16 letters, not '" + name + "'");
            }
        }
    }

    /// {@return where the file ends}
    long end() {
        return sections.isEmpty()
                ? BYTES
                : sections.getLast().start() + sections.getLast().length();
    }

    byte[] bytes() {
        if (sections.size() > MOST_SECTIONS || key.length != KEY_BYTES) {
            throw new IllegalArgumentException("a file has up to " + MOST_SECTIONS + " sections and a key of "
                    + KEY_BYTES + " bytes, not " + sections.size() + " and " + key.length);
        }
        var bytes = ByteBuffer.allocate(BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(FORMAT).putInt(sections.size()).put(key);
        for (var entry : sections) {
            bytes.put(Arrays.copyOf(entry.name().getBytes(StandardCharsets.US_ASCII), NAME_BYTES))
                    .putLong(entry.start())
                    .putLong(entry.length())
                    .putLong(entry.digest());
        }
        bytes.putLong(HASHED_BYTES, Hashing.xxh3_64().hashBytesToLong(bytes.array(), 0, HASHED_BYTES));
        return bytes.array();
    }

    /// @param bytes the first [#BYTES] of a file
    static Header of(byte[] bytes) throws DamagedFileException {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.length != BYTES || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedFileException("it does not begin as such a file does");
        }
        if (buffer.getLong(HASHED_BYTES) != Hashing.xxh3_64().hashBytesToLong(bytes, 0, HASHED_BYTES)) {
            throw new DamagedFileException("its header does not have its checksum");
        }
        buffer.position(MAGIC.length);
        int format = buffer.getInt();
        int count = buffer.getInt();
        if (format != FORMAT || count < 0 || count > MOST_SECTIONS) {
            throw new DamagedFileException("it is of format " + format + ", not " + FORMAT);
        }
        var key = new byte[KEY_BYTES];
        buffer.get(key);
        var sections = new ArrayList<Entry>();
        for (int section = 0; section < count; section++) {
            var name = new byte[NAME_BYTES];
            buffer.get(name);
            var text = new String(name, StandardCharsets.US_ASCII).replace("\0", "");
            sections.add(new Entry(text, buffer.getLong(), buffer.getLong(), buffer.getLong()));
        }
        return new Header(key, List.copyOf(sections));
    }
}
