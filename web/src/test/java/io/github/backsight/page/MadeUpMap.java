package io.github.backsight.page;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A map of squares of one degree in rows of ten, from 0° 0° to the north-east: ids `p000` and so on.
final class MadeUpMap {
    private static final int ACROSS = 10;

    private MadeUpMap() {}

    static String id(int number) {
        return String.format(Locale.ROOT, "p%03d", number);
    }

    static Polygons squares(Path folder, int count) throws IOException {
        return squares(folder, IntStream.range(0, count).boxed().toList(), 1);
    }

    /// @param width of each square, in degrees
    static Polygons squares(Path folder, List<Integer> numbers, double width) throws IOException {
        var features = numbers.stream()
                .map(number -> {
                    int west = number % ACROSS;
                    int south = number / ACROSS;
                    double east = west + width;
                    return "{\"type\":\"Feature\",\"properties\":{\"id\":\"" + id(number)
                            + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[" + west + "," + south + "],["
                            + east + "," + south + "],[" + east + "," + (south + 1) + "],[" + west + "," + (south + 1)
                            + "],[" + west + "," + south + "]]]}}";
                })
                .collect(Collectors.joining(",\n"));
        var file = Files.createTempFile(folder, "squares", ".json");
        Files.writeString(file, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
        var options = new PolygonOptions(
                Optional.of("id"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PolygonOptions.Properties.SKIP);
        return PolygonReader.read(Content.of(file), options, 1, Progress.SILENT, new Findings("squares.json"))
                .polygons();
    }

    /// {@return a table of these squares with a `rate` each}
    static Table rates(int count, IntFunction<String> rate) {
        var ids = new ColumnBuilder();
        var rates = new ColumnBuilder();
        var names = new ArrayList<String>();
        for (int number = 0; number < count; number++) {
            names.add(id(number));
            ids.add(id(number));
            rates.add(rate.apply(number));
        }
        return new Table(List.of(ids.build("id", Column.Kind.TEXT), rates.build("rate", Column.Kind.NUMBER)), names);
    }
}
