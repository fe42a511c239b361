package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads polygons from GeoJSON (RFC 7946), newline-delimited GeoJSON (also with RFC 8142 separators), TopoJSON 1.0 or
/// GeoParquet 1.x.
///
/// Which of them it is, the content says, not its name. Findings name features by their number in the file, from 0, and
/// bytes by their offset in the unpacked content.
public final class PolygonReader {
    private PolygonReader() {}

    /// Reads all of `content`; what is odd about it goes to `findings`, under codes `shape.*` and `content.*`, the same
    /// ones in the same order for any number of threads.
    ///
    /// @param threads how many threads parse, at least 1; one more unpacks
    /// @throws io.github.backsight.finding.BadInputException if the file cannot be used; it carries the findings
    /// @throws IOException if the file cannot be read
    public static Features read(
            Content content, PolygonOptions options, int threads, Progress progress, Findings findings)
            throws IOException {
        if (isParquet(content, options, findings)) {
            return whole(GeoParquetFile.read(content, options, threads, progress, findings), findings);
        }
        var root = root(content, options, findings);
        Optional<TopologyArcs> arcs = root == Root.TOPOLOGY ? Optional.of(arcs(content, findings)) : Optional.empty();
        Batch batch;
        try (var stream = content.open(progress, findings)) {
            try {
                batch = switch (root) {
                    case COLLECTION -> FeatureFile.read(stream, false, options, threads, findings);
                    case SEQUENCE -> FeatureFile.read(stream, true, options, threads, findings);
                    case TOPOLOGY -> TopologyFile.read(stream, arcs.orElseThrow(), options, findings);
                };
            } catch (BadInputException fault) {
                // Damaged bytes look like anything; say that they are damaged, not what they look like.
                stream.verifyRest();
                throw new BadInputException(findings.list());
            }
        }
        return whole(batch, findings);
    }

    private static Features whole(Batch batch, Findings findings) throws BadInputException {
        batch.seeWhole(findings);
        judge(batch.features(), batch.dropped(), batch.polygons().ids(), findings);
        return batch.build();
    }

    /// {@return whether `content` is Parquet}
    ///
    /// @throws BadInputException if it should be and is not, or is and should not be
    static boolean isParquet(Content content, PolygonOptions options, Findings findings) throws IOException {
        return GeoParquetRows.is(content.beginning(ParquetFile.BEGINNING, findings), options, findings);
    }

    static boolean isParquet(byte[] start, PolygonOptions options, Findings findings) throws BadInputException {
        boolean parquet = ParquetFile.begins(start);
        if (parquet) {
            refuseOtherFormat(PolygonFormat.GEOPARQUET, options, findings);
        } else if (options.format().equals(Optional.of(PolygonFormat.GEOPARQUET))) {
            throw findings.fatal(
                    "shape.other-format",
                    "beginning",
                    "the content is not GEOPARQUET, as the configuration says: it does not begin with PAR1",
                    "Take 'format' out of the configuration, or put a file of that format");
        }
        return parquet;
    }

    /// {@return what `content` is}
    ///
    /// @throws BadInputException if it is not what `options` ask for
    static Root root(Content content, PolygonOptions options, Findings findings) throws IOException {
        var root = root(content, findings);
        refuseOtherFormat(root.format(), options, findings);
        return root;
    }

    static void refuseOtherFormat(PolygonFormat format, PolygonOptions options, Findings findings)
            throws BadInputException {
        if (options.format().isPresent() && options.format().get() != format) {
            throw findings.fatal(
                    "shape.other-format",
                    "beginning",
                    "the content is " + format + ", and the configuration says "
                            + options.format().get(),
                    "Take 'format' out of the configuration, or put a file of that format");
        }
    }

    private static Root root(Content content, Findings findings) throws IOException {
        try (InputStream stream = content.open(Progress.SILENT, findings)) {
            return Root.of(stream);
        } catch (Fault fault) {
            fault.see("beginning", findings);
            throw new BadInputException(findings.list());
        }
    }

    private static TopologyArcs arcs(Content content, Findings findings) throws IOException {
        try (var stream = content.open(Progress.SILENT, findings)) {
            try {
                return TopologyArcs.read(stream);
            } catch (Fault fault) {
                stream.verifyRest();
                fault.see("arcs", findings);
                throw new BadInputException(findings.list());
            }
        }
    }

    /// Sees what can be told of all features together only.
    ///
    /// @param features how many there were
    /// @param dropped how many of them were left out because a property was 0
    /// @param ids of the others, in the order of the file
    /// @throws BadInputException if they cannot be used; it carries the findings
    public static void judge(long features, long dropped, List<String> ids, Findings findings)
            throws BadInputException {
        if (features == 0 || features == dropped) {
            throw findings.fatal(
                    "shape.no-features",
                    "",
                    features == 0 ? "there is no feature" : "all features are left out",
                    "Put a file with polygons");
        }
        Ids.check(ids, number -> "kept feature " + number, "shape", findings);
        findings.throwIfFailed();
    }
}
