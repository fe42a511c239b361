package io.github.backsight.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Squares of one degree beside each other, 20 in a row: enough of them that checks see drift.
final class ManySquares {
    private static final int IN_A_ROW = 20;

    private ManySquares() {}

    /// {@return a file of one square for each id}
    static String json(List<String> ids) {
        return IntStream.range(0, ids.size())
                .mapToObj(number -> square(ids.get(number), number % IN_A_ROW, number / IN_A_ROW))
                .collect(Collectors.joining(",\n", "{\"type\":\"FeatureCollection\",\"features\":[\n", "\n]}"));
    }

    private static String square(String id, int west, int south) {
        return String.format(
                Locale.ROOT,
                "{\"type\":\"Feature\",\"properties\":{\"id\":\"%s\"},\"geometry\":{\"type\":\"Polygon\","
                        + "\"coordinates\":[[[%d,%d],[%d,%d],[%d,%d],[%d,%d],[%d,%d]]]}}",
                id,
                west,
                south,
                west + 1,
                south,
                west + 1,
                south + 1,
                west,
                south + 1,
                west,
                south);
    }
}
