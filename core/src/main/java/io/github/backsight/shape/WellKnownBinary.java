package io.github.backsight.shape;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Reads polygons from well-known binary (OGC 06-103r4 section 8; ISO/IEC 13249-3) as they are read
/// from GeoJSON. Ordinates beyond the second are left out. For one thread.
///
/// A geometry is a byte that tells the order of all others, a type, and what the type demands:
/// counts of 4 bytes, positions of doubles. The types of ISO add 1000 for Z, 2000 for M; those of
/// PostGIS ("extended") set the bits 31, 30, and 29 for a number of the reference system that
/// follows.
final class WellKnownBinary {
    private static final int POLYGON = 3;
    private static final int MULTI_POLYGON = 6;
    private static final int HEIGHT = 1 << 31;
    private static final int MEASURE = 1 << 30;
    private static final int REFERENCE_SYSTEM = 1 << 29;
    private static final int LEAST_GEOMETRY = 9;

    private final GeometryReader rings;
    private final PolygonsBuilder target;
    private ByteBuffer bytes = ByteBuffer.allocate(0);

    WellKnownBinary(GeometryReader rings, PolygonsBuilder target) {
        this.rings = rings;
        this.target = target;
    }

    /// Reads all of `geometry` into the target.
    void read(ByteBuffer geometry) throws Fault {
        bytes = geometry.slice();
        var type = type();
        switch (type.code) {
            case POLYGON -> polygon(type);
            case MULTI_POLYGON -> {
                int polygons = count(LEAST_GEOMETRY);
                for (int i = 0; i < polygons; i++) {
                    var part = type();
                    if (part.code != POLYGON) {
                        throw broken("a part of a MultiPolygon is a " + name(part.code));
                    }
                    polygon(part);
                }
            }
            default -> throw GeometryReader.otherType(name(type.code));
        }
        if (bytes.hasRemaining()) {
            throw broken(bytes.remaining() + " bytes follow after its end");
        }
    }

    /// @param ordinates how many numbers a position has
    private record Type(int code, int ordinates) {}

    private Type type() throws Fault {
        require(1 + Integer.BYTES);
        byte order = bytes.get();
        if (order != 0 && order != 1) {
            throw broken("its order of bytes is " + (order & 0xff) + " where 0 or 1 is expected");
        }
        bytes.order(order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int type = bytes.getInt();
        int ordinates = 2 + ((type & HEIGHT) == 0 ? 0 : 1) + ((type & MEASURE) == 0 ? 0 : 1);
        if ((type & REFERENCE_SYSTEM) != 0) {
            require(Integer.BYTES);
            bytes.getInt();
        }
        int code = type & ~(HEIGHT | MEASURE | REFERENCE_SYSTEM);
        switch (code / 1000) {
            case 1, 2 -> ordinates++;
            case 3 -> ordinates += 2;
            default -> {}
        }
        return new Type(code / 1000 <= 3 ? code % 1000 : code, ordinates);
    }

    private void polygon(Type type) throws Fault {
        int ringCount = count(Integer.BYTES);
        for (int ring = 0; ring < ringCount; ring++) {
            int positions = count(type.ordinates * Double.BYTES);
            for (int i = 0; i < positions; i++) {
                position(type.ordinates);
            }
            rings.endRing();
        }
        target.endPolygon();
    }

    private void position(int ordinates) throws Fault {
        double east = bytes.getDouble();
        double north = bytes.getDouble();
        if (ordinates > 2) {
            bytes.position(bytes.position() + (ordinates - 2) * Double.BYTES);
            rings.sawHeight();
        }
        rings.vertex(east, north);
    }

    /// Reads how many things follow, each of at least `size` bytes.
    private int count(int size) throws Fault {
        require(Integer.BYTES);
        long count = Integer.toUnsignedLong(bytes.getInt());
        if (count * size > bytes.remaining()) {
            throw tooShort();
        }
        return (int) count;
    }

    private void require(int size) throws Fault {
        if (bytes.remaining() < size) {
            throw tooShort();
        }
    }

    private static Fault tooShort() {
        return broken("it ends too early");
    }

    private static Fault broken(String reason) {
        return new Fault(
                "shape.wkb",
                "the geometry is no well-known binary: " + reason,
                "Write the file again; the geometry column must be encoded as WKB");
    }

    private static String name(int code) {
        return switch (code) {
            case 1 -> "Point";
            case 2 -> "LineString";
            case POLYGON -> "Polygon";
            case 4 -> "MultiPoint";
            case 5 -> "MultiLineString";
            case MULTI_POLYGON -> "MultiPolygon";
            case 7 -> "GeometryCollection";
            case 8 -> "CircularString";
            case 9 -> "CompoundCurve";
            case 10 -> "CurvePolygon";
            case 11 -> "MultiCurve";
            case 12 -> "MultiSurface";
            case 15 -> "PolyhedralSurface";
            case 16 -> "TIN";
            case 17 -> "Triangle";
            default -> "geometry of type " + Integer.toUnsignedString(code);
        };
    }
}
