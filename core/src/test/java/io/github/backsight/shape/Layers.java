package io.github.backsight.shape;

import io.github.backsight.geom.Degrees;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Small layers for tests.
final class Layers {
    private Layers() {}

    /// {@return a column with these cells; an empty one is blank}
    static Column column(String name, Column.Kind kind, String... cells) {
        List<String> distinct = new ArrayList<>();
        var codes = new int[cells.length];
        for (int row = 0; row < cells.length; row++) {
            if (cells[row].isEmpty()) {
                codes[row] = Column.BLANK;
            } else {
                if (!distinct.contains(cells[row])) {
                    distinct.add(cells[row]);
                }
                codes[row] = distinct.indexOf(cells[row]);
            }
        }
        return new Column(name, kind, codes, distinct);
    }

    /// {@return a table whose ids are its row numbers}
    static Table table(Column... columns) {
        return new Table(
                List.of(columns),
                IntStream.range(0, columns[0].rowCount())
                        .mapToObj(String::valueOf)
                        .toList());
    }

    /// {@return a layer of rows without polygons}
    static Layer withoutPolygons(Column... columns) {
        var features = new int[columns[0].rowCount()];
        Arrays.fill(features, Layer.NONE);
        return new Layer(table(columns), Map.of(), polygons(), features);
    }

    /// {@return the polygons of `layer` in parts}
    ///
    /// @param sizes how many rows each part has, together all
    static List<RowPolygons> parts(Layer layer, List<Integer> sizes) {
        List<RowPolygons> parts = new ArrayList<>();
        int first = 0;
        for (int size : sizes) {
            int[] features = IntStream.range(first, first + size)
                    .map(row -> layer.feature(row))
                    .toArray();
            parts.add(new RowPolygons(first, layer.polygons(), features));
            first += size;
        }
        return parts;
    }

    /// {@return polygons on the grid}
    ///
    /// @param features of each its polygons, of each its rings, of each longitudes and latitudes in turn, open
    static Polygons polygons(double[][][]... features) {
        var builder = new Builder();
        for (var feature : features) {
            builder.add(feature);
        }
        return builder.build();
    }

    private static final class Builder {
        private final List<String> ids = new ArrayList<>();
        private final List<Integer> polygonStart = new ArrayList<>(List.of(0));
        private final List<Integer> ringStart = new ArrayList<>(List.of(0));
        private final List<Integer> vertexStart = new ArrayList<>(List.of(0));
        private final List<Double> longitude = new ArrayList<>();
        private final List<Double> latitude = new ArrayList<>();

        void add(double[][][] feature) {
            ids.add(String.valueOf(ids.size()));
            for (var polygon : feature) {
                for (var ring : polygon) {
                    for (int i = 0; i < ring.length; i += 2) {
                        longitude.add(ring[i]);
                        latitude.add(ring[i + 1]);
                    }
                    vertexStart.add(longitude.size());
                }
                ringStart.add(vertexStart.size() - 1);
            }
            polygonStart.add(ringStart.size() - 1);
        }

        Polygons build() {
            var source = new Polygons.Source(doubles(longitude), doubles(latitude));
            var x = Arrays.stream(source.longitude()).mapToInt(Degrees::toGrid).toArray();
            var y = Arrays.stream(source.latitude()).mapToInt(Degrees::toGrid).toArray();
            boolean gridded = IntStream.range(0, x.length)
                    .allMatch(i -> same(Degrees.fromGrid(x[i]), source.longitude()[i])
                            && same(Degrees.fromGrid(y[i]), source.latitude()[i]));
            return new Polygons(
                    ids,
                    ints(polygonStart),
                    ints(ringStart),
                    ints(vertexStart),
                    x,
                    y,
                    gridded ? Optional.empty() : Optional.of(source));
        }

        private static boolean same(double one, double other) {
            return Double.doubleToRawLongBits(one) == Double.doubleToRawLongBits(other);
        }

        private static int[] ints(List<Integer> values) {
            return values.stream().mapToInt(Integer::intValue).toArray();
        }

        private static double[] doubles(List<Double> values) {
            return values.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
