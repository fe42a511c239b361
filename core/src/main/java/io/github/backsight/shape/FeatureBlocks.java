package io.github.backsight.shape;

import io.github.backsight.content.Content;
import io.github.backsight.content.ContentStream;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// GeoJSON in blocks of whole features, for those who parse them elsewhere: what [PolygonReader] does, in two steps.
///
/// One thread cuts; any number may parse. Where blocks end depends on the bytes of the content only.
public final class FeatureBlocks implements AutoCloseable {
    private final ContentStream stream;
    private final FeatureSplitter splitter;
    private final boolean sequence;
    private final PolygonOptions options;
    private final Findings findings;

    private FeatureBlocks(ContentStream stream, boolean sequence, PolygonOptions options, Findings findings) {
        this.stream = stream;
        this.splitter = new FeatureSplitter(stream, sequence);
        this.sequence = sequence;
        this.options = options;
        this.findings = findings;
    }

    /// What came of one block.
    ///
    /// @param polygons of the features that are kept, in their order
    /// @param features how many there were
    /// @param dropped how many of them were left out because a property was 0
    /// @param broken whether reading stopped here, with a finding that says why
    public record Parsed(Polygons polygons, long features, long dropped, boolean broken, List<Finding> findings) {
        public Parsed {
            findings = List.copyOf(findings);
        }
    }

    /// {@return the blocks of `content`; empty where it is TopoJSON, which has none}
    ///
    /// Plain GeoParquet is for [GeoParquetRows]; a packed one is refused.
    ///
    /// @throws BadInputException if it is nothing of the kind; it carries the findings
    public static Optional<FeatureBlocks> of(
            Content content, PolygonOptions options, Progress progress, Findings findings) throws IOException {
        if (PolygonReader.isParquet(content, options, findings)) {
            throw ParquetFile.packed(findings);
        }
        var root = PolygonReader.root(content, options, findings);
        return root == Root.TOPOLOGY
                ? Optional.empty()
                : Optional.of(
                        new FeatureBlocks(content.open(progress, findings), root == Root.SEQUENCE, options, findings));
    }

    /// {@return the next block, or empty at the end, where all around the features has been looked at}
    ///
    /// @throws BadInputException if the content cannot be used from here on; it carries the findings
    public Optional<Block> next() throws IOException {
        try {
            var block = splitter.next();
            if (block.isEmpty()) {
                requireRoot();
            }
            return block;
        } catch (Fault fault) {
            // Damaged bytes look like anything; say that they are damaged, not what they look like.
            stream.verifyRest();
            fault.see("byte " + splitter.bytes() + ", after " + splitter.features() + " features", findings);
            throw new BadInputException(findings.list());
        }
    }

    private void requireRoot() throws Fault, BadInputException {
        var whole = new Batch(options, findings.object());
        FeatureFile.requireRoot(splitter, sequence, whole);
        if (whole.broken()) {
            findings.addAll(whole.findings());
            throw new BadInputException(findings.list());
        }
    }

    /// {@return what the features of `block` are}
    ///
    /// @param object the file's name, for findings
    public static Parsed parse(Block block, PolygonOptions options, String object) {
        var batch = FeatureReader.read(block, options, object);
        return new Parsed(
                batch.build().polygons(),
                batch.features(),
                batch.dropped(),
                batch.broken(),
                batch.findings().list());
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
