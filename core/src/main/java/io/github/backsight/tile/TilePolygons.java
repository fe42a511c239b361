package io.github.backsight.tile;

/// Makes valid polygons (OGC Simple Features, MVT 2.1) of the rings of one feature in one tile. Used by one
/// thread.
///
/// Rings may touch and overlap themselves and each other, walk the tile's sides to and fro, and have collapsed
/// parts; their lines meet only in points ([NodedArcs]).
final class TilePolygons {
    private final VertexIndex vertices = new VertexIndex();
    private final Edges edges = new Edges();
    private final BoxSides sides = new BoxSides();
    private final RingLinker linker = new RingLinker();
    private final Loops loops = new Loops();
    private final GeometryWriter writer = new GeometryWriter();
    private int[] order = new int[256];

    /// Appends the feature's geometry commands to `target`, nothing when nothing of it is left.
    ///
    /// @param rings on the grid of the whole zoom, within the tile's buffered box
    void write(RingBuffer rings, int tileX, int tileY, ByteBuilder target) {
        int offsetX = tileX << ZoomGrid.EXTENT_BITS;
        int offsetY = tileY << ZoomGrid.EXTENT_BITS;
        vertices.clear();
        loops.clear();
        if (!isOneSimpleRing(rings, offsetX, offsetY)) {
            gather(rings, offsetX, offsetY);
            if (edges.count == 0) {
                return;
            }
            link();
        }
        writer.write(loops, vertices, target);
    }

    /// One ring inside the box that visits no point twice needs no work: the usual case.
    private boolean isOneSimpleRing(RingBuffer rings, int offsetX, int offsetY) {
        if (rings.rings != 1) {
            return false;
        }
        if (order.length < rings.points) {
            order = new int[rings.points * 2];
        }
        for (int i = 0; i < rings.points; i++) {
            int x = rings.x[i] - offsetX;
            int y = rings.y[i] - offsetY;
            if (BoxSides.onSide(x, y) || vertices.of(x, y) != i) {
                vertices.clear();
                return false;
            }
            order[i] = i;
        }
        loops.add(order, 0, rings.points, vertices);
        loops.walks++;
        if (loops.doubledArea[0] <= 0) {
            vertices.clear();
            loops.clear();
            return false;
        }
        return true;
    }

    private void gather(RingBuffer rings, int offsetX, int offsetY) {
        edges.clear();
        sides.clear();
        for (int ring = 0; ring < rings.rings; ring++) {
            int last = rings.start[ring + 1] - 1;
            for (int i = rings.start[ring]; i < rings.start[ring + 1]; i++) {
                int x0 = rings.x[last] - offsetX;
                int y0 = rings.y[last] - offsetY;
                int x1 = rings.x[i] - offsetX;
                int y1 = rings.y[i] - offsetY;
                if (!sides.take(x0, y0, x1, y1)) {
                    edges.add(vertices.of(x0, y0), vertices.of(x1, y1), 1);
                }
                last = i;
            }
        }
        edges.cancel();
        sides.addNet(edges, vertices);
    }

    private void link() {
        if (linker.link(edges, vertices, loops) && areNestedAsPolygons()) {
            return;
        }
        var covered = Winding.covered(edges, vertices);
        if (!linker.link(covered, vertices, loops)) {
            throw new IllegalStateException("the rings of a feature cannot be linked near tile point (" + vertices.x[0]
                    + ", " + vertices.y[0] + "): a fault of Backsight, please report it with the polygons");
        }
    }

    /// {@return whether outside of each shell nothing is covered by the other walks, and around each hole all,
    /// once}
    private boolean areNestedAsPolygons() {
        if (loops.walks == 1) {
            return shellsInWalk(0) == 1;
        }
        for (int loop = 0; loop < loops.count; loop++) {
            boolean firstOfWalk = loop == 0 || loops.walk[loop] != loops.walk[loop - 1];
            if (firstOfWalk) {
                int shells = shellsInWalk(loop);
                if (shells > 1 || windingOfOthers(loop) != 1 - shells) {
                    return false;
                }
            }
        }
        return true;
    }

    private int shellsInWalk(int firstLoop) {
        int shells = 0;
        for (int l = firstLoop; l < loops.count && loops.walk[l] == loops.walk[firstLoop]; l++) {
            shells += loops.doubledArea[l] > 0 ? 1 : 0;
        }
        return shells;
    }

    private int windingOfOthers(int loop) {
        int a = loops.vertex[loops.start[loop]];
        int b = loops.vertex[loops.start[loop] + 1];
        int winding = 0;
        for (int other = 0; other < loops.count; other++) {
            if (loops.walk[other] != loops.walk[loop]) {
                winding += loops.winding(other, vertices.x[a] + vertices.x[b], vertices.y[a] + vertices.y[b], vertices);
            }
        }
        return winding;
    }
}
