package io.github.backsight.shape;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.backsight.draft.Draft;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// Writes a layer as a zipped Shapefile: `.shp`, `.shx`, `.dbf`, `.prj`, `.cpg`, and `codebook.csv`, which gives
/// the long name of each short column name.
///
/// Everything is streamed into the zip block by block; its members are dated 1 January 1980: equal layers make equal
/// bytes.
public final class ShapefileWriter {
    /// Past 2 GiB readers take offsets for negative; GDAL refuses to write more, too.
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private static final String WGS_84 = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","
            + "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
            + "UNIT[\"Degree\",0.0174532925199433]]";

    private ShapefileWriter() {}

    /// Writes `layer` to `target`, a zip that takes its name only when whole; the files in it have its name's stem.
    ///
    /// @param threads how many format and compress; the bytes do not depend on it
    /// @return what the format could not hold as it is: texts cut, numbers rounded
    /// @throws BadInputException if the layer has more columns or bytes than a Shapefile can hold
    /// @throws IOException naming `target`, if it cannot be written
    public static List<Finding> write(Path target, Layer layer, int threads, Progress progress) throws IOException {
        return write(target, layer, List.of(layer.rows()), threads, progress);
    }

    /// Writes the same of a layer whose polygons come in parts; of these one is in memory at a
    /// time.
    ///
    /// @param layer of which the polygons do not count
    /// @param parts the polygons of all rows, in their order, at least one part; gone through
    /// twice, on this thread
    public static List<Finding> write(
            Path target, Layer layer, Iterable<RowPolygons> parts, int threads, Progress progress) throws IOException {
        var findings = new Findings(String.valueOf(target.getFileName()));
        refuseTooManyColumns(layer, findings);
        var names = ShapefileNames.of(layer.names());
        var shapes = new ShapefileShapes(layer.rowCount(), parts);
        var table = new ShapefileTable(layer, names, findings);
        refuseTooLarge("shapes", shapes.shapeBytes(), findings);
        refuseTooLarge("table", table.bytes(), findings);
        long bytes = shapes.shapeBytes() + table.bytes();
        var codebook = codebook(names, layer.names());
        try (var draft = Draft.of(target);
                var step = progress.start("writing " + target.getFileName(), bytes, Progress.Unit.BYTES)) {
            try (var stream = draft.stream(0)) {
                var zip = new BlockZip(stream, threads, step);
                var stem = findings.object().replaceFirst("\\.zip$", "");
                if (shapes.isWhole()) {
                    zip.member(stem + ".shp", shapes.blockCount(), shapes::block);
                } else {
                    zip.memberInTurn(stem + ".shp", shapes.blockCount(), shapes::block);
                }
                zip.member(stem + ".shx", 1, only -> shapes.index());
                zip.member(stem + ".dbf", table.blockCount(), table::block);
                zip.member(stem + ".prj", 1, only -> WGS_84.getBytes(StandardCharsets.US_ASCII));
                zip.member(stem + ".cpg", 1, only -> "UTF-8".getBytes(StandardCharsets.US_ASCII));
                zip.member("codebook.csv", 1, only -> codebook);
                zip.finish();
            }
            draft.publish();
        }
        return findings.list();
    }

    private static void refuseTooManyColumns(Layer layer, Findings findings) throws BadInputException {
        int columns = layer.columns().size();
        if (columns > ShapefileTable.MOST_COLUMNS) {
            throw findings.fatal(
                    "shapefile.too-many-columns",
                    "",
                    "the table has " + columns + " columns, a Shapefile holds " + ShapefileTable.MOST_COLUMNS,
                    "Take 'shapefile' out of map.outputs, or columns out of the table");
        }
    }

    private static void refuseTooLarge(String part, long bytes, Findings findings) throws BadInputException {
        if (bytes > MOST_BYTES) {
            throw findings.fatal(
                    "shapefile.too-large",
                    "",
                    "the " + part + " would take " + bytes + " bytes, a Shapefile holds " + MOST_BYTES,
                    "Take 'shapefile' out of map.outputs; GeoJSON has no such limit");
        }
    }

    private static byte[] codebook(List<String> shortNames, List<String> longNames) throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("short", "long");
            for (int i = 0; i < shortNames.size(); i++) {
                csv.writeRecord(shortNames.get(i), longNames.get(i));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
