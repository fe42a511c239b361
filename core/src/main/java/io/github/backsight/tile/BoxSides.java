package io.github.backsight.tile;

import java.util.Arrays;

/// What rings do on the sides of a tile's box, where clamping made them walk to and fro: only the net counts.
///
/// Each side has a list of marks, `place << 2 | kind`: a line along the side begins there ([#BEGIN]) or ends
/// there ([#END]), or a line from inside ends there ([#JOINT]). Going up along the side, the net number of lines
/// walked upwards (negative: downwards) rises by one at each begin and falls by one at each end. Places count
/// from the side's start, x or y rising. Used by one thread.
final class BoxSides {
    private static final int END = 0;
    private static final int JOINT = 1;
    private static final int BEGIN = 2;
    private static final int LOW = -ZoomGrid.BUFFER;
    private static final int HIGH = ZoomGrid.EXTENT + ZoomGrid.BUFFER;

    private final Ints west = new Ints(64);
    private final Ints east = new Ints(64);
    private final Ints north = new Ints(64);
    private final Ints south = new Ints(64);

    void clear() {
        west.clear();
        east.clear();
        north.clear();
        south.clear();
    }

    /// Takes the line when it lies along a side.
    ///
    /// @return whether it does
    boolean take(int x0, int y0, int x1, int y1) {
        if (x0 == x1 && (x0 == LOW || x0 == HIGH)) {
            walk(x0 == LOW ? west : east, y0, y1);
            return true;
        }
        if (y0 == y1 && (y0 == LOW || y0 == HIGH)) {
            walk(y0 == LOW ? north : south, x0, x1);
            return true;
        }
        return false;
    }

    static boolean onSide(int x, int y) {
        return x == LOW || x == HIGH || y == LOW || y == HIGH;
    }

    private static void walk(Ints side, int begin, int end) {
        side.add(((begin - LOW) << 2) | BEGIN);
        side.add(((end - LOW) << 2) | END);
    }

    /// Adds the net lines along the sides to `edges`, divided wherever a line of `edges` ends on a side.
    void addNet(Edges edges, VertexIndex vertices) {
        for (int e = 0; e < edges.count; e++) {
            joint(vertices.x[edges.from[e]], vertices.y[edges.from[e]]);
            joint(vertices.x[edges.to[e]], vertices.y[edges.to[e]]);
        }
        addNet(west, edges, vertices, true, LOW);
        addNet(east, edges, vertices, true, HIGH);
        addNet(north, edges, vertices, false, LOW);
        addNet(south, edges, vertices, false, HIGH);
    }

    private void joint(int x, int y) {
        if (x == LOW || x == HIGH) {
            (x == LOW ? west : east).add(((y - LOW) << 2) | JOINT);
        }
        if (y == LOW || y == HIGH) {
            (y == LOW ? north : south).add(((x - LOW) << 2) | JOINT);
        }
    }

    private static void addNet(Ints side, Edges edges, VertexIndex vertices, boolean upright, int across) {
        Arrays.sort(side.items, 0, side.size);
        int net = 0;
        int begin = 0;
        int next;
        for (int i = 0; i < side.size; i = next) {
            int place = side.items[i] >> 2;
            int change = 0;
            boolean joint = false;
            for (next = i; next < side.size && side.items[next] >> 2 == place; next++) {
                int kind = side.items[next] & 3;
                // One more at a begin, one fewer at an end, none at a joint.
                change += kind - JOINT;
                joint |= kind == JOINT;
            }
            if (change != 0 || joint) {
                if (net != 0) {
                    int low = vertex(vertices, upright, across, begin);
                    int high = vertex(vertices, upright, across, place);
                    edges.add(net > 0 ? low : high, net > 0 ? high : low, Math.abs(net));
                }
                net += change;
                begin = place;
            }
        }
    }

    private static int vertex(VertexIndex vertices, boolean upright, int across, int place) {
        return upright ? vertices.of(across, place + LOW) : vertices.of(place + LOW, across);
    }
}
