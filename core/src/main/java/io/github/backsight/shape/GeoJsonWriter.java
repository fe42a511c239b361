package io.github.backsight.shape;

import io.github.backsight.draft.Draft;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

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
    /// @throws IOException naming `target`, if it cannot be written; what had the name before still has it
    public static void write(Path target, Layer layer, Progress progress) throws IOException {
        try (var draft = Draft.of(target);
                var step = progress.start("writing " + target.getFileName(), layer.rowCount(), Progress.Unit.ITEMS)) {
            try (var stream = draft.stream(0)) {
                write(stream, layer, step);
            }
            draft.publish();
        }
    }

    static void write(OutputStream stream, Layer layer, Progress.Step step) throws IOException {
        var out = new GeoJsonBuffer(stream);
        var properties = new GeoJsonProperties(layer);
        out.text("{\"type\":\"FeatureCollection\",\"features\":[");
        for (int row = 0; row < layer.rowCount(); row++) {
            out.text(
                    row == 0
                            ? "\n{\"type\":\"Feature\",\"properties\":{"
                            : ",\n{\"type\":\"Feature\",\"properties\":{");
            properties.write(row, out);
            out.text("},\"geometry\":");
            geometry(layer.polygons(), layer.feature(row), out);
            out.text("}");
            step.advance(1);
        }
        out.text("\n]}\n");
        out.flush();
    }

    private static void geometry(Polygons polygons, int feature, GeoJsonBuffer out) throws IOException {
        int from = feature == Layer.NONE ? 0 : polygons.polygonStart(feature);
        int to = feature == Layer.NONE ? 0 : polygons.polygonStart(feature + 1);
        if (from == to) {
            out.text("null");
            return;
        }
        boolean several = to - from > 1;
        out.text(several ? "{\"type\":\"MultiPolygon\",\"coordinates\":[" : "{\"type\":\"Polygon\",\"coordinates\":");
        for (int polygon = from; polygon < to; polygon++) {
            out.text(polygon == from ? "[" : ",[");
            for (int ring = polygons.ringStart(polygon); ring < polygons.ringStart(polygon + 1); ring++) {
                out.text(ring == polygons.ringStart(polygon) ? "" : ",");
                out.ring(polygons, ring);
            }
            out.text("]");
        }
        out.text(several ? "]}" : "}");
    }
}
