package io.github.backsight.spark;

import io.github.backsight.parallel.Workers;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.PartialWeighing;
import java.io.Serializable;
import java.lang.ref.SoftReference;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The features of one block, its own and those around, with their borders.
///
/// Only features travel; borders are found where they are needed, and kept as long as the block is
/// and there is memory for them: else they are found again. Feature `f` here is the one with the
/// `f`th lowest order. Threads may share it.
final class CoverageBlock implements Serializable {
    private static final long serialVersionUID = 1;

    private final int number;
    private final FeatureList features = new FeatureList();

    /// Where in `features` each feature is; so are the others in the order of that list.
    private final int[] places;

    private final BitSet own = new BitSet();

    /// The blocks that need a feature: a set that many have is here once.
    private final ArrayList<int[]> blockSets = new ArrayList<>();

    private final int[] blockSet;

    private transient @Nullable SoftReference<Borders> borders;

    /// @param number of the block
    CoverageBlock(int number, Iterator<Placed> placed) {
        this.number = number;
        var sets = IntStream.builder();
        Map<IntBuffer, Integer> known = new HashMap<>();
        placed.forEachRemaining(each -> {
            own.set(features.size(), each.isOwn());
            features.add(each.feature());
            sets.add(known.computeIfAbsent(IntBuffer.wrap(each.blocks()), unused -> {
                blockSets.add(each.blocks());
                return known.size();
            }));
        });
        blockSet = sets.build().toArray();
        places = features.byOrder();
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
        return places.length;
    }

    FeatureRecord feature(int feature) {
        return features.get(places[feature]);
    }

    long order(int feature) {
        return features.order(places[feature]);
    }

    byte[] attributes(int feature) {
        return features.attributes(places[feature]);
    }

    boolean isOwn(int feature) {
        return own.get(places[feature]);
    }

    synchronized Borders borders() {
        var known = borders == null ? null : borders.get();
        if (known != null) {
            return known;
        }
        var found = found();
        borders = new SoftReference<>(found);
        return found;
    }

    private Borders found() {
        var coverage = Coverage.of(Shape.together(features, places));
        try (var alone = new Workers(1)) {
            var vertices = MercatorVertices.of(coverage, alone);
            var weighing = new PartialWeighing(coverage, vertices, this::isOwn);
            return new Borders(coverage, vertices, weighing, blocksOfArcs(coverage));
        }
    }

    private int[][] blocksOfArcs(Coverage coverage) {
        var otherSets = blockSets.stream().map(this::withoutThis).toList();
        int[][] blocks = new int[coverage.arcCount()][];
        Arrays.fill(blocks, new int[0]);
        for (int feature = 0; feature < places.length; feature++) {
            int[] others = otherSets.get(blockSet[places[feature]]);
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

    private int[] withoutThis(int[] blocks) {
        return Arrays.stream(blocks).filter(block -> block != number).toArray();
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
