package io.github.backsight.spark;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Texts;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/// What the driver keeps of features: their ids and their boxes, in few arrays.
///
/// @param order by which such parts come in the order of features
/// @param sides of each feature the western, southern, eastern and northern one of its box
/// @param vertices of all of them
record Outlines(long order, Texts ids, int[] sides, long vertices) implements Serializable {
    /// More have no room in one array.
    private static final int MOST = Integer.MAX_VALUE / Box.SIDES - Box.SIDES;

    /// As many partitions are brought to the driver at once: Spark refuses what is more than
    /// `spark.driver.maxResultSize`.
    private static final int PARTITIONS_AT_ONCE = 16;

    /// @throws BadInputException if there are more than have room
    static void requireRoom(long features, Findings findings) throws BadInputException {
        if (features > MOST) {
            throw findings.fatal(
                    "shape.too-many-features-on-spark",
                    "",
                    "there are " + features + " features, and the driver can keep the boxes of " + MOST,
                    "Make several maps of them");
        }
    }

    static Outlines of(ParsedBlock block) {
        return of(block.order(), block.kept());
    }

    static Outlines of(long order, List<FeatureRecord> features) {
        var ids = new ArrayList<String>(features.size());
        int[] sides = new int[Box.SIDES * features.size()];
        long vertices = 0;
        for (var feature : features) {
            var shape = new Shape.Packed(feature.shape());
            Box.of(shape).putSides(sides, Box.SIDES * ids.size());
            ids.add(feature.id());
            vertices += shape.vertices;
        }
        return new Outlines(order, Texts.of(ids), sides, vertices);
    }

    /// {@return all of `parts`, brought to the driver and put in order}
    static Outlines of(JavaRDD<Outlines> parts) {
        List<Outlines> all = new ArrayList<>();
        for (int first = 0; first < parts.getNumPartitions(); first += PARTITIONS_AT_ONCE) {
            int end = Math.min(parts.getNumPartitions(), first + PARTITIONS_AT_ONCE);
            for (var partition :
                    parts.collectPartitions(IntStream.range(first, end).toArray())) {
                all.addAll(partition);
            }
        }
        all.sort(Comparator.comparingLong(Outlines::order));
        int[] sides = new int[all.stream().mapToInt(part -> part.sides.length).sum()];
        int filled = 0;
        for (var part : all) {
            System.arraycopy(part.sides, 0, sides, filled, part.sides.length);
            filled += part.sides.length;
        }
        return new Outlines(
                0,
                Texts.joined(all.stream().map(Outlines::ids).toList()),
                sides,
                all.stream().mapToLong(Outlines::vertices).sum());
    }

    /// {@return the box of each as its one polygon, nothing where it has none}
    Polygons boxes() {
        int[] polygonStart = new int[ids.size() + 1];
        for (int feature = 0; feature < ids.size(); feature++) {
            polygonStart[feature + 1] = polygonStart[feature] + (box(feature).isEmpty() ? 0 : 1);
        }
        int polygons = polygonStart[ids.size()];
        int[] x = new int[4 * polygons];
        int[] y = new int[4 * polygons];
        for (int feature = 0; feature < ids.size(); feature++) {
            if (!box(feature).isEmpty()) {
                box(feature).corners(x, y, 4 * polygonStart[feature]);
            }
        }
        return new Polygons(
                ids,
                polygonStart,
                IntStream.rangeClosed(0, polygons).toArray(),
                IntStream.rangeClosed(0, polygons).map(polygon -> 4 * polygon).toArray(),
                x,
                y,
                Optional.empty());
    }

    private Box box(int feature) {
        return Box.ofSides(sides, Box.SIDES * feature);
    }

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
        return "outlines of " + ids.size() + " features";
    }
}
