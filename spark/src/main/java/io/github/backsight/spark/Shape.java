package io.github.backsight.spark;

import io.github.backsight.geom.Degrees;
import io.github.backsight.shape.Polygons;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// The polygons of one feature as bytes, and of many features together.
///
/// Layout, all four bytes each unless said: the number of polygons; of each polygon the number of
/// rings; of each ring the number of vertices; 1 when doubles follow, else 0; the longitudes on
/// the grid of [Degrees], then the latitudes; then, eight bytes each, the longitudes and the
/// latitudes as the source has them.
final class Shape {
    private Shape() {}

    /// {@return the polygons of `feature`}
    static byte[] of(Polygons polygons, int feature) {
        return of(polygons, polygons.polygonStart(feature), polygons.polygonStart(feature + 1));
    }

    /// {@return the polygons `from` to `end` (exclusive)}
    static byte[] of(Polygons polygons, int from, int end) {
        int firstRing = polygons.ringStart(from);
        int endRing = polygons.ringStart(end);
        int first = polygons.vertexStart(firstRing);
        int last = polygons.vertexStart(endRing);
        boolean finer = isFiner(polygons, first, last);
        int numbers = 2 + end - from + endRing - firstRing + 2 * (last - first);
        var bytes = ByteBuffer.allocate(numbers * Integer.BYTES + (finer ? 2 * (last - first) * Double.BYTES : 0));
        bytes.putInt(end - from);
        for (int polygon = from; polygon < end; polygon++) {
            bytes.putInt(polygons.ringStart(polygon + 1) - polygons.ringStart(polygon));
        }
        for (int ring = firstRing; ring < endRing; ring++) {
            bytes.putInt(polygons.vertexStart(ring + 1) - polygons.vertexStart(ring));
        }
        bytes.putInt(finer ? 1 : 0);
        for (int v = first; v < last; v++) {
            bytes.putInt(polygons.x(v));
        }
        for (int v = first; v < last; v++) {
            bytes.putInt(polygons.y(v));
        }
        for (int v = first; finer && v < last; v++) {
            bytes.putDouble(polygons.longitude(v));
        }
        for (int v = first; finer && v < last; v++) {
            bytes.putDouble(polygons.latitude(v));
        }
        return bytes.array();
    }

    private static boolean isFiner(Polygons polygons, int first, int last) {
        boolean finer = false;
        for (int v = first; polygons.finerThanGrid() && v < last; v++) {
            finer |= isFiner(polygons.x(v), polygons.longitude(v)) || isFiner(polygons.y(v), polygons.latitude(v));
        }
        return finer;
    }

    /// The grid has no `-0.0`.
    private static boolean isFiner(int grid, double degrees) {
        return Double.doubleToRawLongBits(Degrees.fromGrid(grid)) != Double.doubleToRawLongBits(degrees);
    }

    /// {@return how many vertices a packed feature has}
    static int vertexCount(byte[] shape) {
        return new Packed(shape).vertices;
    }

    /// {@return the shapes of features together, without ids}
    ///
    /// @param places of the features in `list`, in the order that they are to have
    static Polygons together(FeatureList list, int[] places) {
        return together(Collections.nCopies(places.length, ""), at -> new Packed(list.shape(places[at])));
    }

    /// {@return packed features together, in the order given}
    ///
    /// @param ids one a feature
    static Polygons together(List<String> ids, List<byte[]> shapes) {
        return together(ids, at -> new Packed(shapes.get(at)));
    }

    /// @param shapes each asked for twice
    private static Polygons together(List<String> ids, IntFunction<Packed> shapes) {
        int polygons = 0;
        int rings = 0;
        long vertices = 0;
        boolean finer = false;
        for (int feature = 0; feature < ids.size(); feature++) {
            var shape = shapes.apply(feature);
            polygons += shape.polygons;
            rings += shape.rings;
            vertices += shape.vertices;
            finer |= shape.finer;
        }
        var joined = new Joined(ids.size(), polygons, rings, Math.toIntExact(vertices), finer);
        for (int feature = 0; feature < ids.size(); feature++) {
            joined.add(shapes.apply(feature));
        }
        return joined.polygons(ids);
    }

    /// Shapes that are put one after the other. For one thread.
    private static final class Joined {
        private final int[] polygonStart;
        private final int[] ringStart;
        private final int[] vertexStart;
        private final int[] x;
        private final int[] y;
        private final Optional<Polygons.Source> source;
        private int features;
        private int polygons;
        private int rings;
        private int vertices;

        Joined(int features, int polygons, int rings, int vertices, boolean finer) {
            polygonStart = new int[features + 1];
            ringStart = new int[polygons + 1];
            vertexStart = new int[rings + 1];
            x = new int[vertices];
            y = new int[vertices];
            source = finer
                    ? Optional.of(new Polygons.Source(new double[vertices], new double[vertices]))
                    : Optional.empty();
        }

        void add(Packed shape) {
            int ring = rings;
            for (int polygon = 0; polygon < shape.polygons; polygon++) {
                ring += shape.ringsOf(polygon);
                ringStart[++polygons] = ring;
            }
            int vertex = vertices;
            for (int r = 0; r < shape.rings; r++) {
                vertex += shape.verticesOf(r);
                vertexStart[++rings] = vertex;
            }
            for (int v = 0; v < shape.vertices; v++) {
                x[vertices + v] = shape.x(v);
                y[vertices + v] = shape.y(v);
                if (source.isPresent()) {
                    source.get().longitude()[vertices + v] = shape.longitude(v);
                    source.get().latitude()[vertices + v] = shape.latitude(v);
                }
            }
            vertices = vertex;
            polygonStart[++features] = polygons;
        }

        Polygons polygons(List<String> ids) {
            return new Polygons(ids, polygonStart, ringStart, vertexStart, x, y, source);
        }
    }

    /// One packed feature, read.
    static final class Packed {
        final int polygons;
        final int rings;
        final int vertices;
        private final ByteBuffer bytes;
        private final int xStart;
        private final boolean finer;

        Packed(byte[] shape) {
            this(ByteBuffer.wrap(shape));
        }

        /// @param shape from its first byte on, at place 0
        Packed(ByteBuffer shape) {
            bytes = shape;
            polygons = bytes.getInt();
            int ringCount = 0;
            for (int polygon = 0; polygon < polygons; polygon++) {
                ringCount += bytes.getInt();
            }
            rings = ringCount;
            int vertexCount = 0;
            for (int ring = 0; ring < rings; ring++) {
                vertexCount += bytes.getInt();
            }
            vertices = vertexCount;
            finer = bytes.getInt() == 1;
            xStart = bytes.position();
        }

        int ringsOf(int polygon) {
            return bytes.getInt((1 + polygon) * Integer.BYTES);
        }

        int verticesOf(int ring) {
            return bytes.getInt((1 + polygons + ring) * Integer.BYTES);
        }

        int x(int vertex) {
            return bytes.getInt(xStart + vertex * Integer.BYTES);
        }

        int y(int vertex) {
            return bytes.getInt(xStart + (vertices + vertex) * Integer.BYTES);
        }

        double longitude(int vertex) {
            return finer
                    ? bytes.getDouble(xStart + 2 * vertices * Integer.BYTES + vertex * Double.BYTES)
                    : Degrees.fromGrid(x(vertex));
        }

        double latitude(int vertex) {
            return finer
                    ? bytes.getDouble(xStart + 2 * vertices * Integer.BYTES + (vertices + vertex) * Double.BYTES)
                    : Degrees.fromGrid(y(vertex));
        }
    }
}
