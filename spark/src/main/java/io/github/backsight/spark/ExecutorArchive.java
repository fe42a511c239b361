package io.github.backsight.spark;

import io.github.backsight.archive.PmtilesLayout;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SHA256Digest;

/// A PMTiles archive whose tiles are with the executors, and its beginning and its end with the
/// driver.
///
/// A bucket gets it in parts, from the executors. Whoever else opens it gets the tiles by way of
/// the driver, one partition at a time; no copy is made on a disk.
///
/// @param stretches in the order of the archive, one for each run of tiles
record ExecutorArchive(
        String name,
        TilePartitions tiles,
        PmtilesLayout.Frame frame,
        List<Stretch> stretches,
        Sha256 sha256,
        StoreText store)
        implements SpreadBody {

    /// Takes the digest of an archive, which can be taken only from its beginning to its end: each
    /// partition of tiles goes on where the one before it came to, so that no tile travels for it.
    ///
    /// @param written which tiles, counted from 0 in their order, the archive has the bytes of
    static ExecutorArchive of(
            String name, TilePartitions tiles, PmtilesLayout.Frame frame, BitSet written, StoreText store)
            throws IOException {
        var begun = new SHA256Digest();
        begun.update(frame.head(), 0, frame.head().length);
        var reached = new Stretch.Digested(begun.getEncodedState(), frame.head().length);
        var stretches = new ArrayList<Stretch>();
        int first = 0;
        for (var run : tiles.runs()) {
            var stretch = new Stretch(run.partition(), reached.end(), written.get(first, first + run.count()));
            var state = reached.state();
            reached = tiles.of(
                            run.partition(),
                            all -> List.of(stretch.digested(state, all)).iterator())
                    .getFirst();
            stretches.add(stretch);
            first += run.count();
        }
        var ended = new SHA256Digest(reached.state());
        ended.update(frame.tail(), 0, frame.tail().length);
        var digest = new byte[ended.getDigestSize()];
        ended.doFinal(digest, 0);
        if (reached.end() != frame.size() - frame.tail().length) {
            throw new IllegalStateException(name + " was laid out for other tiles than were made");
        }
        return new ExecutorArchive(name, tiles, frame, List.copyOf(stretches), Sha256.finished(digest), store);
    }

    @Override
    public long size() {
        return frame.size();
    }

    @Override
    public InputStream open() {
        var tiled = stretches.stream().flatMap(stretch -> tiles.of(stretch.partition(), stretch::bytes).stream());
        // Not one stream of three: that would hold all tiles at once.
        var bytes = Stream.concat(Stream.concat(Stream.of(frame.head()), tiled), Stream.of(frame.tail()));
        return new Joined(bytes.iterator());
    }

    /// Arrays, one after the other.
    private static final class Joined extends InputStream {
        private final Iterator<byte[]> arrays;
        private byte[] current = new byte[0];
        private int taken;

        Joined(Iterator<byte[]> arrays) {
            this.arrays = arrays;
        }

        private boolean isAtEnd() {
            while (taken == current.length && arrays.hasNext()) {
                current = arrays.next();
                taken = 0;
            }
            return taken == current.length;
        }

        @Override
        public int read() {
            return isAtEnd() ? -1 : current[taken++] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            Objects.checkFromIndexSize(offset, count, buffer.length);
            if (count == 0) {
                return 0;
            }
            if (isAtEnd()) {
                return -1;
            }
            int read = Math.min(count, current.length - taken);
            System.arraycopy(current, taken, buffer, offset, read);
            taken += read;
            return read;
        }
    }

    @Override
    public List<Receipt> send(Parts parts) throws IOException {
        return new PartUpload(this, parts).send();
    }
}
