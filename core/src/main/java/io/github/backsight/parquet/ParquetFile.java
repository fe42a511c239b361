package io.github.backsight.parquet;

import dev.hardwood.HardwoodContext;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowGroupPredicate;
import dev.hardwood.schema.ColumnProjection;
import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/// A Parquet file (format version 1 and 2), open: its columns, its row groups, and cells.
///
/// What cannot be used ends in a [BadInputException] under a code `parquet.*`. Threads may share
/// the file, not its cells.
public final class ParquetFile implements AutoCloseable {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
    private static final int LEAST_BYTES = 12;
    private static final Set<CompressionCodec> CODECS = EnumSet.of(
            CompressionCodec.UNCOMPRESSED, CompressionCodec.SNAPPY, CompressionCodec.GZIP, CompressionCodec.ZSTD);

    /// The library tells people which decoder it found; kept here, or the setting is forgotten.
    private static final Logger LIBRARY = Logger.getLogger("dev.hardwood");

    static {
        LIBRARY.setLevel(Level.WARNING);
    }

    private final WatchedInput input;
    private final Limits limits;
    private final Findings findings;
    private final HardwoodContext context;
    private final ParquetFileReader reader;
    private final Optional<LocalSource> local;
    private final List<ParquetColumn> columns;
    private final List<RowGroup> groups;

    private ParquetFile(
            WatchedInput input,
            Limits limits,
            Findings findings,
            HardwoodContext context,
            ParquetFileReader reader,
            Optional<LocalSource> local) {
        this.input = input;
        this.limits = limits;
        this.findings = findings;
        this.context = context;
        this.reader = reader;
        this.local = local;
        this.columns = Schema.columns(reader.getFileSchema());
        this.groups = groups(reader);
    }

    /// How many bytes [#begins] looks at.
    public static final int BEGINNING = 8;

    /// {@return whether a file that begins with these bytes is Parquet}
    ///
    /// @param start the first [#BEGINNING] bytes, or all where there are fewer. Those behind the magic
    /// number are looked at, too, for a table may begin with a column `PAR1` or `PARENT`
    public static boolean begins(byte[] start) {
        return (startsWith(start, MAGIC) && (start.length == MAGIC.length || isBinary(start[MAGIC.length])))
                || (startsWith(start, ENCRYPTED)
                        && IntStream.range(ENCRYPTED.length, start.length).anyMatch(i -> start[i] == 0));
    }

    private static boolean isBinary(byte sign) {
        return sign >= 0 && sign < ' ' && sign != '\t' && sign != '\n' && sign != '\r';
    }

    /// {@return whether `content` is Parquet, packed or not}
    public static boolean is(Content content, Findings findings) throws IOException {
        return begins(content.beginning(BEGINNING, findings));
    }

