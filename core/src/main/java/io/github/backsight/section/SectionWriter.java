package io.github.backsight.section;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;

/// Writes the values of one section, laid out as [SectionFile] says. Keeps no array that it is given. For one thread.
public final class SectionWriter {
    private static final int BLOCK_BYTES = 1 << 18;

    private final FileChannel channel;
    private final HashStream64 hash = Hashing.xxh3_64().hashStream();
    private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    SectionWriter(FileChannel channel) {
        this.channel = channel;
    }

    public void number(long value) throws IOException {
        makeRoom(Long.BYTES);
        block.putLong(value);
    }

    public void text(String value) throws IOException {
        number(value.length());
        for (int i = 0; i < value.length(); i++) {
            makeRoom(Character.BYTES);
            block.putChar(value.charAt(i));
        }
    }

    public void texts(List<String> values) throws IOException {
        number(values.size());
        for (var value : values) {
            text(value);
        }
    }

    /// Writes the first `count` of `values`.
    public void ints(int[] values, int count) throws IOException {
        number(count);
        for (int done = 0; done < count; ) {
            makeRoom(Integer.BYTES);
            int now = Math.min(count - done, block.remaining() / Integer.BYTES);
            block.asIntBuffer().put(values, done, now);
            block.position(block.position() + now * Integer.BYTES);
            done += now;
        }
    }

    public void ints(int[] values) throws IOException {
        ints(values, values.length);
    }

    public void longs(long[] values) throws IOException {
        number(values.length);
        for (int done = 0; done < values.length; ) {
            makeRoom(Long.BYTES);
            int now = Math.min(values.length - done, block.remaining() / Long.BYTES);
            block.asLongBuffer().put(values, done, now);
            block.position(block.position() + now * Long.BYTES);
            done += now;
        }
    }

    /// Writes the first `count` of `values`.
    public void doubles(double[] values, int count) throws IOException {
        number(count);
        for (int done = 0; done < count; ) {
            makeRoom(Double.BYTES);
            int now = Math.min(count - done, block.remaining() / Double.BYTES);
            block.asDoubleBuffer().put(values, done, now);
            block.position(block.position() + now * Double.BYTES);
            done += now;
        }
    }

    public void bytes(byte[] values) throws IOException {
        number(values.length);
        for (int done = 0; done < values.length; ) {
            makeRoom(Byte.BYTES);
            int now = Math.min(values.length - done, block.remaining());
            block.put(values, done, now);
            done += now;
        }
    }

    /// {@return what the section was, now that it is written}
    Header.Entry end(String name, long start) throws IOException {
        flush();
        return new Header.Entry(name, start, written, hash.getAsLong());
    }

    private void makeRoom(int bytes) throws IOException {
        if (block.remaining() < bytes) {
            flush();
        }
    }

    private void flush() throws IOException {
        block.flip();
        hash.putBytes(block.array(), 0, block.limit());
        written += block.limit();
        while (block.hasRemaining()) {
            channel.write(block);
        }
        block.clear();
    }
}
