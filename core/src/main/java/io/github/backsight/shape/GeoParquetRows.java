package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Nearest;
import io.github.backsight.finding.Severity;
import io.github.backsight.parquet.ColumnCells;
import io.github.backsight.parquet.ParquetColumn;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.parquet.ParquetSource;
import io.github.backsight.parquet.RowGroup;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The rows of a GeoParquet file by row groups, for those who read some of them elsewhere.
///
/// Each group is read alone, in blocks of rows. Threads may share the rows; one reads a group.
public final class GeoParquetRows implements AutoCloseable {
    /// Few, for a single row may have megabytes.
    private static final int BATCH = 256;

    private final ParquetFile file;
    private final Limits limits;
    private final PolygonOptions options;
    private final ParquetColumn geometry;
    private final List<ParquetColumn> properties;
    private final Findings findings;

    private GeoParquetRows(
            ParquetFile file,
            Limits limits,
            PolygonOptions options,
            ParquetColumn geometry,
            List<ParquetColumn> properties,
            Findings findings) {
        this.file = file;
        this.limits = limits;
        this.options = told(options, properties);
        this.geometry = geometry;
        this.properties = properties;
        this.findings = findings;
    }

    /// What is missing is told of the file as a whole, not of each feature.
    private static PolygonOptions told(PolygonOptions options, List<ParquetColumn> properties) {
        boolean dropping =
                properties.stream().anyMatch(column -> options.dropWhenZero().equals(Optional.of(column.name())));
        return new PolygonOptions(
                options.id(),
                options.object(),
                dropping ? options.dropWhenZero() : Optional.empty(),
                options.format(),
                options.properties());
    }

    /// Where parsed blocks go, in the order of the file.
    @FunctionalInterface
    public interface Taker {
        void take(FeatureBlocks.Parsed block) throws IOException;
    }

    /// Where blocks go, in the order of the file.
    @FunctionalInterface
    interface BlockTaker {
        void take(RowBlock block) throws IOException;
    }

    /// {@return whether what begins with these bytes is Parquet}
    ///
    /// @param start the first [ParquetFile#BEGINNING] bytes
    /// @throws BadInputException if it should be and is not, or is and should not be
    public static boolean is(byte[] start, PolygonOptions options, Findings findings) throws BadInputException {
        return PolygonReader.isParquet(start, options, findings);
    }

    /// Opens what `source` has; the caller closes both.
    ///
    /// @param threads how many decode, at least 1
    /// @param findings gets what is odd about the file as a whole, and why rows cannot be read
    /// @throws BadInputException if it cannot be used; it carries the findings
    public static GeoParquetRows open(
            ParquetSource source, Limits limits, PolygonOptions options, int threads, Findings findings)
            throws IOException {
        PolygonReader.refuseOtherFormat(PolygonFormat.GEOPARQUET, options, findings);
        return of(ParquetFile.open(source, limits, threads, findings), limits, options, findings);
    }

    static GeoParquetRows open(Content content, PolygonOptions options, int threads, Findings findings)
            throws IOException {
        return of(ParquetFile.open(content, threads, findings), content.limits(), options, findings);
    }

    private static GeoParquetRows of(ParquetFile file, Limits limits, PolygonOptions options, Findings findings)
            throws IOException {
        try {
            var geo = GeoMetadata.read(file.note("geo"), findings);
            var properties = properties(file, options, findings);
            return new GeoParquetRows(file, limits, options, geometry(file, geo, findings), properties, findings);
        } catch (BadInputException e) {
            file.close();
            throw e;
        }
    }

    private static ParquetColumn geometry(ParquetFile file, GeoMetadata geo, Findings findings)
            throws BadInputException {
        var column = find(
                file,
                one -> one.kind() == ParquetColumn.Kind.BYTES && one.name().equals(geo.column()));
        if (column.isEmpty()) {
            throw findings.fatal(
                    "shape.geo-metadata",
                    "columns",
                    "the column '" + geo.column() + "', which has the geometries as the metadata say, is not there, or"
                            + " its cells are no bytes",
                    "Write the file again as GeoParquet 1.1 (geopandas, GDAL and DuckDB do)");
        }
        return column.get();
    }

    private static Optional<ParquetColumn> find(ParquetFile file, Predicate<ParquetColumn> wanted) {
        return file.columns().stream().filter(wanted).findFirst();
    }

