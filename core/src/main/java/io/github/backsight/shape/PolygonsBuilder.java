package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Grows the arrays of [Polygons], feature after feature; a feature under way can be taken back. For one thread.
///
/// Layout: as in [Polygons], each level holds where its ranges end. `longitude` and `latitude` run beside `x` and `y`
/// from the first vertex on that is not exactly on the grid; before that they are empty.
final class PolygonsBuilder {
    private static final long HALF_TURN = 180L * Degrees.ONE;
    private static final int LEAST_POSITIONS = 4;

    private final List<String> ids = new ArrayList<>();
    private final Starts polygonStart = new Starts();
    private final Starts ringStart = new Starts();
    private final Starts vertexStart = new Starts();
    private int[] x = new int[1 << 10];
    private int[] y = new int[1 << 10];
    private double[] longitude = {};
    private double[] latitude = {};
    private int vertices;
    private boolean finer;

    /// The starts of one level: a first 0, then the end of each range.
    private static final class Starts {
        private int[] values = new int[64];
        private int count;

        void add(int end) {
            if (count + 1 == values.length) {
                values = Arrays.copyOf(values, values.length * 2);
            }
            values[++count] = end;
        }

        int last() {
            return values[count];
        }

        void addAll(Starts later) {
            int base = last();
            for (int i = 1; i <= later.count; i++) {
                add(base + later.values[i]);
            }
        }

        int[] toArray() {
            return Arrays.copyOf(values, count + 1);
        }
    }

    int featureCount() {
        return ids.size();
    }

    List<String> ids() {
        return ids;
    }

    /// Adds a vertex that is exactly on the grid.
    void vertex(int gridX, int gridY) {
        if (finer) {
            finerVertex(Degrees.fromGrid(gridX), Degrees.fromGrid(gridY));
            return;
        }
        growTo(vertices + 1L);
        x[vertices] = gridX;
        y[vertices++] = gridY;
    }

    /// Adds a vertex that the grid cannot give back; from here on all doubles are kept.
    void finerVertex(double degreesEast, double degreesNorth) {
        keepDoubles();
        growTo(vertices + 1L);
        longitude[vertices] = degreesEast;
        latitude[vertices] = degreesNorth;
        x[vertices] = Degrees.toGrid(degreesEast);
        y[vertices++] = Degrees.toGrid(degreesNorth);
    }

    /// Ends a ring whose last position repeats the first, and drops that last one.
    ///
    /// @return whether it jumps across the antimeridian: two neighbours are more than half the world apart. A whole
    /// turn is a straight edge between the two edges of the map, and no jump
    boolean endRing() throws Fault {
        int begin = vertexStart.last();
        int last = vertices - 1;
        if (isCollapsed()) {
            throw new Fault(
                    "shape.short-ring",
                    "a ring has " + (vertices - begin) + " positions; " + LEAST_POSITIONS
                            + " are the least, the last repeating the first",
                    "Repair the polygon where it is made, or take the feature out");
        }
        if (!same(begin, last)) {
            throw new Fault(
                    "shape.open-ring",
                    "a ring does not end where it began",
                    "Repair the polygon where it is made: the last position must repeat the first");
        }
        boolean jumps = false;
        for (int vertex = begin + 1; vertex <= last; vertex++) {
            long span = Math.abs((long) x[vertex] - x[vertex - 1]);
            jumps |= span > HALF_TURN && span != 2 * HALF_TURN;
        }
        vertices = last;
        vertexStart.add(vertices);
        return jumps;
    }

    /// {@return whether the ring under way has too few positions to enclose anything}
    boolean isCollapsed() {
        return vertices - vertexStart.last() < LEAST_POSITIONS;
    }

    /// Forgets the ring under way.
    void dropRing() {
        vertices = vertexStart.last();
    }

    void endPolygon() {
        if (vertexStart.count > ringStart.last()) {
            ringStart.add(vertexStart.count);
        }
    }

    /// Ends a feature with the polygons since the last one.
    void endFeature(String id) {
        ids.add(id);
        polygonStart.add(ringStart.count);
    }

    /// {@return whether the feature under way has a polygon so far}
    boolean hasPolygon() {
        return ringStart.count > polygonStart.last();
    }

    /// Forgets what came since the last feature.
    void takeBack() {
        ringStart.count = polygonStart.last();
        vertexStart.count = ringStart.last();
        vertices = vertexStart.last();
    }

    void addAll(PolygonsBuilder later) {
        if (later.finer) {
            keepDoubles();
        }
        growTo((long) vertices + later.vertices);
        System.arraycopy(later.x, 0, x, vertices, later.vertices);
        System.arraycopy(later.y, 0, y, vertices, later.vertices);
        if (finer) {
            later.copyDoubles(longitude, latitude, vertices);
        }
        vertices += later.vertices;
        ids.addAll(later.ids);
        polygonStart.addAll(later.polygonStart);
        ringStart.addAll(later.ringStart);
        vertexStart.addAll(later.vertexStart);
    }

    Polygons build() {
        Optional<Polygons.Source> source =
                finer ? Optional.of(new Polygons.Source(longitude, latitude)) : Optional.empty();
        return new Polygons(ids, polygonStart.toArray(), ringStart.toArray(), vertexStart.toArray(), x, y, source);
    }

    private boolean same(int one, int other) {
        return finer
                ? longitude[one] == longitude[other] && latitude[one] == latitude[other]
                : x[one] == x[other] && y[one] == y[other];
    }

    private void keepDoubles() {
        if (!finer) {
            longitude = new double[x.length];
            latitude = new double[x.length];
            copyDoubles(longitude, latitude, 0);
            finer = true;
        }
    }

    private void copyDoubles(double[] longitudes, double[] latitudes, int offset) {
        if (finer) {
            System.arraycopy(longitude, 0, longitudes, offset, vertices);
            System.arraycopy(latitude, 0, latitudes, offset, vertices);
            return;
        }
        for (int vertex = 0; vertex < vertices; vertex++) {
            longitudes[offset + vertex] = Degrees.fromGrid(x[vertex]);
            latitudes[offset + vertex] = Degrees.fromGrid(y[vertex]);
        }
    }

    private void growTo(long count) {
        if (count <= x.length) {
            return;
        }
        int size = (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(count, x.length * 3L / 2));
        x = Arrays.copyOf(x, size);
        y = Arrays.copyOf(y, size);
        if (finer) {
            longitude = Arrays.copyOf(longitude, size);
            latitude = Arrays.copyOf(latitude, size);
        }
    }
}
