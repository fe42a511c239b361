package io.github.backsight.shape;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The `.shp` and `.shx` of a layer (ESRI Shapefile Technical Description, July 1998), a record a row.
///
/// ```
/// header    0  file code 9994 (big-endian)      24  length of the file in 16-bit words (big-endian)
/// 100 bytes 28  version 1000                    32  shape type 5, polygon
///           36  west, south, east, north        68  Z and M ranges, 0
/// .shp      record number from 1, content length in words (both big-endian), then the content:
///           type 5, west, south, east, north, part count, point count, first point of each part, points
///           or type 0 alone, where the row has no polygon
/// .shx      offset and content length of each record, in words (big-endian)
/// ```
///
/// All numbers are little-endian where nothing else is said. Shells run clockwise and holes counter-clockwise, as
/// the description demands, so rings that wind otherwise are written backwards.
final class ShapefileShapes {
    private static final int HEADER_BYTES = 100;
    private static final int RECORD_HEADER_BYTES = 8;
    private static final int NULL_SHAPE = 0;
    private static final int POLYGON = 5;

    private final Layer layer;
    private final Polygons polygons;

    ShapefileShapes(Layer layer) {
        this.layer = layer;
        this.polygons = layer.polygons();
    }

    /// {@return the size of the `.shp`}
    long shapeBytes() {
        long bytes = HEADER_BYTES;
        for (int row = 0; row < layer.rowCount(); row++) {
            bytes += RECORD_HEADER_BYTES + contentBytes(row);
        }
        return bytes;
    }

    void writeShapes(OutputStream stream) throws IOException {
        var out = new Buffer(stream);
        header(shapeBytes(), out);
        for (int row = 0; row < layer.rowCount(); row++) {
            out.bigEndian(row + 1);
            out.bigEndian((int) (contentBytes(row) / 2));
            record(row, out);
        }
        out.flush();
    }

    void writeIndex(OutputStream stream) throws IOException {
        var out = new Buffer(stream);
        header(HEADER_BYTES + (long) RECORD_HEADER_BYTES * layer.rowCount(), out);
        long offset = HEADER_BYTES;
        for (int row = 0; row < layer.rowCount(); row++) {
            out.bigEndian((int) (offset / 2));
            out.bigEndian((int) (contentBytes(row) / 2));
            offset += RECORD_HEADER_BYTES + contentBytes(row);
        }
        out.flush();
    }

    private void header(long fileBytes, Buffer out) throws IOException {
        var box = new Box();
        for (int row = 0; row < layer.rowCount(); row++) {
            box.include(row);
        }
        out.bigEndian(9994);
        for (int unused = 0; unused < 5; unused++) {
            out.bigEndian(0);
        }
        out.bigEndian((int) (fileBytes / 2));
        out.littleEndian(1000);
        out.littleEndian(POLYGON);
        box.write(out);
        for (int range = 0; range < 4; range++) {
            out.littleEndian(0.0);
        }
    }

    private void record(int row, Buffer out) throws IOException {
        int firstRing = firstRing(row);
        int endRing = endRing(row);
        if (firstRing == endRing) {
            out.littleEndian(NULL_SHAPE);
            return;
        }
        out.littleEndian(POLYGON);
        var box = new Box();
        box.include(row);
        box.write(out);
        out.littleEndian(endRing - firstRing);
        out.littleEndian(points(firstRing, endRing));
        for (int ring = firstRing; ring < endRing; ring++) {
            out.littleEndian(points(firstRing, ring));
        }
        int polygon = polygons.polygonStart(layer.feature(row));
        for (int ring = firstRing; ring < endRing; ring++) {
            while (ring >= polygons.ringStart(polygon + 1)) {
                polygon++;
            }
            points(ring, ring == polygons.ringStart(polygon), out);
        }
    }

    private void points(int ring, boolean shell, Buffer out) throws IOException {
        int from = polygons.vertexStart(ring);
        int to = polygons.vertexStart(ring + 1);
        boolean backwards = shell ? doubledArea(from, to) > 0 : doubledArea(from, to) < 0;
        for (int i = 0; i <= to - from; i++) {
            int vertex = from + (backwards ? to - from - i : i);
            vertex = vertex == to ? from : vertex;
            out.littleEndian(polygons.longitude(vertex));
            out.littleEndian(polygons.latitude(vertex));
        }
    }

    /// {@return twice the signed area of an open ring, positive when it runs counter-clockwise}
    private double doubledArea(int from, int to) {
        double originX = polygons.longitude(from);
        double originY = polygons.latitude(from);
        double sum = 0;
        double lastX = 0;
        double lastY = 0;
        for (int vertex = from + 1; vertex < to; vertex++) {
            double x = polygons.longitude(vertex) - originX;
            double y = polygons.latitude(vertex) - originY;
            sum += lastX * y - x * lastY;
            lastX = x;
            lastY = y;
        }
        return sum;
    }

    private long contentBytes(int row) {
        int firstRing = firstRing(row);
        int endRing = endRing(row);
        return firstRing == endRing
                ? Integer.BYTES
                : 44 + 4L * (endRing - firstRing) + 16L * points(firstRing, endRing);
    }

    /// {@return how many points the rings have, each closed}
    private int points(int firstRing, int endRing) {
        return polygons.vertexStart(endRing) - polygons.vertexStart(firstRing) + (endRing - firstRing);
    }

    private int firstRing(int row) {
        int feature = layer.feature(row);
        return feature == Layer.NONE ? 0 : polygons.ringStart(polygons.polygonStart(feature));
    }

    private int endRing(int row) {
        int feature = layer.feature(row);
        return feature == Layer.NONE ? 0 : polygons.ringStart(polygons.polygonStart(feature + 1));
    }

    /// The smallest box around rows, in degrees; all zero around nothing.
    private final class Box {
        private double west = Double.POSITIVE_INFINITY;
        private double south = Double.POSITIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;

        void include(int row) {
            int end = polygons.vertexStart(endRing(row));
            for (int vertex = polygons.vertexStart(firstRing(row)); vertex < end; vertex++) {
                west = Math.min(west, polygons.longitude(vertex));
                south = Math.min(south, polygons.latitude(vertex));
                east = Math.max(east, polygons.longitude(vertex));
                north = Math.max(north, polygons.latitude(vertex));
            }
        }

        void write(Buffer out) throws IOException {
            boolean empty = west > east;
            out.littleEndian(empty ? 0 : west);
            out.littleEndian(empty ? 0 : south);
            out.littleEndian(empty ? 0 : east);
            out.littleEndian(empty ? 0 : north);
        }
    }

    /// Numbers on their way to a stream.
    private static final class Buffer {
        private final OutputStream stream;
        private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

        Buffer(OutputStream stream) {
            this.stream = stream;
        }

        void bigEndian(int value) throws IOException {
            littleEndian(Integer.reverseBytes(value));
        }

        void littleEndian(int value) throws IOException {
            ensure(Integer.BYTES);
            bytes.putInt(value);
        }

        void littleEndian(double value) throws IOException {
            ensure(Double.BYTES);
            bytes.putDouble(value);
        }

        private void ensure(int more) throws IOException {
            if (bytes.remaining() < more) {
                flush();
            }
        }

        void flush() throws IOException {
            stream.write(bytes.array(), 0, bytes.position());
            bytes.clear();
        }
    }
}
