package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.draft.Draft;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// The list by which the viewer finds a place: of each row with a polygon its id, its box in degrees, and
/// its names.
///
/// Cells are parted by tabs, lines by line feeds; tabs and line breaks within cells become blanks. The
/// first line names the columns: `id`, `west`, `south`, `east`, `north`, then those with names, the
/// smallest place first.
final class SearchedPlaces {
    /// Text columns that are taken where none is named: more are codes and notes.
    private static final int MOST_UNNAMED = 3;

    private static final int BUFFER_BYTES = 1 << 16;

    private SearchedPlaces() {}

    /// {@return the columns with names: those of the settings that are there, or else the first text columns
    /// in which words repeat, those with the most different ones first}
    static List<Column> columns(Configuration configuration, Layer high) {
        var wanted = configuration.viewer().search();
        if (!wanted.isEmpty()) {
            return wanted.stream()
                    .flatMap(name -> high.columns().stream()
                            .filter(column -> column.name().equals(name)))
                    .toList();
        }
        var id = configuration.mainTable().id();
        return high.columns().stream()
                .filter(column ->
                        column.kind() == Column.Kind.TEXT && !column.name().equals(id))
                .filter(column -> column.distinctCount() > 1)
                .limit(MOST_UNNAMED)
                .sorted((one, other) -> Integer.compare(other.distinctCount(), one.distinctCount()))
                .toList();
    }

    /// Writes the list at its place below `folder`.
    static Outputs write(Configuration configuration, Layer high, Path folder, Places places) throws IOException {
        var names = columns(configuration, high);
        try (var draft = Draft.of(folder.resolve(places.searched()))) {
            try (var out = new BufferedWriter(new OutputStreamWriter(
                    new SmallestGzip(Files.newOutputStream(draft.file())), StandardCharsets.UTF_8))) {
                lines(out, configuration.mainTable().id(), high, names);
            }
            draft.publish();
        }
        return new Outputs(List.of(places.searched()), List.of(), Map.of(), Map.of(), List.of());
    }

    private static final class SmallestGzip extends GZIPOutputStream {
        SmallestGzip(OutputStream to) throws IOException {
            super(to, BUFFER_BYTES);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static void lines(Writer out, String idColumn, Layer high, List<Column> names) throws IOException {
        out.write("id\twest\tsouth\teast\tnorth");
        for (var column : names) {
            out.write("\t" + plain(column.name()));
        }
        out.write('\n');
        var ids = high.columns().stream()
                .filter(column -> column.name().equals(idColumn))
                .findFirst()
                .orElseThrow();
        for (int row = 0; row < high.rowCount(); row++) {
            if (high.feature(row) != Layer.NONE) {
                line(out, ids, names, high, row);
            }
        }
    }

    private static void line(Writer out, Column ids, List<Column> names, Layer high, int row) throws IOException {
        var polygons = high.polygons();
        int feature = high.feature(row);
        int from = polygons.vertexStart(polygons.ringStart(polygons.polygonStart(feature)));
        int end = polygons.vertexStart(polygons.ringStart(polygons.polygonStart(feature + 1)));
        if (from == end) {
            return;
        }
        out.write(plain(ids.text(ids.code(row))));
        for (double side : box(polygons, from, end)) {
            out.write(String.format(Locale.ROOT, "\t%.4f", side));
        }
        for (var column : names) {
            out.write("\t" + (column.isBlank(row) ? "" : plain(column.text(column.code(row)))));
        }
        out.write('\n');
    }

    private static double[] box(Polygons polygons, int from, int end) {
        double[] box = {180, 90, -180, -90};
        for (int vertex = from; vertex < end; vertex++) {
            box[0] = Math.min(box[0], polygons.longitude(vertex));
            box[1] = Math.min(box[1], polygons.latitude(vertex));
            box[2] = Math.max(box[2], polygons.longitude(vertex));
            box[3] = Math.max(box[3], polygons.latitude(vertex));
        }
        return box;
    }

    private static String plain(String cell) {
        return cell.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    }
}
