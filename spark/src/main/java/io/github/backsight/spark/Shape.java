package io.github.backsight.spark;

import io.github.backsight.geom.Degrees;
import io.github.backsight.shape.Polygons;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

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

    /// {@return the features together, in the order given}
    static Polygons together(List<FeatureRecord> features) {
        return together(
                features.stream().map(FeatureRecord::id).toList(),
                features.stream().map(FeatureRecord::shape).toList());
    }

    /// {@return packed features together, in the order given}
    ///
    /// @param ids one a feature
    static Polygons together(List<String> ids, List<byte[]> shapes) {
        var packed = shapes.stream().map(Packed::new).toList();
        int polygons = packed.stream().mapToInt(shape -> shape.polygons).sum();
        int rings = packed.stream().mapToInt(shape -> shape.rings).sum();
        int vertices = Math.toIntExact(
                packed.stream().mapToLong(shape -> shape.vertices).sum());
        var joined = new Joined(
                new int[packed.size() + 1],
                new int[polygons + 1],
                new int[rings + 1],
                new int[vertices],
                new int[vertices]);
        int polygon = 0;
        int ring = 0;
        int vertex = 0;
        for (int f = 0; f < packed.size(); f++) {
            var shape = packed.get(f);
            shape.copyTo(joined, polygon, ring, vertex);
            polygon += shape.polygons;
            ring += shape.rings;
            vertex += shape.vertices;
            joined.polygonStart[f + 1] = polygon;
        }
        return new Polygons(
                ids,
                joined.polygonStart,
                joined.ringStart,
                joined.vertexStart,
                joined.x,
                joined.y,
                packed.stream().anyMatch(shape -> shape.finer)
                        ? Optional.of(source(packed, joined))
                        : Optional.empty());
    }

    private static Polygons.Source source(List<Packed> packed, Joined joined) {
        var longitude = new double[joined.x.length];
        var latitude = new double[joined.x.length];
        int vertex = 0;
        for (var shape : packed) {
            for (int v = 0; v < shape.vertices; v++) {
                longitude[vertex] = shape.longitude(v);
                latitude[vertex++] = shape.latitude(v);
            }
        }
        return new Polygons.Source(longitude, latitude);
    }

    private record Joined(int[] polygonStart, int[] ringStart, int[] vertexStart, int[] x, int[] y) {}

    /// One packed feature, read.
    static final class Packed {
        final int polygons;
        final int rings;
        final int vertices;
        private final ByteBuffer bytes;
        private final int xStart;
        private final boolean finer;

        Packed(byte[] shape) {
            bytes = ByteBuffer.wrap(shape);
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

        private void copyTo(Joined to, int firstPolygon, int firstRing, int firstVertex) {
            int ring = firstRing;
            for (int polygon = 0; polygon < polygons; polygon++) {
                ring += ringsOf(polygon);
                to.ringStart[firstPolygon + polygon + 1] = ring;
            }
            int vertex = firstVertex;
            for (int r = 0; r < rings; r++) {
                vertex += verticesOf(r);
                to.vertexStart[firstRing + r + 1] = vertex;
            }
            for (int v = 0; v < vertices; v++) {
                to.x[firstVertex + v] = x(v);
                to.y[firstVertex + v] = y(v);
            }
        }
    }
}
