package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Ids;
import java.io.IOException;
import java.io.InputStream;
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
        var root = root(content, findings);
        refuseOtherFormat(root, options, findings);
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
        return judged(batch, findings);
    }

    private static void refuseOtherFormat(Root root, PolygonOptions options, Findings findings)
            throws BadInputException {
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

    private static Features judged(Batch batch, Findings findings) throws BadInputException {
        if (batch.features() == 0 || batch.features() == batch.dropped()) {
            throw findings.fatal(
                    "shape.no-features",
                    "",
                    batch.features() == 0 ? "there is no feature" : "all features are left out",
                    "Put a file with polygons");
        }
        batch.seeWhole(findings);
        Ids.check(batch.polygons().ids(), number -> "kept feature " + number, "shape", findings);
        findings.throwIfFailed();
        return batch.build();
    }
}
