package io.github.backsight.section;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/// Reads the values of one section, in the order they were written. They are proven only when [SectionFile#read]
/// returns:
/// until then nothing may depend on them. For one thread.
///
/// Each block is read once: hashed and copied into arrays while it is in the processor's cache.
public final class SectionReader {
    private static final int BLOCK_BYTES = 1 << 18;

    private final FileChannel channel;
    private final Header.Entry entry;
    private final HashStream64 hash = Hashing.xxh3_64().hashStream();
    private final ByteBuffer block =
            ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN).limit(0);
    private long read;

    SectionReader(FileChannel channel, Header.Entry entry) {
        this.channel = channel;
        this.entry = entry;
    }

    public long number() throws IOException {
        require(Long.BYTES);
        return block.getLong();
    }

    /// {@return a number that was an `int` when it was written}
    public int smallNumber() throws IOException {
        long number = number();
        if (number != (int) number) {
            throw damaged();
        }
        return (int) number;
    }

    public String text() throws IOException {
        var text = new StringBuilder();
        for (int left = count(Character.BYTES); left > 0; left--) {
            require(Character.BYTES);
            text.append(block.getChar());
        }
        return text.toString();
    }

    public List<String> texts() throws IOException {
        int count = count(Long.BYTES);
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    public int[] ints() throws IOException {
        var values = new int[count(Integer.BYTES)];
        for (int done = 0; done < values.length; ) {
            require(Integer.BYTES);
            int now = Math.min(values.length - done, block.remaining() / Integer.BYTES);
            block.asIntBuffer().get(values, done, now);
            block.position(block.position() + now * Integer.BYTES);
            done += now;
        }
        return values;
    }

    public long[] longs() throws IOException {
        var values = new long[count(Long.BYTES)];
        for (int done = 0; done < values.length; ) {
            require(Long.BYTES);
            int now = Math.min(values.length - done, block.remaining() / Long.BYTES);
            block.asLongBuffer().get(values, done, now);
            block.position(block.position() + now * Long.BYTES);
            done += now;
        }
        return values;
    }

    public double[] doubles() throws IOException {
        var values = new double[count(Double.BYTES)];
        for (int done = 0; done < values.length; ) {
            require(Double.BYTES);
            int now = Math.min(values.length - done, block.remaining() / Double.BYTES);
            block.asDoubleBuffer().get(values, done, now);
            block.position(block.position() + now * Double.BYTES);
            done += now;
        }
        return values;
    }

    public byte[] bytes() throws IOException {
        var values = new byte[count(Byte.BYTES)];
        for (int done = 0; done < values.length; ) {
            require(Byte.BYTES);
            int now = Math.min(values.length - done, block.remaining());
            block.get(values, done, now);
            done += now;
        }
        return values;
    }

    /// Verifies that the section was read to its end and is as it was written.
    ///
    /// @throws DamagedFileException if not; then nothing that was read may be used
    void end() throws IOException {
        if (block.hasRemaining() || read < entry.length() || hash.getAsLong() != entry.digest()) {
            throw damaged();
        }
    }

    /// A damaged count must not ask for more memory than the section can fill.
    private int count(int itemBytes) throws IOException {
        long count = number();
        long left = entry.length() - read + block.remaining();
        if (count < 0 || count > Integer.MAX_VALUE - 8 || count > left / itemBytes) {
            throw damaged();
        }
        return (int) count;
    }

    /// Has at least `bytes` in the block.
    private void require(int bytes) throws IOException {
        if (block.remaining() >= bytes) {
            return;
        }
        block.compact();
        int from = block.position();
        block.limit((int) Math.min(block.capacity(), from + entry.length() - read));
        while (block.hasRemaining()) {
            int now = channel.read(block, entry.start() + read);
            if (now < 0) {
                throw damaged();
            }
            read += now;
        }
        hash.putBytes(block.array(), from, block.position() - from);
        block.flip();
        if (block.remaining() < bytes) {
            throw damaged();
        }
    }

    private DamagedFileException damaged() {
        return new DamagedFileException("its section '" + entry.name() + "' is not as it was written");
    }
}
