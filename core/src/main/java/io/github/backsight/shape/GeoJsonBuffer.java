package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The hot loop of [GeoJsonWriter]: prints vertices into one array that is written out whenever it is nearly full.
///
/// A coordinate on the grid of [Degrees] is an `int` of ten-millionths, so its shortest decimal needs no
/// floating-point printing: the whole degrees, and up to seven digits without the zeros at their end. `-0.0` and
/// coordinates finer than the grid are printed by [Double#toString], which gives the shortest decimal that reads
/// back the same.
final class GeoJsonBuffer {
    private static final int SIZE = 1 << 16;

    /// `[`, two numbers, `,`, `]`, `,`: a double has at most 24 characters.
    private static final int MOST_BYTES_OF_A_VERTEX = 52;

    private static final int FRACTION_DIGITS = 7;

    private final OutputStream out;
    private final byte[] bytes = new byte[SIZE];
    private int used;

    GeoJsonBuffer(OutputStream out) {
        this.out = out;
    }

    /// Appends ASCII text.
    void text(String ascii) throws IOException {
        int length = ascii.length();
        ensure(length);
        for (int i = 0; i < length; i++) {
            bytes[used + i] = (byte) ascii.charAt(i);
        }
        used += length;
    }

    void bytes(byte[] more) throws IOException {
        if (more.length > SIZE) {
            flush();
            out.write(more);
            return;
        }
        ensure(more.length);
        System.arraycopy(more, 0, bytes, used, more.length);
        used += more.length;
    }

    /// Appends a ring as an array of positions, closed.
    void ring(Polygons polygons, int ring) throws IOException {
        int from = polygons.vertexStart(ring);
        int to = polygons.vertexStart(ring + 1);
        bytes[ensured(1)] = '[';
        for (int vertex = from; vertex < to; vertex++) {
            vertex(polygons, vertex);
            bytes[ensured(1)] = ',';
        }
        vertex(polygons, from);
        bytes[ensured(1)] = ']';
    }

    private void vertex(Polygons polygons, int vertex) throws IOException {
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

    /// Prints `fraction` ten-millionths behind the point at `used`, from the last digit to the first.
    private void fraction(int fraction) {
        int digits = FRACTION_DIGITS;
        int rest = fraction;
        while (rest % 10 == 0) {
            rest /= 10;
            digits--;
        }
        for (int place = used + digits; place > used; place--) {
            int shorter = rest / 10;
            bytes[place] = (byte) ('0' + rest - shorter * 10);
            rest = shorter;
        }
        used += digits + 1;
    }

    /// {@return the place of the next `length` bytes, which count as used}
    private int ensured(int length) throws IOException {
        ensure(length);
        used += length;
        return used - length;
    }

    private void ensure(int length) throws IOException {
        if (used + length > SIZE) {
            flush();
        }
    }

    void flush() throws IOException {
        out.write(bytes, 0, used);
        used = 0;
    }
}
