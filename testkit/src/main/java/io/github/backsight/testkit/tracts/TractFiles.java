package io.github.backsight.testkit.tracts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a [TractCoverage] as the two files that a map is made of: GeoJSON, one feature a line, with the id under
/// `GEOID10`; and a CSV with the id under `GTF`, the score under `SCORE` and two more columns.
public final class TractFiles {
    private final OutputStream geoJson;
    private final OutputStream table;
    private final StringBuilder text = new StringBuilder(1 << 16);
    private long tracts;
    private long vertices;

    private TractFiles(OutputStream geoJson, OutputStream table) {
        this.geoJson = geoJson;
        this.table = table;
    }

    /// How much was written.
    public record Written(long tracts, long vertices) {}

    /// Writes both, tract by tract, whatever their number; existing files are overwritten.
    public static Written write(TractCoverage coverage, Path geoJson, Path table) throws IOException {
        try (var polygons = new BufferedOutputStream(Files.newOutputStream(geoJson), 1 << 16);
                var rows = new BufferedOutputStream(Files.newOutputStream(table), 1 << 16)) {
            var files = new TractFiles(polygons, rows);
            files.write(coverage);
            return new Written(files.tracts, files.vertices);
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    private void write(TractCoverage coverage) throws IOException {
        put(geoJson, "{\"type\":\"FeatureCollection\",\"features\":[\n");
        put(table, "GTF,NAME,SCORE,SCORED\n");
        coverage.forEach(this::write);
        put(geoJson, "\n]}\n");
    }

    private void write(Tract tract) {
        try {
            feature(tract);
            geoJson.write(text.toString().getBytes(StandardCharsets.US_ASCII));
            put(
                    table,
                    tract.id() + ",Tract " + tract.id().substring(2) + "," + tract.score() + ","
                            + (tract.score() > 0.5 ? "True" : "False") + "\n");
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        tracts++;
        vertices += tract.vertexCount();
    }

    private void feature(Tract tract) {
        text.setLength(0);
        text.append(tracts == 0 ? "" : ",\n")
                .append("{\"type\":\"Feature\",\"properties\":{\"GEOID10\":\"")
                .append(tract.id())
                .append("\"},\"geometry\":{\"type\":\"")
                .append(
                        tract.polygons().size() > 1
                                ? "MultiPolygon\",\"coordinates\":["
                                : "Polygon\",\"coordinates\":");
        var comma = "";
        for (var polygon : tract.polygons()) {
            text.append(comma).append('[');
            var between = "";
            for (var ring : polygon) {
                text.append(between);
                append(ring);
                between = ",";
            }
            text.append(']');
            comma = ",";
        }
        text.append(tract.polygons().size() > 1 ? "]}}" : "}}");
    }

    private void append(Tract.Ring ring) {
        text.append('[');
        for (int point = 0; point <= ring.size(); point++) {
            int place = point % ring.size();
            text.append(point == 0 ? "[" : ",[");
            degrees(ring.longitude(place));
            text.append(',');
            degrees(ring.latitude(place));
            text.append(']');
        }
        text.append(']');
    }

    private void degrees(int micro) {
        int whole = Math.abs(micro) / 1_000_000;
        int rest = Math.abs(micro) % 1_000_000;
        text.append(micro < 0 ? "-" : "").append(whole).append('.');
        for (int digit = 100_000; digit > 0; digit /= 10) {
            text.append((char) ('0' + rest / digit % 10));
        }
    }

    private static void put(OutputStream stream, String ascii) throws IOException {
        stream.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
