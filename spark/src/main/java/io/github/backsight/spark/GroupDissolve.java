package io.github.backsight.spark;

import io.github.backsight.build.LowGroups;
import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.Dissolve;
import io.github.backsight.topology.Dissolved;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/// Dissolves groups of features, each in one task: those of the low layer, and [Areas].
///
/// What comes of a group depends on its own features only ([Dissolve]), so it is the same as when
/// the whole coverage is dissolved. With one exception: where features of different groups lie on
/// the same side of one border, only the first of them counts there. Such groups are dissolved
/// together.
///
/// @param features of the low layer
/// @param pieces what came of each group, in their order
record GroupDissolve(JavaRDD<FeatureRecord> features, List<LowGroups.Pieces> pieces) {
    private static final int POLYGON_BITS = 32;

    GroupDissolve {
        pieces = List.copyOf(pieces);
    }

    /// What a task made of a group.
    record Made(int group, FeatureList features, Numbers numbers) implements Serializable {}

    record Numbers(int group, int polygons, double squareDegrees, int overlaid) implements Serializable {}

    /// What tasks need to know of all groups.
    ///
    /// @param task of each group: groups of the same one are dissolved together
    private record Plan(int[] task, boolean[] isBucket, ArrayList<byte[]> attributes) implements Serializable {
        static Plan of(IntPredicate isBucket, List<byte[]> attributes, List<BorderFault> faults) {
            int[] task = IntStream.range(0, attributes.size()).toArray();
            faults.stream().filter(BorderFault::mixesGroups).forEach(fault -> join(task, fault));
            boolean[] buckets = new boolean[task.length];
            for (int group = 0; group < buckets.length; group++) {
                buckets[group] = isBucket.test(group);
            }
            return new Plan(task, buckets, new ArrayList<>(attributes));
        }

        private static void join(int[] task, BorderFault fault) {
            if (fault.group() >= 0 && fault.otherGroup() >= 0) {
                int from = task[fault.group()];
                int to = task[fault.otherGroup()];
                for (int group = 0; group < task.length; group++) {
                    task[group] = task[group] == from ? to : task[group];
                }
            }
        }
    }

    /// {@return the groups, dissolved}
    ///
    /// @param blocks of the map's features, with the groups of their own
    /// @param isBucket whether each single polygon of a group is a feature, not all of them one
    /// @param attributes of the features of each group
    /// @param faults of their borders
    /// @param partitions at least 1
    static JavaRDD<Made> made(
            JavaRDD<CoverageBlock> blocks,
            IntPredicate isBucket,
            List<byte[]> attributes,
            List<BorderFault> faults,
            int partitions) {
        var plan = JavaSparkContext.fromSparkContext(blocks.context()).broadcast(Plan.of(isBucket, attributes, faults));
        return made(blocks.flatMap(GroupDissolve::walked), plan, partitions);
    }

    /// @param made by [#made]
    /// @param groupCount of the low layer
    static GroupDissolve of(JavaRDD<Made> made, int groupCount) {
        var pieces = new LowGroups.Pieces[groupCount];
        Arrays.fill(pieces, new LowGroups.Pieces(0, 0, 0));
        made.map(Made::numbers)
                .collect()
                .forEach(of -> pieces[of.group] = new LowGroups.Pieces(of.polygons, of.squareDegrees, of.overlaid));
        return new GroupDissolve(made.flatMap(group -> group.features.iterator()), List.of(pieces));
    }

    /// {@return the group that `feature` has come of}
    static int group(FeatureRecord feature) {
        return (int) (feature.order() >>> POLYGON_BITS);
    }

    /// {@return the polygons of each feature}
    ///
    /// @param firstRow of the features of each group
    JavaRDD<RowShapes.RowShape> shapes(int[] firstRow) {
        return features.map(feature -> {
            int place = (int) feature.order();
            return new RowShapes.RowShape(firstRow[group(feature)] + place, feature.shape());
        });
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
                        record.order(),
                        record.id(),
                        walk.shape(feature),
                        FeatureRecord.NO_ATTRIBUTES,
                        FeatureRecord.NONE,
                        record.group()));
            }
        }
        return features.iterator();
    }

    private static JavaRDD<Made> made(JavaRDD<FeatureRecord> features, Broadcast<Plan> plan, int partitions) {
        return features.mapToPair(feature -> new Tuple2<>(plan.value().task[feature.group()], feature))
                .partitionBy(new HashPartitioner(partitions))
                .mapPartitions(all -> {
                    var byTask = new TreeMap<Integer, FeatureList>();
                    all.forEachRemaining(each -> byTask.computeIfAbsent(each._1(), unused -> new FeatureList())
                            .add(each._2()));
                    return byTask.values().stream()
                            .flatMap(together -> dissolved(together, plan.value()).stream())
                            .iterator();
                });
    }

    private static List<Made> dissolved(FeatureList features, Plan plan) {
        int[] places = features.byOrder();
        int[] groups =
                Arrays.stream(places).map(features::group).distinct().sorted().toArray();
        int[] groupOf = Arrays.stream(places)
                .map(place -> Arrays.binarySearch(groups, features.group(place)))
                .toArray();
        var dissolved = Dissolve.by(Coverage.of(Shape.together(features, places)), groupOf, groups.length);
        var made = new ArrayList<Made>();
        int polygon = 0;
        for (int group = 0; group < groups.length; group++) {
            int first = polygon;
            while (polygon < dissolved.polygons().featureCount() && dissolved.group(polygon) == group) {
                polygon++;
            }
            // Of all groups that one task dissolves the report tells only together: it counts with the first.
            int overlaid = group == 0 ? dissolved.report().overlaid() : 0;
            made.add(made(dissolved, first, polygon, groups[group], plan, overlaid));
        }
        return made;
    }

    private static Made made(Dissolved dissolved, int from, int end, int group, Plan plan, int overlaid) {
        var polygons = dissolved.polygons();
        var features = new FeatureList();
        boolean isBucket = plan.isBucket[group];
        var attributes = plan.attributes;
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
        var numbers = new Numbers(group, end - from, area, overlaid);
        return new Made(group, features, numbers);
    }

    private static FeatureRecord feature(
            Polygons polygons, int from, int end, int group, int place, List<byte[]> attributes) {
        return new FeatureRecord(
                ((long) group << POLYGON_BITS) | place,
                group + "." + place,
                Shape.of(polygons, from, end),
                attributes.get(group),
                FeatureRecord.NONE,
                FeatureRecord.NONE);
    }
}
