package io.github.backsight.spark;

import io.github.backsight.shape.Layer;
import io.github.backsight.shape.RowPolygons;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/// The polygons of a layer's rows, which tasks sort; the driver has one run of rows at a time.
///
/// @param sorted partition by partition the rows of each of `runs`
/// @param rowCount of the layer, with those that have no polygons
record RowShapes(JavaRDD<RowShapes.RowShape> sorted, EvenRuns runs, int rowCount) implements Iterable<RowPolygons> {
    /// What a row without a vertex takes, about.
    private static final long ROW_BYTES = 64;

    /// The polygons of a row, as [Shape] packs them.
    record RowShape(int row, byte[] shape) implements Serializable {
        @Override
        public boolean equals(Object other) {
            return other instanceof RowShape that && row == that.row && Arrays.equals(shape, that.shape);
        }

        @Override
        public int hashCode() {
            return row;
        }

        @Override
        public String toString() {
            return "polygons of row " + row;
        }
    }

    /// @param shapes in any order, each row at the most once; read several times
    /// @param partitions at the most
    static RowShapes of(JavaRDD<RowShape> shapes, int rowCount, int partitions) {
        var runs = EvenRuns.of(
                shapes.mapToPair(each -> new Tuple2<>((long) each.row, ROW_BYTES + each.shape.length)), partitions);
        var sorted = shapes.mapToPair(each -> new Tuple2<>(new Place(each.row, 0), each))
                .repartitionAndSortWithinPartitions(runs)
                .values();
        return new RowShapes(sorted, runs, rowCount);
    }

    @Override
    public Iterator<RowPolygons> iterator() {
        return IntStream.range(0, runs.numPartitions()).mapToObj(this::run).iterator();
    }

    private RowPolygons run(int partition) {
        int first = (int) runs.first(partition);
        int end = partition + 1 < runs.numPartitions() ? (int) runs.first(partition + 1) : rowCount;
        List<RowShape> rows = sorted.collectPartitions(new int[] {partition})[0];
        int[] features = new int[end - first];
        Arrays.fill(features, Layer.NONE);
        for (int feature = 0; feature < rows.size(); feature++) {
            features[rows.get(feature).row - first] = feature;
        }
        var shapes = rows.stream().map(RowShape::shape).toList();
        return new RowPolygons(first, Shape.together(Collections.nCopies(rows.size(), ""), shapes), features);
    }
}