    /// The columns that are read beside the geometry.
    private static List<ParquetColumn> properties(ParquetFile file, PolygonOptions options, Findings findings)
            throws BadInputException {
        var plain = file.columns().stream().filter(ParquetColumn::isPlain).toList();
        var names = plain.stream().map(ParquetColumn::name).toList();
        if (options.id().isPresent() && !names.contains(options.id().get())) {
            throw findings.fatal(
                    "shape.no-id",
                    "columns",
                    "there is no column '" + options.id().get() + "' of texts or numbers"
                            + Nearest.hint(options.id().get(), names),
                    "Configure the column that holds the ids as the input's id, or put the file that has it");
        }
        if (options.dropWhenZero().isPresent()
                && !names.contains(options.dropWhenZero().get())) {
            findings.see(
                    "shape.no-drop-property",
                    Severity.WARN,
                    "columns",
                    "",
                    "the column '" + options.dropWhenZero().get() + "', which leaves out features where it is 0, is"
                            + " missing" + Nearest.hint(options.dropWhenZero().get(), names),
                    "Configure the right name as drop-when-zero");
        }
        if (options.properties() == PolygonOptions.Properties.READ) {
            return plain;
        }
        return plain.stream()
                .filter(column -> options.id().equals(Optional.of(column.name()))
                        || options.dropWhenZero().equals(Optional.of(column.name())))
                .toList();
    }

    /// {@return the groups that have rows, in the order of the file}
    public List<RowGroup> groups() {
        return file.groups().stream().filter(group -> group.rows() > 0).toList();
    }

    /// Reads and parses the rows of `group`.
    ///
    /// @throws BadInputException if they cannot be read from somewhere on; the blocks before are
    /// taken
    public void read(RowGroup group, Taker taker) throws IOException {
        blocks(group, block -> {
            var batch = parse(block);
            taker.take(new FeatureBlocks.Parsed(
                    batch.build().polygons(),
                    batch.features(),
                    batch.dropped(),
                    batch.broken(),
                    batch.findings().list()));
        });
    }

    Batch parse(RowBlock block) {
        return block.parse(options, findings.object());
    }

    /// Reads the rows of `group`.
    void blocks(RowGroup group, BlockTaker taker) throws IOException {
        var cursors = new ArrayList<ColumnCells>();
        try {
            for (var column : properties) {
                cursors.add(file.cells(column, group, BATCH));
            }
            cursors.add(file.cells(geometry, group, BATCH));
            long rows = 0;
            long bytes = 0;
            while (next(cursors, group)) {
                var block = block(group.firstRow() + rows, cursors);
                rows += block.geometries().size();
                bytes += bytes(block);
                limits.refuseBeyond(bytes, file.size(), place(group), findings);
                taker.take(block);
            }
            if (rows != group.rows()) {
                throw file.damaged("it has " + rows + " of the " + group.rows() + " rows that it says", place(group));
            }
        } finally {
            cursors.forEach(ColumnCells::close);
        }
    }

    private static String place(RowGroup group) {
        return "row group " + group.number();
    }

    private boolean next(List<ColumnCells> cursors, RowGroup group) throws IOException {
        boolean any = false;
        boolean all = true;
        for (var cells : cursors) {
            boolean more = cells.next();
            any |= more;
            all &= more;
        }
        int count = cursors.getFirst().count();
        if (any != all || cursors.stream().anyMatch(cells -> cells.count() != count)) {
            throw file.damaged("its columns have not equally many cells", place(group));
        }
        return all;
    }

    private RowBlock block(long firstFeature, List<ColumnCells> cursors) throws IOException {
        var texts = new ArrayList<List<String>>();
        for (int column = 0; column < properties.size(); column++) {
            texts.add(texts(cursors.get(column), firstFeature));
        }
        return new RowBlock(firstFeature, properties, texts, geometries(cursors.getLast()));
    }

    private static List<Optional<ByteBuffer>> geometries(ColumnCells cells) {
        var geometries = new ArrayList<Optional<ByteBuffer>>(cells.count());
        for (int cell = 0; cell < cells.count(); cell++) {
            geometries.add(cells.isBlank(cell) ? Optional.empty() : Optional.of(cells.bytes(cell)));
        }
        return geometries;
    }

    private List<String> texts(ColumnCells cells, long firstFeature) throws IOException {
        var list = new ArrayList<String>(cells.count());
        var text = new StringBuilder();
        for (int cell = 0; cell < cells.count(); cell++) {
            text.setLength(0);
            if (!cells.isBlank(cell)) {
                try {
                    cells.append(cell, text);
                } catch (CharacterCodingException e) {
                    throw findings.fatal(
                            "shape.not-utf8",
                            "feature " + (firstFeature + cell),
                            "the text is not UTF-8",
                            "Write the file again with texts in UTF-8");
                }
            }
            list.add(text.toString());
        }
        return list;
    }

    private static long bytes(RowBlock block) {
        long bytes = 0;
        for (var geometry : block.geometries()) {
            bytes += geometry.isPresent() ? geometry.get().remaining() : 0;
        }
        for (var column : block.texts()) {
            bytes += column.stream().mapToLong(String::length).sum();
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
