package io.github.backsight.shape;

import io.github.backsight.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// A zip whose members are deflated in blocks, side by side (PKWARE APPNOTE 6.3; RFC 1951).
///
/// Each block ends at a whole byte (`SYNC_FLUSH`) and knows nothing of the others, so blocks simply stand one behind
/// the other, and an empty one ends the member. Where blocks begin is the caller's choice alone: the bytes are the same
/// for any number of threads. Members are dated 1 January 1980. No Zip64: at most 4 GiB.
///
/// For one thread at a time.
final class BlockZip {
    /// A good size of a block; small ones know too little of what came before.
    static final int BLOCK_BYTES = 1 << 20;

    /// The next levels take much longer and save nothing on coordinates: docs/decisions/0035.
    private static final int LEVEL = Deflater.BEST_SPEED;

    private static final long MOST_BYTES = 0xFFFF_FFFFL;
    private static final byte[] EMPTY_LAST_BLOCK = {3, 0};
    private static final short VERSION = 20;
    private static final short SIZES_FOLLOW_AND_NAME_IS_UTF_8 = 0x0808;
    private static final short DEFLATED = 8;
    private static final int DATE_AND_TIME = 0x0021_0000;

    private final OutputStream out;
    private final int threads;
    private final Progress.Step step;
    private final List<Member> members = new ArrayList<>();
    private long offset;
    private long plainBytes;

    /// @param step told of the bytes before compression
    BlockZip(OutputStream out, int threads, Progress.Step step) {
        this.out = out;
        this.threads = threads;
        this.step = step;
    }

    private record Member(byte[] name, long offset, int checksum, long packedBytes, long plainBytes) {}

    private record Block(byte[] plain, byte[] packed) {}

    /// Writes the next member.
    ///
    /// @param content gives each block's bytes, called by several threads
    void member(String name, int blocks, IntFunction<byte[]> content) throws IOException {
        member(name, blocks, threads, content);
    }

    /// Writes the next member of blocks that are made one after the other.
    ///
    /// @param content gives each block's bytes, called for each in its turn, by this thread
    void memberInTurn(String name, int blocks, IntFunction<byte[]> content) throws IOException {
        member(name, blocks, 1, content);
    }

    private void member(String name, int blocks, int workers, IntFunction<byte[]> content) throws IOException {
        long begin = offset;
        var utf8 = name.getBytes(StandardCharsets.UTF_8);
        localHeader(utf8);
        long beginOfData = offset;
        var checksum = new CRC32();
        long before = plainBytes;
        InOrder.each(blocks, workers, number -> packed(content.apply(number)), block -> {
            checksum.update(block.plain());
            write(block.packed());
            plainBytes += block.plain().length;
            step.advance(block.plain().length);
        });
        write(EMPTY_LAST_BLOCK);
        var member = new Member(utf8, begin, (int) checksum.getValue(), offset - beginOfData, plainBytes - before);
        var sizes = littleEndian(16).putInt(0x0807_4B50);
        write(sizes(member, sizes));
        members.add(member);
    }

    /// Writes the directory, without which a zip is none.
    void finish() throws IOException {
        long begin = offset;
        for (var member : members) {
            directoryEntry(member);
        }
        if (offset > MOST_BYTES) {
            throw new IOException("the zip would take " + offset + " bytes, more than the 4 GiB of its format. Take"
                    + " 'shapefile' out of map.outputs");
        }
        var end = littleEndian(22).putInt(0x0605_4B50).putInt(0);
        end.putShort((short) members.size()).putShort((short) members.size());
        write(end.putInt((int) (offset - begin)).putInt((int) begin).putShort((short) 0));
    }

    private void localHeader(byte[] name) throws IOException {
        var header = common(littleEndian(30 + name.length).putInt(0x0403_4B50));
        // Checksum and sizes are not known yet: they stand behind the data.
        header.position(26);
        write(header.putShort((short) name.length).putShort((short) 0).put(name));
    }

    private void directoryEntry(Member member) throws IOException {
        var entry = littleEndian(46 + member.name().length).putInt(0x0201_4B50);
        sizes(member, common(entry.putShort(VERSION)));
        entry.putShort((short) member.name().length).position(42);
        write(entry.putInt((int) member.offset()).put(member.name()));
    }

    /// Puts what the header of a member and its entry in the directory have in common.
    private static ByteBuffer common(ByteBuffer out) {
        out.putShort(VERSION).putShort(SIZES_FOLLOW_AND_NAME_IS_UTF_8);
        return out.putShort(DEFLATED).putInt(DATE_AND_TIME);
    }

    private static ByteBuffer sizes(Member member, ByteBuffer out) {
        out.putInt(member.checksum());
        return out.putInt((int) member.packedBytes()).putInt((int) member.plainBytes());
    }

    private static Block packed(byte[] plain) {
        var packed = new ByteArrayOutputStream(plain.length / 2 + 64);
        var chunk = new byte[1 << 14];
        var deflater = new Deflater(LEVEL, true);
        try {
            deflater.setInput(plain);
            int count = chunk.length;
            while (count == chunk.length) {
                count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
                packed.write(chunk, 0, count);
            }
        } finally {
            deflater.end();
        }
        return new Block(plain, packed.toByteArray());
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        offset += bytes.length;
    }

    private void write(ByteBuffer full) throws IOException {
        var bytes = new byte[full.flip().remaining()];
        full.get(bytes);
        write(bytes);
    }
}
