package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads polygons from GeoJSON (RFC 7946), newline-delimited GeoJSON (also with RFC 8142 separators) or TopoJSON 1.0.
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
        batch.seeWhole(findings);
        judge(batch.features(), batch.dropped(), batch.polygons().ids(), findings);
        return batch.build();
    }

    /// {@return what `content` is}
    ///
    /// @throws BadInputException if it is not what `options` ask for
    static Root root(Content content, PolygonOptions options, Findings findings) throws IOException {
        var root = root(content, findings);
        refuseOtherFormat(root, options, findings);
        return root;
    }

    static void refuseOtherFormat(Root root, PolygonOptions options, Findings findings) throws BadInputException {
        if (options.format().isPresent() && options.format().get() != root.format()) {
            throw findings.fatal(
                    "shape.other-format",
                    "beginning",
                    "the content is " + root.format() + ", and the configuration says "
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
