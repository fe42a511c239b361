package io.github.backsight.shape;

import io.github.backsight.draft.Draft;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes a layer as a GeoJSON feature collection (RFC 7946): one feature a line, a row of the table each, in its
/// order.
///
/// Properties are the row's cells: `true` or `false`, numbers in the source's own digits, text; `null` where blank.
/// One polygon makes a `Polygon`, several a `MultiPolygon`, none a `null` geometry; rings are closed, their
/// vertices in the source's order and winding (readers must not reject either, RFC 7946 section 3.1.6). Each
/// coordinate is the shortest decimal that reads back as the source's double. There is no `crs` member: RFC 7946
/// has longitude and latitude only.
public final class GeoJsonWriter {
    private GeoJsonWriter() {}

    /// Writes `layer` to `target`, which takes its name only when whole.
    ///
    /// @param threads how many print; the bytes do not depend on it
    /// @throws IOException naming `target`, if it cannot be written; what had the name before still has it
    public static void write(Path target, Layer layer, int threads, Progress progress) throws IOException {
        write(target, layer, List.of(layer.rows()), threads, progress);
    }

    /// Writes the same of a layer whose polygons come in parts; of these one is in memory at a
    /// time.
    ///
    /// @param layer of which the polygons do not count
    /// @param parts the polygons of all rows, in their order; gone through once, on this thread
    public static void write(Path target, Layer layer, Iterable<RowPolygons> parts, int threads, Progress progress)
            throws IOException {
        try (var draft = Draft.of(target);
                var step = progress.start("writing " + target.getFileName(), layer.rowCount(), Progress.Unit.ITEMS)) {
            try (var stream = draft.stream(0)) {
                write(stream, layer, parts, threads, step);
            }
            draft.publish();
        }
    }

    static void write(OutputStream stream, Layer layer, Iterable<RowPolygons> parts, int threads, Progress.Step step)
            throws IOException {
        var properties = new GeoJsonProperties(layer);
        stream.write("{\"type\":\"FeatureCollection\",\"features\":[".getBytes(StandardCharsets.US_ASCII));
        for (var rows : parts) {
            var pieces = LayerPiece.of(rows);
            InOrder.each(pieces.size(), threads, number -> print(rows, properties, pieces.get(number)), printed -> {
                printed.writeTo(stream);
                step.advance(printed.features());
            });
        }
        stream.write("\n]}\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static GeoJsonBuffer print(RowPolygons rows, GeoJsonProperties properties, LayerPiece piece) {
        var out = new GeoJsonBuffer();
        for (int row = piece.firstRow(); row <= piece.lastRow(); row++) {
            int from = piece.from(rows, row);
            int to = piece.to(rows, row);
            if (from == rows.firstRing(row)) {
                begin(rows, row, properties, out);
            }
            rings(rows, row, from, to, out);
            if (to == rows.endRing(row)) {
                end(rows, row, out);
            }
        }
        return out;
    }

    private static void begin(RowPolygons rows, int row, GeoJsonProperties properties, GeoJsonBuffer out) {
        out.text(row == 0 ? "\n" : ",\n");
        out.text("{\"type\":\"Feature\",\"properties\":{");
        properties.write(row, out);
        out.text("},\"geometry\":");
        out.text(
                switch (rows.polygonCount(row)) {
                    case 0 -> "null";
                    case 1 -> "{\"type\":\"Polygon\",\"coordinates\":";
                    default -> "{\"type\":\"MultiPolygon\",\"coordinates\":[";
                });
    }

    private static void rings(RowPolygons rows, int row, int from, int to, GeoJsonBuffer out) {
        if (from == to) {
            return;
        }
        var polygons = rows.polygons();
        int polygon = polygons.polygonStart(rows.feature(row));
        for (int ring = from; ring < to; ring++) {
            while (ring >= polygons.ringStart(polygon + 1)) {
                polygon++;
            }
            boolean shell = ring == polygons.ringStart(polygon);
            out.text(ring == rows.firstRing(row) ? "[" : shell ? "],[" : ",");
            out.ring(polygons, ring);
        }
    }

    private static void end(RowPolygons rows, int row, GeoJsonBuffer out) {
        out.text(
                switch (rows.polygonCount(row)) {
                    case 0 -> "}";
                    case 1 -> "]}}";
                    default -> "]]}}";
                });
        out.endFeature();
    }
}
