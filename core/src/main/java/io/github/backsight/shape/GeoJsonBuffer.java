package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The hot loop of [GeoJsonWriter]: prints features and their vertices into one array, which grows. For one thread at a
/// time.
///
/// A coordinate on the grid of [Degrees] is an `int` of ten-millionths, so its shortest decimal needs no
/// floating-point printing: the whole degrees, and up to seven digits without the zeros at their end. `-0.0` and
/// coordinates finer than the grid are printed by [Double#toString], which gives the shortest decimal that reads
/// back the same.
final class GeoJsonBuffer {
    private static final int FIRST_SIZE = 1 << 20;

    /// `[`, two numbers, `,`, `]`, `,`: a double has at most 24 characters.
    private static final int MOST_BYTES_OF_A_VERTEX = 52;

    private static final int FRACTION_DIGITS = 7;

    private byte[] bytes = new byte[FIRST_SIZE];
    private int used;
    private int features;

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, used);
    }

    /// {@return how many features end in it}
    int features() {
        return features;
    }

    void endFeature() {
        features++;
    }

    /// Appends ASCII text.
    void text(String ascii) {
        int length = ascii.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[used + i] = (byte) ascii.charAt(i);
        }
        used += length;
    }

    void bytes(byte[] more) {
        ensure(more.length);
        System.arraycopy(more, 0, bytes, used, more.length);
        used += more.length;
    }

    /// Appends a ring as an array of positions, closed.
    void ring(Polygons polygons, int ring) {
        int from = polygons.vertexStart(ring);
        int to = polygons.vertexStart(ring + 1);
        sign('[');
        for (int vertex = from; vertex < to; vertex++) {
            vertex(polygons, vertex);
            sign(',');
        }
        vertex(polygons, from);
        sign(']');
    }

    private void vertex(Polygons polygons, int vertex) {
        ensure(MOST_BYTES_OF_A_VERTEX);
        bytes[used++] = '[';
        if (polygons.finerThanGrid()) {
            coordinate(polygons.x(vertex), polygons.longitude(vertex));
            bytes[used++] = ',';
            coordinate(polygons.y(vertex), polygons.latitude(vertex));
        } else {
            gridded(polygons.x(vertex));
            bytes[used++] = ',';
            gridded(polygons.y(vertex));
        }
        bytes[used++] = ']';
    }

    private void coordinate(int grid, double degrees) {
        if (Double.doubleToRawLongBits(Degrees.fromGrid(grid)) == Double.doubleToRawLongBits(degrees)) {
            gridded(grid);
        } else {
            var text = Double.toString(degrees).getBytes(StandardCharsets.US_ASCII);
            System.arraycopy(text, 0, bytes, used, text.length);
            used += text.length;
        }
    }

    private void gridded(int grid) {
        int rest = grid;
        if (rest < 0) {
            bytes[used++] = '-';
            rest = -rest;
        }
        int whole = rest / Degrees.ONE;
        int fraction = rest - whole * Degrees.ONE;
        if (whole >= 100) {
            bytes[used++] = (byte) ('0' + whole / 100);
        }
        if (whole >= 10) {
            bytes[used++] = (byte) ('0' + whole / 10 % 10);
        }
        bytes[used++] = (byte) ('0' + whole % 10);
        if (fraction != 0) {
            bytes[used] = '.';
            fraction(fraction);
        }
    }

    /// Prints `fraction` ten-millionths behind the point at `used`, without the zeros at the end.
    private void fraction(int fraction) {
        int place = used + 1;
        pair(fraction / 100_000, place);
        pair(fraction / 1_000 % 100, place + 2);
        pair(fraction / 10 % 100, place + 4);
        bytes[place + 6] = (byte) ('0' + fraction % 10);
        int end = place + FRACTION_DIGITS;
        while (bytes[end - 1] == '0') {
            end--;
        }
        used = end;
    }

    /// Prints two digits. No digit waits for the one before, as it would in a loop.
    private void pair(int value, int place) {
        bytes[place] = (byte) ('0' + value / 10);
        bytes[place + 1] = (byte) ('0' + value % 10);
    }

    private void sign(char ascii) {
        ensure(1);
        bytes[used++] = (byte) ascii;
    }

    private void ensure(int length) {
        if (length > bytes.length - used) {
            bytes = Arrays.copyOf(bytes, Math.max(used + length, bytes.length * 2));
        }
    }
}
