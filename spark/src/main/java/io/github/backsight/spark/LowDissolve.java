package io.github.backsight.spark;

import io.github.backsight.build.LowGroups;
import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.Dissolve;
import io.github.backsight.topology.Dissolved;
import io.github.backsight.topology.Fault;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/// Dissolves the groups of the low layer, each in one task.
///
/// What is dissolved depends on the features of its own group only ([Dissolve]); so the result is
/// that of the whole coverage. There are two exceptions, in which one task dissolves all groups
/// together: where features of different groups lie on the same side of one border, of which only
/// the first counts there; and where a feature lies inside another one of its group though their
/// borders share nothing, which is looked for at one place for all that hangs together.
///
/// @param features of the low layer
/// @param pieces what came of each group, in their order
record LowDissolve(JavaRDD<FeatureRecord> features, List<LowGroups.Pieces> pieces) {
    private static final int POLYGON_BITS = 32;

    LowDissolve {
        pieces = List.copyOf(pieces);
    }

    /// What a task made of a group.
    private record Made(int group, ArrayList<FeatureRecord> features, Numbers numbers) implements Serializable {}

    /// @param inside whether a feature lay inside another
    private record Numbers(int group, int polygons, double squareDegrees, int overlaid, boolean inside)
            implements Serializable {}

    /// @param blocks of the map's features, with the groups of their own
    /// @param together whether all groups have to be dissolved by one task
    static LowDissolve of(
            JavaRDD<CoverageBlock> blocks,
            LowGroups groups,
            List<byte[]> attributes,
            boolean together,
            int partitions) {
        var context = JavaSparkContext.fromSparkContext(blocks.context());
        var shared = context.broadcast(new ArrayList<>(attributes));
        boolean[] isBucket = new boolean[groups.count()];
        for (int group = 0; group < isBucket.length; group++) {
            isBucket[group] = groups.isBucket(group);
        }
        var walked = blocks.flatMap(LowDissolve::walked);
        if (!together) {
            var made = made(walked, isBucket, shared, partitions);
            var numbers = numbers(made);
            if (numbers.stream().noneMatch(Numbers::inside)) {
                return result(made, numbers, groups.count());
            }
        }
        var made = made(walked, isBucket, shared, 1);
        return result(made, numbers(made), groups.count());
    }

    private static List<Numbers> numbers(JavaRDD<Made> made) {
        return made.map(Made::numbers).collect();
    }

    private static LowDissolve result(JavaRDD<Made> made, List<Numbers> numbers, int count) {
        var pieces = new LowGroups.Pieces[count];
        Arrays.fill(pieces, new LowGroups.Pieces(0, 0, 0));
        for (var of : numbers) {
            pieces[of.group] = new LowGroups.Pieces(of.polygons, of.squareDegrees, of.overlaid);
        }
        return new LowDissolve(made.flatMap(group -> group.features.iterator()), List.of(pieces));
    }

    /// {@return the block's own features that are in a group, with the corners that the whole
    /// coverage has: where several features have almost the same corner, that of the first}
    private static Iterator<FeatureRecord> walked(CoverageBlock block) {
        var walk = new BorderWalk(block.borders().coverage());
        var features = new ArrayList<FeatureRecord>();
        for (int feature = 0; feature < block.featureCount(); feature++) {
            var record = block.feature(feature);
            if (block.isOwn(feature) && record.group() >= 0) {
                features.add(new FeatureRecord(
                        record.order(), record.id(), walk.shape(feature), FeatureRecord.NO_ATTRIBUTES, record.group()));
            }
        }
        return features.iterator();
    }

    private static JavaRDD<Made> made(
            JavaRDD<FeatureRecord> features,
            boolean[] isBucket,
            Broadcast<ArrayList<byte[]>> attributes,
            int partitions) {
        boolean together = partitions == 1;
        return features.mapToPair(feature -> new Tuple2<>(feature.group(), feature))
                .partitionBy(new HashPartitioner(partitions))
                .values()
                .mapPartitions(all -> {
                    var byGroup = new TreeMap<Integer, List<FeatureRecord>>();
                    all.forEachRemaining(
                            each -> byGroup.computeIfAbsent(together ? 0 : each.group(), unused -> new ArrayList<>())
                                    .add(each));
                    return byGroup.values().stream()
                            .flatMap(group -> dissolved(group, isBucket, attributes.value()).stream())
                            .iterator();
                })
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static List<Made> dissolved(List<FeatureRecord> features, boolean[] isBucket, List<byte[]> attributes) {
        features.sort(Comparator.comparingLong(FeatureRecord::order));
        int[] groups = features.stream()
                .mapToInt(FeatureRecord::group)
                .distinct()
                .sorted()
                .toArray();
        int[] groupOf = features.stream()
                .mapToInt(feature -> Arrays.binarySearch(groups, feature.group()))
                .toArray();
        var dissolved = Dissolve.by(Coverage.of(Shape.together(features)), groupOf, groups.length);
        var made = new ArrayList<Made>();
        int polygon = 0;
        for (int group = 0; group < groups.length; group++) {
            int first = polygon;
            while (polygon < dissolved.polygons().featureCount() && dissolved.group(polygon) == group) {
                polygon++;
            }
            // Of all groups that one task dissolves the report tells only together: it counts with the first.
            int overlaid = group == 0 ? dissolved.report().overlaid() : 0;
            made.add(made(dissolved, first, polygon, groups[group], isBucket[groups[group]], attributes, overlaid));
        }
        return made;
    }

    private static Made made(
            Dissolved dissolved,
            int from,
            int end,
            int group,
            boolean isBucket,
            List<byte[]> attributes,
            int overlaid) {
        var polygons = dissolved.polygons();
        var features = new ArrayList<FeatureRecord>();
        for (int polygon = from; isBucket && polygon < end; polygon++) {
            features.add(feature(polygons, polygon, polygon + 1, group, polygon - from, attributes));
        }
        if (!isBucket && from < end) {
            features.add(feature(polygons, from, end, group, 0, attributes));
        }
        double area = 0;
        for (int polygon = from; polygon < end; polygon++) {
            area += LowGroups.squareDegrees(polygons, polygon);
        }
        var numbers = new Numbers(
                group, end - from, area, overlaid, dissolved.report().reasons().containsKey(Fault.Kind.INSIDE));
        return new Made(group, features, numbers);
    }

    private static FeatureRecord feature(
            Polygons polygons, int from, int end, int group, int place, List<byte[]> attributes) {
        return new FeatureRecord(
                ((long) group << POLYGON_BITS) | place,
                group + "." + place,
                Shape.of(polygons, from, end),
                attributes.get(group),
                -1);
    }
}
