package io.github.backsight.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Square cells whose borders wave the same way for both neighbours, with everything that readers and checks find odd
/// but
/// bear: overlapping cells, heights, an id that is a number, a feature without polygon, coordinates finer than the
/// grid.
final class WavyGrid {
    private static final int STEPS = 8;

    private WavyGrid() {}

    static String geoJson(int rows, int columns) {
        var features = new ArrayList<String>();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                features.add(feature("\"" + Grid.id(row, column) + "\"", cell(row, column)));
            }
        }
        features.add(feature("\"9001\"", "[[[-79.95,40.02],[-79.85,40.02,5],[-79.85,40.07],[-79.95,40.02]]]"));
        features.add(feature("9002", "[[[-79,40],[-78.9,40],[-78.9,40.123456789],[-79,40]]]"));
        features.add(feature("\"9003\"", "[]"));
        return "{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", features) + "\n]}\n";
    }

    private static String feature(String id, String coordinates) {
        return "{\"type\":\"Feature\",\"properties\":{\"cell\":" + id + ",\"land\":1},\"geometry\":"
                + "{\"type\":\"Polygon\",\"coordinates\":" + coordinates + "}}";
    }

    private static String cell(int row, int column) {
        List<String> ring = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            ring.add(point(row * STEPS, column * STEPS + step));
        }
        for (int step = 0; step < STEPS; step++) {
            ring.add(point(row * STEPS + step, (column + 1) * STEPS));
        }
        for (int step = STEPS; step > 0; step--) {
            ring.add(point((row + 1) * STEPS, column * STEPS + step));
        }
        for (int step = STEPS; step >= 0; step--) {
            ring.add(point(row * STEPS + step, column * STEPS));
        }
        return "[[" + String.join(",", ring) + "]]";
    }

    private static String point(int down, int across) {
        int wave = (down * 7919 + across * 104729) % 13;
        return String.format(
                Locale.ROOT, "[%.6f,%.6f]", -80 + across * 0.0125 + wave * 1e-4, 40 + down * 0.0125 - wave * 1e-4);
    }
}
