package io.github.backsight.content;

import io.github.backsight.progress.Progress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// The bytes of one [Content], watched: what is damaged or grows beyond the limits ends in a
/// [io.github.backsight.finding.BadInputException]. For one thread.
public final class ContentStream extends FilterInputStream {
    private final Watch watch;
    private final long length;
    private final byte[] one = new byte[1];
    private final Progress.Step step;
    private boolean ended;

    ContentStream(InputStream unpacked, Watch watch, long length, Progress progress) {
        super(unpacked);
        this.watch = watch;
        this.length = length;
        this.step = progress.start("reading " + watch.object(), length, Progress.Unit.BYTES);
    }

    /// {@return how many bytes the whole content is said to have, or empty when only reading it tells}
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /// Reads and forgets the rest, so that damage shows: what a reader makes of damaged bytes explains nothing.
    ///
    /// @throws io.github.backsight.finding.BadInputException if the content is damaged
    public void verifyRest() throws IOException {
        byte[] forgotten = new byte[1 << 16];
        while (read(forgotten, 0, forgotten.length) >= 0) {
            // The watch does the work.
        }
    }

    @Override
    public int read() throws IOException {
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (ended) {
            return -1;
        }
        boolean whole = false;
        try {
            int got = super.read(target, offset, count);
            if (got < 0) {
                ended = true;
                watch.atEnd();
            } else {
                watch.saw(target, offset, got);
                step.advance(got);
            }
            whole = true;
            return got;
        } catch (IOException e) {
            throw watch.explained(e);
        } finally {
            // After a fault there is nothing more to read, and the fault is not found a second time.
            ended |= !whole;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        // Skipped bytes are part of the checksum.
        long skipped = 0;
        byte[] forgotten = new byte[(int) Math.min(1 << 13, Math.max(1, count))];
        while (skipped < count) {
            int got = read(forgotten, 0, (int) Math.min(forgotten.length, count - skipped));
            if (got < 0) {
                return skipped;
            }
            skipped += got;
        }
        return skipped;
    }

    @Override
    public void close() throws IOException {
        step.close();
        super.close();
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
