package io.github.backsight.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.bouncycastle.crypto.digests.SHA256Digest;

/// What one partition of tiles has of an archive: bytes that follow each other.
///
/// @param partition of the tiles
/// @param start the place of its first byte in the archive
/// @param written which of its tiles, counted from 0, it has; the bytes of the others are in the
/// archive already
record Stretch(int partition, long start, BitSet written) implements Serializable {

    /// {@return the compressed bytes of those tiles, in order}
    Iterator<byte[]> bytes(Iterator<MadeRecord> tiles) {
        return new Iterator<>() {
            private int next = written.nextSetBit(0);
            private int passed;

            @Override
            public boolean hasNext() {
                return next >= 0;
            }

            @Override
            public byte[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                while (passed < next) {
                    tiles.next();
                    passed++;
                }
                passed++;
                next = written.nextSetBit(passed);
                return tiles.next().gzipped();
            }
        };
    }

    /// The state of a digest after the bytes of a stretch.
    ///
    /// @param end the place after its last byte in the archive
    record Digested(byte[] state, long end) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof Digested digested && end == digested.end && Arrays.equals(state, digested.state);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(state);
        }

        @Override
        public String toString() {
            return "Digested[" + end + "]";
        }
    }

    /// Goes on with a digest of the archive.
    ///
    /// @param state of a SHA-256 over everything before this stretch
    Digested digested(byte[] state, Iterator<MadeRecord> tiles) {
        var digest = new SHA256Digest(state);
        long end = start;
        for (var each = bytes(tiles); each.hasNext(); ) {
            var tile = each.next();
            digest.update(tile, 0, tile.length);
            end += tile.length;
        }
        return new Digested(digest.getEncodedState(), end);
    }
}
