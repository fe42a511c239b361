package io.github.backsight.spark;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.shape.FeatureBlocks;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// What a task makes of a block of features.
///
/// @param order by which blocks come in the order of the file
/// @param broken whether reading stopped here, with a finding that says why
record ParsedBlock(
        long order, FeatureList kept, long features, long dropped, boolean broken, ArrayList<Finding> findings)
        implements Serializable {
    /// A block has fewer features than that.
    private static final int FEATURE_BITS = 20;

    /// What is read at once, a range or a row group, has fewer blocks than that, and a file fewer such parts than 2^20.
    private static final int BLOCK_BITS = 14;

    /// The bits of an order that are the same for all of a file.
    static final int FILE_BITS = 20 + BLOCK_BITS + FEATURE_BITS;

    /// {@return the number of the first block of a part of a file}
    static long firstOf(int part) {
        return (long) part << BLOCK_BITS;
    }

    static ParsedBlock of(long order, FeatureBlocks.Parsed parsed) {
        var polygons = parsed.polygons();
        var kept = new FeatureList();
        for (int feature = 0; feature < polygons.featureCount(); feature++) {
            kept.add(FeatureRecord.of(
                    (order << FEATURE_BITS) | feature, polygons.id(feature), Shape.of(polygons, feature)));
        }
        return new ParsedBlock(
                order, kept, parsed.features(), parsed.dropped(), parsed.broken(), new ArrayList<>(parsed.findings()));
    }

    static ParsedBlock broken(long order, ArrayList<Finding> faults) {
        return new ParsedBlock(order, new FeatureList(), 0, 0, true, faults);
    }

    /// @param opened the findings that were there before rows were read, and are not of this block
    static ParsedBlock broken(long order, BadInputException fault, List<Finding> opened) {
        return broken(
                order,
                new ArrayList<>(
                        fault.findings().subList(opened.size(), fault.findings().size())));
    }

    /// {@return the same without the features}
    ParsedBlock summary() {
        return new ParsedBlock(order, new FeatureList(), features, dropped, broken, findings);
    }
}
