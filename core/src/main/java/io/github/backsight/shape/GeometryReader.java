package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads GeoJSON geometries (RFC 7946 section 3.1) and bare positions into a [PolygonsBuilder]. For one thread.
final class GeometryReader {
    private static final long EAST_END = 180L * Degrees.ONE;
    private static final long NORTH_END = 90L * Degrees.ONE;

    private final PolygonsBuilder target;
    private final PlainCoordinates plain;
    private boolean ahead;
    private boolean heights;
    private boolean jumps;

    GeometryReader(PolygonsBuilder target) {
        this.target = target;
        this.plain = new PlainCoordinates(this, target);
    }

    /// Reads the coordinates of a feature before the feature, where they are plain. Then the feature is what
    /// [PlainCoordinates#rest] says, and its geometry takes what was read.
    ///
    /// @return whether they are; if not, the target may have some of them all the same
    boolean readAhead(byte[] source, int begin, int end) {
        ahead = plain.read(source, begin, end);
        return ahead;
    }

    PlainCoordinates plain() {
        return plain;
    }

    /// {@return whether coordinates were read ahead since the last call that no geometry has taken}
    boolean hasReadAhead() {
        boolean left = ahead;
        ahead = false;
        return left;
    }

    /// {@return whether a position since the last call had a height, which is dropped}
    boolean tookHeights() {
        boolean taken = heights;
        heights = false;
        return taken;
    }

    /// Remembers that a position has more than two numbers.
    void sawHeight() {
        heights = true;
    }

    /// {@return whether a ring since the last call jumped across the antimeridian}
    boolean tookJumps() {
        boolean taken = jumps;
        jumps = false;
        return taken;
    }

    /// Reads the geometry object that `parser` stands at.
    ///
    /// @param source the bytes that `parser` reads from byte `offset` up to byte `end`: a geometry whose type comes
    /// after its coordinates is read a second time
    void read(JsonParser parser, byte[] source, int offset, int end) throws Fault {
        String type = "";
        long deferred = -1;
        boolean done = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                type = parser.getString();
            } else if (name.equals("coordinates") && type.isEmpty()) {
                deferred = parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
            } else if (name.equals("coordinates")) {
                coordinates(type, parser);
                done = true;
            } else {
                parser.skipChildren();
            }
        }
        if (!done && deferred >= 0) {
            int begin = offset + (int) deferred;
            try (var again = Json.parser(source, begin, end - begin)) {
                again.nextToken();
                coordinates(type, again);
                done = true;
            }
        }
        if (!done) {
            throw isPolygonal(type) ? Fault.layout("the geometry has no coordinates") : otherType(type);
        }
    }

    static boolean isPolygonal(String type) {
        return type.equals("Polygon") || type.equals("MultiPolygon");
    }

    static Fault otherType(String type) {
        return type.isEmpty()
                ? Fault.layout("the geometry has no type")
                : new Fault(
                        "shape.geometry-type",
                        "the geometry is a " + type + "; only Polygon and MultiPolygon can be mapped",
                        "Take the feature out, or make polygons of it where the file is made");
    }

    private void coordinates(String type, JsonParser parser) throws Fault {
        if (!isPolygonal(type)) {
            throw otherType(type);
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() == JsonToken.VALUE_TRUE && ahead && plain.isType(type)) {
            ahead = false;
            return;
        }
        expectArray(parser.currentToken());
        if (type.equals("Polygon")) {
            polygon(parser);
            return;
        }
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            expectArray(token);
            polygon(parser);
        }
    }

    private void polygon(JsonParser parser) throws Fault {
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            expectArray(token);
            for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                expectArray(token);
                position(parser);
            }
            endRing();
        }
        target.endPolygon();
    }

    /// Ends the ring whose positions have been read.
    void endRing() throws Fault {
        jumps |= target.endRing();
    }

    /// Reads the position whose opening bracket `parser` stands at.
    void position(JsonParser parser) throws Fault {
        long x = number(parser);
        double longitude = x == Decimals.OFF_GRID ? parser.getDoubleValue() : 0;
        long y = number(parser);
        double latitude = y == Decimals.OFF_GRID ? parser.getDoubleValue() : 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            requireNumber(parser.currentToken());
            heights = true;
        }
        if (x != Decimals.OFF_GRID && y != Decimals.OFF_GRID) {
            requireOnEarth(x, y);
            target.vertex((int) x, (int) y);
            return;
        }
        double east = x == Decimals.OFF_GRID ? longitude : x / (double) Degrees.ONE;
        double north = y == Decimals.OFF_GRID ? latitude : y / (double) Degrees.ONE;
        vertex(east, north);
    }

    /// Adds a position in degrees to the ring under way.
    void vertex(double east, double north) throws Fault {
        if (!Double.isFinite(east) || !Double.isFinite(north)) {
            throw new Fault(
                    "shape.not-finite",
                    "a coordinate is not a finite number",
                    "Look for a failed projection or a division by zero where the file is made");
        }
        requireOnEarth(Math.round(east * Degrees.ONE), Math.round(north * Degrees.ONE));
        int x = Degrees.toGrid(east);
        int y = Degrees.toGrid(north);
        if (Degrees.fromGrid(x) == east && Degrees.fromGrid(y) == north) {
            target.vertex(x, y);
        } else {
            target.finerVertex(east, north);
        }
    }

    private static long number(JsonParser parser) throws Fault {
        requireNumber(parser.nextToken());
        return Decimals.toGrid(parser.getStringCharacters(), parser.getStringOffset(), parser.getStringLength());
    }

    private static void requireNumber(JsonToken token) throws Fault {
        if (token != JsonToken.VALUE_NUMBER_FLOAT && token != JsonToken.VALUE_NUMBER_INT) {
            throw new Fault(
                    "shape.coordinate",
                    "a position must be two numbers, longitude and latitude; here stands " + token.asString(),
                    "Export the polygons again as GeoJSON (RFC 7946)");
        }
    }

    private static void expectArray(JsonToken token) throws Fault {
        if (token != JsonToken.START_ARRAY) {
            throw Fault.layout("the coordinates are not nested as the geometry's type demands");
        }
    }

    private static void requireOnEarth(long x, long y) throws Fault {
        if (Math.abs(x) <= EAST_END && Math.abs(y) <= NORTH_END) {
            return;
        }
        var position = x / (double) Degrees.ONE + ", " + y / (double) Degrees.ONE;
        var where = "the position " + position + " is outside of longitude ±180, latitude ±90: ";
        if (Math.abs(x) <= NORTH_END && Math.abs(y) <= EAST_END) {
            throw offEarth(
                    where + "latitude and longitude seem to be swapped", "Write longitude first, latitude second");
        }
        if (Math.abs(x) <= 2 * EAST_END && Math.abs(y) <= NORTH_END) {
            throw offEarth(
                    where + "longitudes seem to count on beyond the antimeridian",
                    "Cut the polygons at the antimeridian, and write longitudes from -180 to 180 (RFC 7946, 3.1.9)");
        }
        throw offEarth(where + "it seems to be projected", "Export the polygons in WGS 84 degrees (EPSG:4326)");
    }

    private static Fault offEarth(String message, String action) {
        return new Fault("shape.off-earth", message, action);
    }
}
