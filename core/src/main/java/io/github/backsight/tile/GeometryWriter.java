package io.github.backsight.tile;

import java.util.Arrays;

/// Writes loops as the geometry of one MVT polygon feature (MVT 2.1, section 4.3): each shell followed by its
/// holes. Used by one thread.
final class GeometryWriter {
    private static final int MOVE_TO_ONCE = 1 | (1 << 3);
    private static final int LINE_TO = 2;
    private static final int CLOSE_PATH = 7 | (1 << 3);

    private int cursorX;
    private int cursorY;

    /// Appends the geometry commands, packed.
    void write(Loops loops, VertexIndex vertices, ByteBuilder target) {
        cursorX = 0;
        cursorY = 0;
        int[] shellOf = shells(loops, vertices);
        for (int shell = 0; shell < loops.count; shell++) {
            if (shellOf[shell] == shell) {
                ring(loops, shell, vertices, target);
                for (int hole = 0; hole < loops.count; hole++) {
                    if (hole != shell && shellOf[hole] == shell) {
                        ring(loops, hole, vertices, target);
                    }
                }
            }
        }
    }

    /// {@return for each hole its shell, for each shell itself}
    private static int[] shells(Loops loops, VertexIndex vertices) {
        int[] shellOfWalk = new int[loops.walks];
        Arrays.fill(shellOfWalk, -1);
        for (int loop = 0; loop < loops.count; loop++) {
            if (loops.doubledArea[loop] > 0) {
                shellOfWalk[loops.walk[loop]] = loop;
            }
        }
        int[] shellOf = new int[loops.count];
        for (int loop = 0; loop < loops.count; loop++) {
            int walk = loops.walk[loop];
            if (shellOfWalk[walk] < 0) {
                shellOfWalk[walk] = shellAround(loop, loops, vertices);
            }
            shellOf[loop] = shellOfWalk[walk];
        }
        return shellOf;
    }

    /// {@return the smallest shell around a hole that touches no shell from inside}
    private static int shellAround(int hole, Loops loops, VertexIndex vertices) {
        int a = loops.vertex[loops.start[hole]];
        int b = loops.vertex[loops.start[hole] + 1];
        int doubleX = vertices.x[a] + vertices.x[b];
        int doubleY = vertices.y[a] + vertices.y[b];
        int around = -1;
        for (int shell = 0; shell < loops.count; shell++) {
            if (loops.doubledArea[shell] > 0
                    && (around < 0 || loops.doubledArea[shell] < loops.doubledArea[around])
                    && loops.winding(shell, doubleX, doubleY, vertices) != 0) {
                around = shell;
            }
        }
        return around;
    }

    private void ring(Loops loops, int loop, VertexIndex vertices, ByteBuilder target) {
        int first = loops.start[loop];
        int end = loops.start[loop + 1];
        target.varint(MOVE_TO_ONCE);
        point(vertices, loops.vertex[first], target);
        target.varint(LINE_TO | ((long) (end - first - 1) << 3));
        for (int i = first + 1; i < end; i++) {
            point(vertices, loops.vertex[i], target);
        }
        target.varint(CLOSE_PATH);
    }

    private void point(VertexIndex vertices, int vertex, ByteBuilder target) {
        target.zigzag(vertices.x[vertex] - cursorX);
        target.zigzag(vertices.y[vertex] - cursorY);
        cursorX = vertices.x[vertex];
        cursorY = vertices.y[vertex];
    }
}
