package io.github.backsight.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;

/// How many bytes of each range of a version are in its part file, counted in memory and, from time to time, recorded
/// in the part file itself, behind the place of the last byte of the version:
///
/// ```
/// 0 .. size          the bytes of the version, each at its place, with gaps
/// size .. start      up to 7 zeros, so that no number lies across the border of a page or a sector
/// start              the mark, 8 bytes
/// start + 8          how long a range is, 8 bytes; the last one may be shorter
/// start + 16 + 8 n   how many bytes of range n are there, from its beginning on
/// ```
///
/// So a part file is either no longer than the version and without gaps, or exactly as long as its table says. A count
/// is recorded after its bytes are durable, and never shrinks. Therefore, whenever the process or the machine dies,
/// what
/// the table counts is there; each number is written in one piece, and a zero in its stead only costs a range.
///
/// It takes 16 bytes of memory a range. Counting is safe for use by many threads, the rest is for one.
final class RangeTable {
    private static final long MARK = 0x4261636b72616e67L; // "Backrang"
    private static final int HEADER_BYTES = 2 * Long.BYTES;

    private final PartFile part;
    private final long size;
    private final long rangeBytes;
    private final AtomicLongArray counts;
    private final long[] recorded;

    /// Before this range there are no gaps.
    private int firstOpen;

    private RangeTable(PartFile part, long size, long rangeBytes) {
        this.part = part;
        this.size = size;
        this.rangeBytes = rangeBytes;
        this.recorded = new long[Math.toIntExact(Math.ceilDiv(size, rangeBytes))];
        this.counts = new AtomicLongArray(recorded.length);
    }

    /// {@return the table that is in `part`; empty where none is that fits the version}
    static Optional<RangeTable> recorded(PartFile part, long size) throws IOException {
        long length = part.length();
        if (length < start(size) + HEADER_BYTES) {
            return Optional.empty();
        }
        var header = part.read(start(size), HEADER_BYTES);
        long mark = header.getLong();
        long rangeBytes = header.getLong();
        if (mark != MARK || rangeBytes < 1 || length != end(size, rangeBytes)) {
            return Optional.empty();
        }
        var table = new RangeTable(part, size, rangeBytes);
        var counts = part.read(start(size) + HEADER_BYTES, table.recorded.length * Long.BYTES);
        for (int range = 0; range < table.recorded.length; range++) {
            long count = counts.getLong();
            if (count < 0 || count > table.length(range)) {
                return Optional.empty();
            }
            table.count(range, count);
            table.recorded[range] = count;
        }
        return Optional.of(table);
    }

    /// Adds a table to a part file without gaps; on return it is durable.
    static RangeTable begun(PartFile part, long size, long rangeBytes) throws IOException {
        var table = new RangeTable(part, size, rangeBytes);
        long there = part.length();
        var bytes = ByteBuffer.allocate(HEADER_BYTES + table.recorded.length * Long.BYTES)
                .putLong(MARK)
                .putLong(rangeBytes);
        for (int range = 0; range < table.recorded.length; range++) {
            long count = Math.clamp(there - table.from(range), 0, table.length(range));
            table.count(range, count);
            table.recorded[range] = count;
            bytes.putLong(count);
        }
        if (there > 0) {
            part.force();
        }
        part.write(bytes.flip(), start(size));
        part.force();
        return table;
    }

    private static long start(long size) {
        return Math.ceilDiv(size, Long.BYTES) * Long.BYTES;
    }

    private static long end(long size, long rangeBytes) {
        return start(size) + HEADER_BYTES + Math.ceilDiv(size, rangeBytes) * Long.BYTES;
    }

    int ranges() {
        return recorded.length;
    }

    long rangeBytes() {
        return rangeBytes;
    }

    private long from(int range) {
        return range * rangeBytes;
    }

    private long length(int range) {
        return to(range) - from(range);
    }

    /// {@return where the bytes of a range begin that are missing}
    long missingFrom(int range) {
        return from(range) + counts.get(range);
    }

    /// {@return where a range ends}
    long to(int range) {
        return Math.min(size, from(range) + rangeBytes);
    }

    /// Counts `more` bytes of a range that were written.
    void count(int range, long more) {
        counts.addAndGet(range, more);
    }

    /// {@return how many bytes are there, in all ranges together}
    long brought() {
        long all = 0;
        for (int range = 0; range < recorded.length; range++) {
            all += counts.get(range);
        }
        return all;
    }

    /// {@return how many bytes are there before the first gap}
    long withoutGap() {
        while (firstOpen < recorded.length && missingFrom(firstOpen) == to(firstOpen)) {
            firstOpen++;
        }
        return firstOpen < recorded.length ? missingFrom(firstOpen) : size;
    }

    /// Makes durable what was counted so far, and then the counts.
    void record() throws IOException {
        int first = recorded.length;
        int last = -1;
        for (int range = 0; range < recorded.length; range++) {
            long count = counts.get(range);
            if (count != recorded[range]) {
                first = Math.min(first, range);
                last = range;
                recorded[range] = count;
            }
        }
        if (last < 0) {
            return;
        }
        var bytes = ByteBuffer.allocate((last - first + 1) * Long.BYTES);
        for (int range = first; range <= last; range++) {
            bytes.putLong(recorded[range]);
        }
        part.force();
        part.write(bytes.flip(), start(size) + HEADER_BYTES + (long) first * Long.BYTES);
    }
}