    /// Opens `content`, which the caller closes.
    ///
    /// @param threads how many decode, at least 1
    public static ParquetFile open(Content content, int threads, Findings findings) throws IOException {
        if (content.isPacked()) {
            throw packed(findings);
        }
        var source = new LocalSource(content.file());
        try {
            return open(source, content.limits(), threads, findings, Optional.of(source));
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /// {@return the finding for a Parquet file that is inside a zip or gzip}
    public static BadInputException packed(Findings findings) {
        return findings.fatal(
                "parquet.packed",
                "",
                "the Parquet file is inside a zip or gzip, and its end must be read before its beginning",
                "Put the Parquet file itself: its columns are compressed already");
    }

    /// Opens what `source` has; the caller closes the file, and the source after it.
    public static ParquetFile open(ParquetSource source, Limits limits, int threads, Findings findings)
            throws IOException {
        return open(source, limits, threads, findings, Optional.empty());
    }

    private static ParquetFile open(
            ParquetSource source, Limits limits, int threads, Findings findings, Optional<LocalSource> local)
            throws IOException {
        requireMagic(source, findings);
        var input = new WatchedInput(source, findings.object());
        var context = HardwoodContext.create(threads);
        try {
            var reader = ParquetFileReader.open(input, context);
            var file = new ParquetFile(input, limits, findings, context, reader, local);
            file.requireUsable();
            return file;
        } catch (BadInputException e) {
            context.close();
            throw e;
        } catch (IOException | RuntimeException e) {
            context.close();
            throw explained(input, findings, e, "footer");
        }
    }

    private static void requireMagic(ParquetSource source, Findings findings) throws IOException {
        long size = source.size();
        byte[] first = bytes(source, 0, Math.min(size, MAGIC.length));
        byte[] last = bytes(source, Math.max(0, size - MAGIC.length), Math.min(size, MAGIC.length));
        if (startsWith(first, ENCRYPTED) || startsWith(last, ENCRYPTED)) {
            throw findings.fatal(
                    "parquet.encrypted",
                    "",
                    "the Parquet file is encrypted",
                    "Write it without encryption, and let the store encrypt it");
        }
        if (!startsWith(first, MAGIC)) {
            throw findings.fatal(
                    "parquet.not-parquet",
                    "beginning",
                    "the file is not Parquet: it does not begin with PAR1",
                    "Put the Parquet file, or configure the format that this one has");
        }
        if (size < LEAST_BYTES || !startsWith(last, MAGIC)) {
            throw findings.fatal(
                    "parquet.truncated",
                    "byte " + size,
                    "the Parquet file ends too early: PAR1 is missing at its end",
                    "The file is not whole: make or upload it again");
        }
    }

    private static byte[] bytes(ParquetSource source, long offset, long length) throws IOException {
        byte[] bytes = new byte[(int) length];
        source.read(offset, bytes.length).get(bytes);
        return bytes;
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    private void requireUsable() throws BadInputException {
        long unpacked = 0;
        for (var group : reader.getFileMetaData().rowGroups()) {
            if (group.columns().size() != reader.getFileSchema().getColumnCount()) {
                throw damaged("a row group has not all columns", "footer");
            }
            for (var chunk : group.columns()) {
                if (!CODECS.contains(chunk.metaData().codec())) {
                    throw findings.fatal(
                            "parquet.codec",
                            "column " + chunk.metaData().pathInSchema(),
                            "the column is compressed by " + chunk.metaData().codec() + "; only " + CODECS
                                    + " can be read",
                            "Write the file with ZSTD or SNAPPY");
                }
                unpacked = Math.addExact(unpacked, chunk.metaData().totalUncompressedSize());
            }
        }
        long rows = groups.stream().mapToLong(RowGroup::rows).sum();
        limits.refuseBeyond(
                Math.max(unpacked, Math.multiplyExact(rows, columns.size())), input.length(), "footer", findings);
        if (rows != reader.getFileMetaData().numRows() || groups.stream().anyMatch(group -> group.rows() < 0)) {
            throw damaged(
                    "its groups have " + rows + " rows, it says "
                            + reader.getFileMetaData().numRows(),
                    "footer");
        }
    }

    private static List<RowGroup> groups(ParquetFileReader reader) {
        var groups = new ArrayList<RowGroup>();
        long firstRow = 0;
        for (var group : reader.getFileMetaData().rowGroups()) {
            long begin = Long.MAX_VALUE;
            long end = 0;
            for (var chunk : group.columns()) {
                begin = Math.min(begin, chunk.chunkStartOffset());
                end = Math.max(end, chunk.chunkStartOffset() + chunk.metaData().totalCompressedSize());
            }
            groups.add(new RowGroup(groups.size(), firstRow, group.numRows(), begin, end));
            firstRow += group.numRows();
        }
        return groups;
    }

    /// {@return the columns at the top of the schema, in its order}
    public List<ParquetColumn> columns() {
        return List.copyOf(columns);
    }

    public List<RowGroup> groups() {
        return List.copyOf(groups);
    }

    public long rows() {
        return reader.getFileMetaData().numRows();
    }

    public long size() {
        return input.length();
    }

    /// {@return what the file's metadata say under `key`}
    public Optional<String> note(String key) {
        return Optional.ofNullable(reader.getFileMetaData().keyValueMetadata()).map(notes -> notes.get(key));
    }

    /// {@return the cells of a column that is not nested, in the rows of one group; the caller closes
    /// them}
    ///
    /// @param batch the most cells at once
    /// @throws BadInputException if the column cannot be read
    public ColumnCells cells(ParquetColumn column, RowGroup group, int batch) throws IOException {
        var place = "column " + column.name() + ", row group " + group.number();
        var held = new ArrayList<Long>();
        Runnable forget = () -> held.forEach(input::forget);
        try {
            if (isFoundByName(column)) {
                held.add(requirePages(column.number(), group, place));
                return new ColumnCells(this, column, byName(column, group, batch), forget);
            }
            for (int number = 0; number < reader.getFileSchema().getColumnCount(); number++) {
                held.add(requirePages(number, group, place));
            }
            var all = reader.buildColumnReaders(ColumnProjection.all())
                    .batchSize(batch)
                    .filter(RowGroupPredicate.byteRange(group.begin(), group.end()))
                    .build();
            return new ColumnCells(this, column, all.getColumnReader(column.number()), () -> {
                all.close();
                forget.run();
            });
        } catch (BadInputException e) {
            forget.run();
            throw e;
        } catch (IOException | RuntimeException e) {
            forget.run();
            throw explained(e, place);
        }
    }

    /// The library asks for columns by name, even where it is given a number, takes a point in a name
    /// for a way into a structure, and finds the first column that ends in the name. Where that is
    /// another one, it has to read all.
    private boolean isFoundByName(ParquetColumn column) {
        return column.name().indexOf('.') < 0
                && reader.getFileSchema().getColumns().stream()
                        .filter(one -> one.name().equals(column.name()))
                        .limit(1)
                        .allMatch(one -> one.columnIndex() == column.number());
    }

    private ColumnReader byName(ParquetColumn column, RowGroup group, int batch) {
        return reader.buildColumnReader(column.number())
                .batchSize(batch)
                .filter(RowGroupPredicate.byteRange(group.begin(), group.end()))
                .build();
    }

    /// {@return where the column's bytes begin, which are held}
    private long requirePages(int number, RowGroup group, String place) throws IOException {
        var chunk = reader.getFileMetaData()
                .rowGroups()
                .get(group.number())
                .columns()
                .get(number);
        long offset = chunk.chunkStartOffset();
        var walk =
                new PageWalk(input.hold(offset, Math.toIntExact(chunk.metaData().totalCompressedSize())));
        walk.walk();
        limits.refuseBeyond(walk.unpacked(), input.length(), place, findings);
        boolean flat = reader.getFileSchema().getColumn(number).maxRepetitionLevel() == 0;
        if (walk.values() != (flat ? group.rows() : chunk.metaData().numValues())) {
            throw damaged("its pages have " + walk.values() + " cells for " + group.rows() + " rows", place);
        }
        return offset;
    }

    /// {@return the finding for a file whose parts do not fit together}
    public BadInputException damaged(String reason, String place) {
        return damaged(findings, reason, place);
    }

    IOException explained(Exception fault, String place) {
        return explained(input, findings, fault, place);
    }

    private static IOException explained(WatchedInput input, Findings findings, Exception fault, String place) {
        return input.lost().isPresent() ? input.lost().get() : damaged(findings, reason(fault), place);
    }

    private static BadInputException damaged(Findings findings, String reason, String place) {
        return findings.fatal(
                "parquet.damaged",
                place,
                "the Parquet file is damaged (" + reason + ")",
                "The file was damaged on its way, or badly made: fetch, make or upload it again");
    }

    /// The last of the causes says most; its first line, for the others are for programmers.
    private static String reason(Throwable fault) {
        var cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        var message = Optional.ofNullable(cause.getMessage()).orElse("");
        return message.lines()
                .findFirst()
                .filter(line -> !line.isBlank())
                .orElse(cause.getClass().getSimpleName());
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } finally {
            context.close();
            if (local.isPresent()) {
                local.get().close();
            }
        }
    }
}
