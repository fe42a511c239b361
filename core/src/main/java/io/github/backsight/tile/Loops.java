package io.github.backsight.tile;

import java.util.Arrays;

/// Simple rings that together bound what one feature covers in one tile. Used by one thread.
///
/// Loop `l` walks the vertices `vertex[start[l]]` to `vertex[start[l + 1]]` (exclusive); it is a shell when its
/// doubled area is positive (clockwise on the screen), a hole when it is negative. Loops of one walk (`walk[l]`,
/// rising from 0) bound one connected piece and touch each other.
final class Loops {
    int[] start = new int[16];
    int[] vertex = new int[256];
    int[] walk = new int[16];
    long[] doubledArea = new long[16];
    int count;
    int walks;
    private int size;

    void clear() {
        count = 0;
        walks = 0;
        size = 0;
    }

    void add(int[] stack, int from, int to, VertexIndex vertices) {
        if (count + 2 > start.length) {
            start = Arrays.copyOf(start, start.length * 2);
            walk = Arrays.copyOf(walk, start.length);
            doubledArea = Arrays.copyOf(doubledArea, start.length);
        }
        if (size + to - from > vertex.length) {
            vertex = Arrays.copyOf(vertex, Math.max(size + to - from, size * 2));
        }
        long area = 0;
        int last = stack[to - 1];
        for (int i = from; i < to; i++) {
            int v = stack[i];
            vertex[size++] = v;
            area += (long) vertices.x[last] * vertices.y[v] - (long) vertices.x[v] * vertices.y[last];
            last = v;
        }
        doubledArea[count] = area;
        walk[count] = walks;
        start[++count] = size;
    }

    /// {@return how often the loop winds around a place, given in half units, that lies on none of its lines}
    int winding(int loop, int doubleX, int doubleY, VertexIndex vertices) {
        int winding = 0;
        int last = vertex[start[loop + 1] - 1];
        for (int i = start[loop]; i < start[loop + 1]; i++) {
            int v = vertex[i];
            winding += Winding.crossing(
                    2 * vertices.x[last], 2 * vertices.y[last], 2 * vertices.x[v], 2 * vertices.y[v], doubleX, doubleY);
            last = v;
        }
        return winding;
    }
}
