package io.github.backsight.spark;

import io.github.backsight.build.Aggregation;
import io.github.backsight.build.Groundwork;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Texts;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/// Areas made of all features that share the first characters of their ids, each dissolved by one
/// task: what the map is then built of.
///
/// @param characters how many name an area
/// @param kept the areas are kept for another attempt
record Areas(int characters, CellGrid grid, int blockCount, KeptResults kept) {
    /// {@return the areas in place of the features, in the order in which their first features
    /// come}
    CoverageReading of(CoverageReading reading) throws IOException {
        var groundwork = reading.groundwork();
        var names = Aggregation.groups(groundwork.polygons().ids(), characters).names();
        var context = JavaSparkContext.fromSparkContext(reading.features().context());
        var shared = context.broadcast(new ArrayList<>(names));
        var areas = kept.of("areas", () -> made(reading.features(), names))
                .flatMap(area -> area.features().iterator())
                .map(area -> area.named(shared.value().get(GroupDissolve.group(area))));
        var outlines = outlines(names, areas);
        return new CoverageReading(areas, groundwork(outlines.boxes(), groundwork), outlines.vertices());
    }

    private static Outlines outlines(List<String> names, JavaRDD<FeatureRecord> areas) {
        int[] sides = new int[Box.SIDES * names.size()];
        for (int area = 0; area < names.size(); area++) {
            Box.NOTHING.putSides(sides, Box.SIDES * area);
        }
        long vertices = 0;
        for (var each : areas.map(OfArea::of).collect()) {
            each.box.putSides(sides, Box.SIDES * each.area);
            vertices += each.vertices;
        }
        return new Outlines(0, Texts.of(names), sides, vertices);
    }

    private static Groundwork groundwork(Polygons boxes, Groundwork read) {
        return new Groundwork(boxes, read.dropped(), read.findings(), read.coverage(), read.faults());
    }

    private record OfArea(int area, Box box, int vertices) implements Serializable {
        static OfArea of(FeatureRecord area) {
            var shape = new Shape.Packed(area.shape());
            return new OfArea(GroupDissolve.group(area), Box.of(shape), shape.vertices);
        }
    }

    private JavaRDD<GroupDissolve.Made> made(JavaRDD<FeatureRecord> features, List<String> names) {
        var numbers = numbers(JavaSparkContext.fromSparkContext(features.context()), names);
        int length = characters;
        var numbered = features.map(feature ->
                feature.inGroup(numbers.value().getOrDefault(Aggregation.name(feature.id(), length), -1)));
        var blocks = Blocks.of(numbered, grid, blockCount).persist(StorageLevel.MEMORY_AND_DISK());
        var faults = BorderFault.sorted(blocks.flatMap(BorderFault::of).filter(BorderFault::mixesGroups));
        var attributes = Collections.nCopies(names.size(), FeatureRecord.NO_ATTRIBUTES);
        return GroupDissolve.made(blocks, area -> false, attributes, faults, blockCount);
    }

    private static Broadcast<Map<String, Integer>> numbers(JavaSparkContext context, List<String> names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int area = 0; area < names.size(); area++) {
            numbers.put(names.get(area), area);
        }
        return context.broadcast(numbers);
    }
}
