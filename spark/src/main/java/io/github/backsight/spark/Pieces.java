package io.github.backsight.spark;

import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/// Cuts bytes that follow each other in an archive into pieces, each within one part of it: by the
/// number of the part, from 0, and the place in it. For one thread.
final class Pieces implements Iterator<Tuple2<Place, byte[]>> {
    private final long partBytes;
    private final int mostBytes;
    private final Iterator<byte[]> bytes;
    private long place;
    private byte[] current = new byte[0];
    private int taken;

    /// @param start the place of the first byte in the archive
    /// @param partBytes the length of all parts but the last
    /// @param mostBytes of a piece
    Pieces(long start, long partBytes, int mostBytes, Iterator<byte[]> bytes) {
        this.place = start;
        this.partBytes = partBytes;
        this.mostBytes = mostBytes;
        this.bytes = bytes;
    }

    @Override
    public boolean hasNext() {
        while (taken == current.length && bytes.hasNext()) {
            current = bytes.next();
            taken = 0;
        }
        return taken < current.length;
    }

    @Override
    public Tuple2<Place, byte[]> next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        long part = place / partBytes;
        long order = place % partBytes;
        byte[] piece = new byte[(int) Math.min(mostBytes, partBytes - order)];
        int filled = 0;
        while (filled < piece.length && hasNext()) {
            int more = Math.min(piece.length - filled, current.length - taken);
            System.arraycopy(current, taken, piece, filled, more);
            filled += more;
            taken += more;
        }
        place += filled;
        return new Tuple2<>(new Place(part, order), filled == piece.length ? piece : Arrays.copyOf(piece, filled));
    }
}
