package io.github.backsight.shape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.stream.IntStream;

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
///
/// The header of the `.shp` has its length and its box, so the parts of a layer are gone through
/// twice. Unless the first of them is the whole layer, blocks are asked for by one thread, each
/// in its turn.
final class ShapefileShapes {
    private static final int HEADER_BYTES = 100;
    private static final int RECORD_HEADER_BYTES = 8;
    private static final int POINT_BYTES = 16;
    private static final int NULL_SHAPE = 0;
    private static final int POLYGON = 5;

    private final long[] recordStart;
    private final int[] blockStart;
    private final Box box = new Box();
    private final Iterator<RowPolygons> parts;
    private RowPolygons rows;

    /// @param parts the polygons of all rows, in their order, at least one part; gone through
    /// again as blocks are made
    ShapefileShapes(int rowCount, Iterable<RowPolygons> parts) {
        this.recordStart = new long[rowCount + 1];
        recordStart[0] = HEADER_BYTES;
        for (var part : parts) {
            measure(part);
        }
        this.blockStart = blocks(recordStart);
        this.parts = parts.iterator();
        this.rows = this.parts.next();
    }

    private void measure(RowPolygons part) {
        var polygons = part.polygons();
        for (int row = part.firstRow(); row < part.endRow(); row++) {
            recordStart[row + 1] = recordStart[row] + RECORD_HEADER_BYTES + contentBytes(part, row);
            int end = polygons.vertexStart(part.endRing(row));
            for (int vertex = polygons.vertexStart(part.firstRing(row)); vertex < end; vertex++) {
                box.include(polygons.longitude(vertex), polygons.latitude(vertex));
            }
        }
    }

    /// {@return the first row of each block, and the end}
    private static int[] blocks(long[] recordStart) {
        var starts = IntStream.builder().add(0);
        int rows = recordStart.length - 1;
        int first = 0;
        for (int row = 1; row < rows; row++) {
            if (recordStart[row] - recordStart[first] >= BlockZip.BLOCK_BYTES) {
                starts.add(row);
                first = row;
            }
        }
        return starts.add(rows).build().toArray();
    }

    /// {@return the size of the `.shp`}
    long shapeBytes() {
        return recordStart[rowCount()];
    }

    /// {@return whether several threads may ask for blocks, in any order}
    boolean isWhole() {
        return rows.endRow() == rowCount();
    }

    private int rowCount() {
        return recordStart.length - 1;
    }

    int blockCount() {
        return blockStart.length - 1;
    }

    /// {@return a part of the `.shp`: whole records, before the first of them the header}
    byte[] block(int number) {
        int firstRow = blockStart[number];
        int endRow = blockStart[number + 1];
        int headerBytes = number == 0 ? HEADER_BYTES : 0;
        var bytes = new byte[headerBytes + Math.toIntExact(recordStart[endRow] - recordStart[firstRow])];
        var out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (number == 0) {
            header(shapeBytes(), out);
        }
        for (int row = firstRow; row < endRow; row++) {
            bigEndian(row + 1, out);
            bigEndian(contentBytes(row) / 2, out);
            record(partOf(row), row, out);
        }
        return bytes;
    }

    private RowPolygons partOf(int row) {
        while (row >= rows.endRow()) {
            rows = parts.next();
        }
        return rows;
    }

    /// {@return the `.shx`}
    byte[] index() {
        var bytes = new byte[HEADER_BYTES + RECORD_HEADER_BYTES * rowCount()];
        var out = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header(bytes.length, out);
        for (int row = 0; row < rowCount(); row++) {
            bigEndian(recordStart[row] / 2, out);
            bigEndian(contentBytes(row) / 2, out);
        }
        return bytes;
    }

    private void header(long fileBytes, ByteBuffer out) {
        bigEndian(9994, out);
        out.position(out.position() + 5 * Integer.BYTES);
        bigEndian(fileBytes / 2, out);
        out.putInt(1000).putInt(POLYGON);
        box.write(out);
        out.position(out.position() + 4 * Double.BYTES);
    }

