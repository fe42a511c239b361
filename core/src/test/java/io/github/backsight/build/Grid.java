package io.github.backsight.build;

import java.util.Locale;
import java.util.function.BiFunction;

/// A map of square cells, as files: `rows` by `columns` cells of a tenth of a degree from 80 W, 40 N on.
///
/// A cell's id is two digits of row and two of column: `0102` is row 1, column 2.
record Grid(int rows, int columns) {

    String geoJson() {
        var text = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[\n");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                text.append(row + column == 0 ? "" : ",\n").append(feature(row, column));
            }
        }
        return text.append("\n]}\n").toString();
    }

    /// {@return a table `tract,score,name` with a row a cell}
    String csv(BiFunction<Integer, Integer, String> score) {
        var text = new StringBuilder("tract,score,name\n");
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                text.append(id(row, column))
                        .append(',')
                        .append(score.apply(row, column))
                        .append(",cell ")
                        .append(row)
                        .append('\n');
            }
        }
        return text.toString();
    }

    static String id(int row, int column) {
        return String.format(Locale.ROOT, "%02d%02d", row, column);
    }

    private static String feature(int row, int column) {
        double west = -80 + column / 10.0;
        double south = 40 + row / 10.0;
        return String.format(
                Locale.ROOT,
                "{\"type\":\"Feature\",\"properties\":{\"cell\":\"%s\",\"land\":%d},\"geometry\":{\"type\":\"Polygon\","
                        + "\"coordinates\":[[[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f],[%.1f,%.1f]]]}}",
                id(row, column),
                row == 0 && column == 0 ? 0 : 7,
                west,
                south,
                west + 0.1,
                south,
                west + 0.1,
                south + 0.1,
                west,
                south + 0.1,
                west,
                south);
    }
}
