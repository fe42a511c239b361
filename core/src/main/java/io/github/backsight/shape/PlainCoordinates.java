package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import java.nio.charset.StandardCharsets;

/// Reads the coordinates of a feature straight from its bytes where they are plain: only arrays, nested as a polygon's
/// or
/// as several polygons', of positions with two decimal numbers that the grid of [Degrees] gives back exactly.
///
/// Nearly all bytes of a polygon file are such numbers, and a general JSON parser spends most of its time on them. What
/// is not plain in any way is left to [GeometryReader], which also knows what to say of faults. So this class never
/// complains: it reads all or says that it did not. For one thread.
final class PlainCoordinates {
    private static final byte[] KEY = "\"coordinates\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final int NOT_PLAIN = -1;
    private static final int POLYGON = 3;
    private static final int POLYGONS = 4;
    private static final long OFF_GRID = Long.MIN_VALUE;
    private static final int MOST_WHOLE_DIGITS = 3;
    private static final int PLACES = 7;
    private static final long[] POWERS = {10_000_000, 1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
    private static final long EAST_END = 180L * Degrees.ONE;
    private static final long NORTH_END = 90L * Degrees.ONE;

    private final GeometryReader rings;
    private final PolygonsBuilder target;
    private byte[] bytes = {};
    private int end;
    private int at;
    private int levels;
    private byte[] rest = new byte[1 << 10];
    private int restLength;

    PlainCoordinates(GeometryReader rings, PolygonsBuilder target) {
        this.rings = rings;
        this.target = target;
    }

    /// Reads the coordinates of the feature in `source` from byte `begin` to byte `limit` into the target.
    ///
    /// @return whether they are plain; if not, the target may have some of them all the same
    boolean read(byte[] source, int begin, int limit) {
        bytes = source;
        end = limit;
        int first = afterKey(begin);
        if (first == NOT_PLAIN) {
            return false;
        }
        try {
            if (!polygons()) {
                return false;
            }
        } catch (Fault fault) {
            return false;
        }
        int behind = at;
        if (afterKey(behind) != NOT_PLAIN) {
            return false;
        }
        leaveOut(begin, first, behind);
        return true;
    }

    /// {@return whether the polygons that were read are those of a geometry of this type}
    boolean isType(String type) {
        return type.equals(levels == POLYGON ? "Polygon" : "MultiPolygon");
    }

    /// {@return the feature as JSON with `true` in place of its coordinates, up to [#restLength]}
    byte[] rest() {
        return rest;
    }

    int restLength() {
        return restLength;
    }

    private void leaveOut(int begin, int first, int behind) {
        restLength = first - begin + TRUE.length + end - behind;
        if (rest.length < restLength) {
            rest = new byte[Math.max(restLength, 2 * rest.length)];
        }
        System.arraycopy(bytes, begin, rest, 0, first - begin);
        System.arraycopy(TRUE, 0, rest, first - begin, TRUE.length);
        System.arraycopy(bytes, behind, rest, first - begin + TRUE.length, end - behind);
    }

    /// {@return where behind the next member name and its colon the value begins; or `NOT_PLAIN` without one}
    private int afterKey(int from) {
        for (int i = from; i <= end - KEY.length; i++) {
            if (bytes[i] == '"' && isKey(i)) {
                at = i + KEY.length;
                if (next() == ':') {
                    return at;
                }
            }
        }
        return NOT_PLAIN;
    }

    private boolean isKey(int from) {
        for (int i = 1; i < KEY.length; i++) {
            if (bytes[from + i] != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean polygons() throws Fault {
        levels = 0;
        while (next() == '[') {
            levels++;
        }
        at--;
        if (levels != POLYGON && levels != POLYGONS) {
            return false;
        }
        int closed = 0;
        while (closed < levels) {
            if (!position()) {
                return false;
            }
            closed = 1;
            int sign = next();
            for (; sign == ']' && closed < levels; sign = closed < levels ? next() : ',') {
                closed++;
                if (closed == 2) {
                    rings.endRing();
                } else if (closed == POLYGON) {
                    target.endPolygon();
                }
            }
            if (sign != ',' || (closed < levels && !opens(closed))) {
                return false;
            }
        }
        return true;
    }

    private boolean opens(int count) {
        for (int i = 0; i < count; i++) {
            if (next() != '[') {
                return false;
            }
        }
        return true;
    }

    private boolean position() {
        long x = number();
        if (x == OFF_GRID || next() != ',') {
            return false;
        }
        long y = number();
        if (y == OFF_GRID || next() != ']' || Math.abs(x) > EAST_END || Math.abs(y) > NORTH_END) {
            return false;
        }
        target.vertex((int) x, (int) y);
        return true;
    }

    /// {@return the number in ten-millionths; or `OFF_GRID` when it is anything else than a sign, digits and places}
    private long number() {
        boolean negative = next() == '-';
        if (!negative) {
            at--;
        }
        int begin = at;
        long value = digits(0, MOST_WHOLE_DIGITS);
        int whole = at - begin;
        if (whole == 0 || (whole > 1 && bytes[begin] == '0')) {
            return OFF_GRID;
        }
        int places = 0;
        if (at < end && bytes[at] == '.') {
            begin = ++at;
            value = digits(value, PLACES);
            places = at - begin;
            if (places == 0) {
                return OFF_GRID;
            }
        }
        value *= POWERS[places];
        return negative ? -value : value;
    }

    /// Reads at most `most` digits after those that `value` has; one more makes what follows not plain.
    private long digits(long value, int most) {
        long read = value;
        int limit = Math.min(end, at + most);
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            read = read * 10 + (bytes[at++] - '0');
        }
        return read;
    }

    /// {@return the next byte that is no white space, and steps over it; 0 at the end}
    private int next() {
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
        return at < end ? bytes[at++] : endReached();
    }

    private int endReached() {
        at++;
        return 0;
    }
}
