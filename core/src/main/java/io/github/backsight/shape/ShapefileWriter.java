package io.github.backsight.shape;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.github.backsight.draft.Draft;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes a layer as a zipped Shapefile: `.shp`, `.shx`, `.dbf`, `.prj`, `.cpg`, and `codebook.csv`, which gives
/// the long name of each short column name.
///
/// Everything is streamed into the zip, whose entries are dated 1 January 1980: equal layers make equal bytes.
public final class ShapefileWriter {
    /// Past 2 GiB readers take offsets for negative; GDAL refuses to write more, too.
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
    private static final String WGS_84 = "GEOGCS[\"GCS_WGS_1984\",DATUM[\"D_WGS_1984\","
            + "SPHEROID[\"WGS_1984\",6378137.0,298.257223563]],PRIMEM[\"Greenwich\",0.0],"
            + "UNIT[\"Degree\",0.0174532925199433]]";

    private ShapefileWriter() {}

    /// Writes `layer` to `target`, a zip that takes its name only when whole; the files in it have its name's stem.
    ///
    /// @return what the format could not hold as it is: texts cut, numbers rounded
    /// @throws BadInputException if the layer has more columns or bytes than a Shapefile can hold
    /// @throws IOException naming `target`, if it cannot be written
    public static List<Finding> write(Path target, Layer layer, Progress progress) throws IOException {
        var findings = new Findings(String.valueOf(target.getFileName()));
        refuseTooManyColumns(layer, findings);
        var names = ShapefileNames.of(layer.names());
        var shapes = new ShapefileShapes(layer);
        var table = new ShapefileTable(layer, names, findings);
        refuseTooLarge("shapes", shapes.shapeBytes(), findings);
        refuseTooLarge("table", table.bytes(), findings);
        long bytes = shapes.shapeBytes() + table.bytes();
        try (var draft = Draft.of(target);
                var step = progress.start("writing " + target.getFileName(), bytes, Progress.Unit.BYTES)) {
            try (var zip = new ZipOutputStream(draft.stream(0))) {
                zip.setLevel(Deflater.BEST_SPEED);
                var stem = findings.object().replaceFirst("\\.zip$", "");
                entry(zip, stem + ".shp", out -> shapes.writeShapes(new Counting(out, step)));
                entry(zip, stem + ".shx", shapes::writeIndex);
                entry(zip, stem + ".dbf", out -> table.write(new Counting(out, step)));
                entry(zip, stem + ".prj", out -> out.write(WGS_84.getBytes(StandardCharsets.US_ASCII)));
                entry(zip, stem + ".cpg", out -> out.write("UTF-8".getBytes(StandardCharsets.US_ASCII)));
                entry(zip, "codebook.csv", out -> out.write(codebook(names, layer.names())));
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

    private static void entry(ZipOutputStream zip, String name, Content content) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(TIME);
        zip.putNextEntry(entry);
        content.write(zip);
        zip.closeEntry();
    }

    @FunctionalInterface
    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /// Tells the progress of what passes through.
    private static final class Counting extends OutputStream {
        private final OutputStream out;
        private final Progress.Step step;

        Counting(OutputStream out, Progress.Step step) {
            this.out = out;
            this.step = step;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            step.advance(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            step.advance(length);
        }
    }
}
