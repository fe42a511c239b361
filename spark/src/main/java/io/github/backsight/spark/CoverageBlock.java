package io.github.backsight.spark;

import io.github.backsight.parallel.Workers;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.PartialWeighing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The features of one block, its own and those around, with their borders.
///
/// Only features travel; borders are found where they are needed, once, and kept as long as the
/// block is. Feature `f` here is the one with the `f`th lowest order. Threads may share it.
final class CoverageBlock implements Serializable {
    private static final long serialVersionUID = 1;

    private final int number;
    private final ArrayList<Placed> features;
    private transient @Nullable Borders borders;

    /// @param number of the block
    CoverageBlock(int number, Iterator<Placed> features) {
        this.number = number;
        this.features = new ArrayList<>();
        features.forEachRemaining(this.features::add);
        this.features.sort(Comparator.comparingLong(placed -> placed.feature().order()));
    }

    /// What is worked out of the features.
    ///
    /// @param blocksOfArc for each own arc those other blocks that have a feature along it
    record Borders(Coverage coverage, MercatorVertices vertices, PartialWeighing weighing, int[][] blocksOfArc) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return "Borders[" + coverage.vertexCount() + " vertices]";
        }
    }

    int featureCount() {
        return features.size();
    }

    FeatureRecord feature(int feature) {
        return features.get(feature).feature();
    }

    boolean isOwn(int feature) {
        return features.get(feature).isOwn();
    }

    synchronized Borders borders() {
        if (borders == null) {
            borders = found();
        }
        return borders;
    }

    private Borders found() {
        var coverage = Coverage.of(
                Shape.together(features.stream().map(Placed::feature).toList()));
        try (var alone = new Workers(1)) {
            var vertices = MercatorVertices.of(coverage, alone);
            var weighing = new PartialWeighing(coverage, vertices, this::isOwn);
            return new Borders(coverage, vertices, weighing, blocksOfArcs(coverage));
        }
    }

    private int[][] blocksOfArcs(Coverage coverage) {
        int[][] blocks = new int[coverage.arcCount()][];
        Arrays.fill(blocks, new int[0]);
        for (int feature = 0; feature < features.size(); feature++) {
            int[] others = Arrays.stream(features.get(feature).blocks())
                    .filter(block -> block != number)
                    .toArray();
            int first = coverage.ringStart(coverage.polygonStart(feature));
            int end = coverage.ringStart(coverage.polygonStart(feature + 1));
            for (int i = coverage.useStart(first); others.length > 0 && i < coverage.useStart(end); i++) {
                int use = coverage.use(i);
                int arc = use >= 0 ? use : ~use;
                blocks[arc] = blocks[arc].length == 0 ? others : joined(blocks[arc], others);
            }
        }
        return blocks;
    }

    private static int[] joined(int[] some, int[] others) {
        if (Arrays.equals(some, others)) {
            return some;
        }
        return IntStream.concat(Arrays.stream(some), Arrays.stream(others))
                .sorted()
                .distinct()
                .toArray();
    }
}