    private static void record(RowPolygons rows, int row, ByteBuffer out) {
        int firstRing = rows.firstRing(row);
        int endRing = rows.endRing(row);
        if (firstRing == endRing) {
            out.putInt(NULL_SHAPE);
            return;
        }
        var polygons = rows.polygons();
        out.putInt(POLYGON);
        int boxPlace = out.position();
        out.position(boxPlace + Box.BYTES);
        out.putInt(endRing - firstRing);
        out.putInt(points(polygons, firstRing, endRing));
        for (int ring = firstRing; ring < endRing; ring++) {
            out.putInt(points(polygons, firstRing, ring));
        }
        var box = new Box();
        int polygon = polygons.polygonStart(rows.feature(row));
        for (int ring = firstRing; ring < endRing; ring++) {
            while (ring >= polygons.ringStart(polygon + 1)) {
                polygon++;
            }
            ring(polygons, ring, ring == polygons.ringStart(polygon), box, out);
        }
        int end = out.position();
        box.write(out.position(boxPlace));
        out.position(end);
    }

    private static void ring(Polygons polygons, int ring, boolean shell, Box box, ByteBuffer out) {
        int from = polygons.vertexStart(ring);
        int to = polygons.vertexStart(ring + 1);
        int begin = out.position();
        double originX = polygons.longitude(from);
        double originY = polygons.latitude(from);
        double doubledArea = 0;
        double lastX = 0;
        double lastY = 0;
        for (int vertex = from; vertex < to; vertex++) {
            double longitude = polygons.longitude(vertex);
            double latitude = polygons.latitude(vertex);
            out.putDouble(longitude).putDouble(latitude);
            box.include(longitude, latitude);
            double x = longitude - originX;
            double y = latitude - originY;
            doubledArea += lastX * y - x * lastY;
            lastX = x;
            lastY = y;
        }
        out.putDouble(originX).putDouble(originY);
        boolean clockwise = doubledArea < 0;
        if (doubledArea != 0 && clockwise != shell) {
            reverse(out, begin);
        }
    }

    /// Turns around the points from `begin` on.
    private static void reverse(ByteBuffer out, int begin) {
        for (int low = begin, high = out.position() - POINT_BYTES;
                low < high;
                low += POINT_BYTES, high -= POINT_BYTES) {
            for (int place = 0; place < POINT_BYTES; place += Long.BYTES) {
                long first = out.getLong(low + place);
                out.putLong(low + place, out.getLong(high + place));
                out.putLong(high + place, first);
            }
        }
    }

    private long contentBytes(int row) {
        return recordStart[row + 1] - recordStart[row] - RECORD_HEADER_BYTES;
    }

    private static long contentBytes(RowPolygons rows, int row) {
        int firstRing = rows.firstRing(row);
        int endRing = rows.endRing(row);
        return firstRing == endRing
                ? Integer.BYTES
                : 44 + 4L * (endRing - firstRing) + (long) POINT_BYTES * points(rows.polygons(), firstRing, endRing);
    }

    /// {@return how many points the rings have, each closed}
    private static int points(Polygons polygons, int firstRing, int endRing) {
        return polygons.vertexStart(endRing) - polygons.vertexStart(firstRing) + (endRing - firstRing);
    }

    private static void bigEndian(long value, ByteBuffer out) {
        out.putInt(Integer.reverseBytes((int) value));
    }

    /// The smallest box around points, in degrees; all zero around nothing.
    private static final class Box {
        private static final int BYTES = 4 * Double.BYTES;

        private double west = Double.POSITIVE_INFINITY;
        private double south = Double.POSITIVE_INFINITY;
        private double east = Double.NEGATIVE_INFINITY;
        private double north = Double.NEGATIVE_INFINITY;

        void include(double longitude, double latitude) {
            west = longitude < west ? longitude : west;
            east = longitude > east ? longitude : east;
            south = latitude < south ? latitude : south;
            north = latitude > north ? latitude : north;
        }

        void write(ByteBuffer out) {
            boolean empty = west > east;
            out.putDouble(empty ? 0 : west);
            out.putDouble(empty ? 0 : south);
            out.putDouble(empty ? 0 : east);
            out.putDouble(empty ? 0 : north);
        }
    }
}
