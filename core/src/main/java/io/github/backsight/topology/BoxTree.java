package io.github.backsight.topology;

import java.util.Arrays;
import org.locationtech.jts.shape.fractal.HilbertCode;

/// Finds the boxes that meet a given box, on an integer grid, all sides included.
///
/// A packed Hilbert R-tree on primitive arrays: boxes are sorted along a Hilbert curve by their centres; node `i` of a
/// level covers nodes `8 i` to `8 i + 7` of the level below, and level 0 are the sorted boxes. `levelStart[l]` is the
/// first node of level `l`, the root is the last node. The sides of node `n` (west, south, east, north) are `sides[4
/// n]`
/// to `sides[4 n + 3]`; `left[n]` is how many boxes are left in it: nodes with none are skipped.
final class BoxTree {
    private static final int FAN_BITS = 3;
    private static final int HILBERT_LEVEL = 16;

    private final int count;
    private final int[] levelStart;
    private final int[] sides;
    private final int[] boxOf;

    /// @param boxes west, south, east, north of each box, one after the other
    BoxTree(int[] boxes) {
        count = boxes.length / 4;
        levelStart = levels(count);
        int nodes = levelStart[levelStart.length - 1];
        sides = new int[4 * nodes];
        boxOf = hilbertOrder(boxes);
        for (int node = 0; node < count; node++) {
            System.arraycopy(boxes, 4 * boxOf[node], sides, 4 * node, 4);
        }
        for (int level = 1; level < levelStart.length - 1; level++) {
            cover(level);
        }
    }

    private static int[] levels(int count) {
        var starts = new Ints(16);
        int start = 0;
        int size = count;
        starts.add(0);
        while (size > 1) {
            start += size;
            starts.add(start);
            size = ((size - 1) >> FAN_BITS) + 1;
        }
        starts.add(start + size);
        return starts.toArray();
    }

    /// {@return the boxes along the curve}
    private int[] hilbertOrder(int[] boxes) {
        double west = Double.MAX_VALUE;
        double south = Double.MAX_VALUE;
        double extent = 1;
        for (int i = 0; i < boxes.length; i += 4) {
            west = Math.min(west, boxes[i]);
            south = Math.min(south, boxes[i + 1]);
        }
        for (int i = 0; i < boxes.length; i += 4) {
            extent = Math.max(extent, Math.max(boxes[i + 2] - west, boxes[i + 3] - south));
        }
        double scale = ((1 << HILBERT_LEVEL) - 1) / extent;
        long[] keys = new long[count];
        for (int box = 0; box < count; box++) {
            int x = (int) (((boxes[4 * box] - west) + (boxes[4 * box + 2] - west)) / 2 * scale);
            int y = (int) (((boxes[4 * box + 1] - south) + (boxes[4 * box + 3] - south)) / 2 * scale);
            keys[box] = Integer.toUnsignedLong(HilbertCode.encode(HILBERT_LEVEL, x, y)) << 31 | box;
        }
        Arrays.sort(keys);
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            order[i] = (int) (keys[i] & Integer.MAX_VALUE);
        }
        return order;
    }

    private void cover(int level) {
        int below = levelStart[level - 1];
        for (int node = levelStart[level]; node < levelStart[level + 1]; node++) {
            int first = below + ((node - levelStart[level]) << FAN_BITS);
            int end = Math.min(first + (1 << FAN_BITS), levelStart[level]);
            System.arraycopy(sides, 4 * first, sides, 4 * node, 4);
            for (int child = first; child < end; child++) {
                sides[4 * node] = Math.min(sides[4 * node], sides[4 * child]);
                sides[4 * node + 1] = Math.min(sides[4 * node + 1], sides[4 * child + 1]);
                sides[4 * node + 2] = Math.max(sides[4 * node + 2], sides[4 * child + 2]);
                sides[4 * node + 3] = Math.max(sides[4 * node + 3], sides[4 * child + 3]);
            }
        }
    }

    /// What [#search] calls for each box that it finds.
    interface Visitor {
        void visit(int box);
    }

    /// Shows `visitor` the boxes that meet the given one, in the order of the curve. Threads may search at the same
    /// time.
    void search(int west, int south, int east, int north, Visitor visitor) {
        if (count == 0) {
            return;
        }
        // Only nodes that meet the box are put on it.
        int[] stack = new int[2 * (levelStart.length << FAN_BITS)];
        int depth = 0;
        int top = levelStart.length - 2;
        if (meets(levelStart[top], west, south, east, north)) {
            stack[depth++] = top;
            stack[depth++] = 0;
        }
        while (depth > 0) {
            int index = stack[--depth];
            int level = stack[--depth];
            if (level == 0) {
                visitor.visit(boxOf[index]);
                continue;
            }
            int below = levelStart[level - 1];
            int size = levelStart[level] - below;
            for (int child = Math.min((index + 1) << FAN_BITS, size) - 1; child >= index << FAN_BITS; child--) {
                if (meets(below + child, west, south, east, north)) {
                    stack[depth++] = level - 1;
                    stack[depth++] = child;
                }
            }
        }
    }

    private boolean meets(int node, int west, int south, int east, int north) {
        int at = 4 * node;
        return sides[at] <= east && sides[at + 2] >= west && sides[at + 1] <= north && sides[at + 3] >= south;
    }
}
