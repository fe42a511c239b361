package io.github.backsight.tile;

import java.util.Arrays;

/// The grid points to which every segment that passes through their cell is bent, with an index by place.
///
/// Layout: a tree of squares. A *block* of level 2 has 8 x 8 squares of level 1, such a square 8 x 8 of level 0, such a
/// square 8 x 8 points; what is inside is numbered by row and column, 3 bits each. Square `n` of a level has a bit of
/// `mask[level][n]` for each thing inside that is there; the squares inside it follow each other one level below, from
/// `first[level][n]` on. Blocks are found by hashing with linear probing: `slotSquare[s]` is the block `slotBlock[s]`,
/// or [#NONE]. Immutable; threads may share it.
final class HotPixels {
    /// The level of blocks.
    static final int TOP = 2;
    /// The bits of a coordinate inside a block.
    static final int BLOCK_BITS = 9;
    /// What [#block] says where there are no points.
    static final int NONE = -1;

    private static final int SIDE_BITS = 3;
    private static final int SIDE_MASK = (1 << SIDE_BITS) - 1;
    private static final int SQUARE_BITS = 2 * SIDE_BITS;
    private static final int SQUARE_MASK = (1 << SQUARE_BITS) - 1;
    private static final int COLUMN_BITS = 20;

    private final Longs[] mask = {new Longs(1024), new Longs(1024), new Longs(1024)};
    private final Ints[] first = {new Ints(0), new Ints(1024), new Ints(1024)};
    private final long[] slotBlock;
    private final int[] slotSquare;

    /// @param keys the points as [#key] codes them, in any order and with repeats; they are sorted
    HotPixels(long[] keys) {
        Arrays.parallelSort(keys);
        var blocks = new Longs(1024);
        long before = -1;
        for (long key : keys) {
            if (key >>> ((TOP + 1) * SQUARE_BITS) != before >>> ((TOP + 1) * SQUARE_BITS)) {
                blocks.add(key >>> ((TOP + 1) * SQUARE_BITS));
            }
            add(key, before);
            before = key;
        }
        int slots = Integer.highestOneBit(Math.max(8, blocks.size)) * 4;
        slotBlock = new long[slots];
        slotSquare = new int[slots];
        Arrays.fill(slotSquare, NONE);
        for (int square = 0; square < blocks.size; square++) {
            int slot = slot(blocks.items[square]);
            slotBlock[slot] = blocks.items[square];
            slotSquare[slot] = square;
        }
    }

    private void add(long key, long before) {
        for (int level = TOP; level >= 0; level--) {
            int above = (level + 1) * SQUARE_BITS;
            if (key >>> above != before >>> above) {
                first[level].add(level == 0 ? 0 : mask[level - 1].size);
                mask[level].add(0);
            }
            mask[level].items[mask[level].size - 1] |= 1L << ((int) (key >>> (level * SQUARE_BITS)) & SQUARE_MASK);
        }
    }

    /// {@return a point as a number: its block, then what it is in at each level}
    static long key(int x, int y) {
        long key = ((long) (y >> BLOCK_BITS) << COLUMN_BITS) | (x >> BLOCK_BITS);
        for (int level = TOP; level >= 0; level--) {
            int row = (y >> (level * SIDE_BITS)) & SIDE_MASK;
            int column = (x >> (level * SIDE_BITS)) & SIDE_MASK;
            key = (key << SQUARE_BITS) | (row << SIDE_BITS) | column;
        }
        return key;
    }

    /// {@return the square of level [#TOP] at `bucket`, which [Buckets#key] codes, or [#NONE]}
    int block(long bucket) {
        return slotSquare[slot(((bucket >>> 32) << COLUMN_BITS) | (int) bucket)];
    }

    /// {@return what is inside a square, as bits: squares, or points at level 0}
    long inside(int level, int square) {
        return mask[level].items[square];
    }

    /// {@return the square one level below that `bit` of [#inside] stands for}
    int square(int level, int square, int bit) {
        return first[level].items[square] + Long.bitCount(mask[level].items[square] & ((1L << bit) - 1));
    }

    private int slot(long block) {
        int slot = Buckets.spread(block, slotBlock.length - 1);
        while (slotSquare[slot] != NONE && slotBlock[slot] != block) {
            slot = (slot + 1) & (slotBlock.length - 1);
        }
        return slot;
    }
}
