package io.github.backsight.spark;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/// Made-up tracts with what real files have wrong: some stand there twice, some lie across their
/// neighbours, some lie wholly inside a tract.
record SpoiltTracts(Path polygons, Path table) {
    private static final Pattern ID = Pattern.compile("\"GEOID10\":\"([^\"]+)\"");
    private static final Pattern POSITION = Pattern.compile("\\[(-?[0-9.]+),(-?[0-9.]+)]");
    private static final int EVERY = 23;

    /// Writes both files to `folder`.
    static SpoiltTracts write(Path folder, int tracts) throws IOException {
        var files = new SpoiltTracts(folder.resolve("spoilt.json"), folder.resolve("spoilt.csv"));
        TractFiles.write(new TractCoverage(11, tracts, 30), files.polygons, files.table);
        var lines = Files.readAllLines(files.polygons);
        var rows = new ArrayList<>(Files.readAllLines(files.table));
        var features = new ArrayList<String>();
        for (var line : lines.subList(1, lines.size() - 1)) {
            var feature = line.replaceAll(",$", "");
            features.add(feature);
            if (features.size() % EVERY == 0) {
                add(feature, features, rows);
            }
        }
        Files.writeString(
                files.polygons,
                "{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", features) + "\n]}\n");
        Files.write(files.table, rows);
        return files;
    }

    private static void add(String feature, ArrayList<String> features, ArrayList<String> rows) {
        var id = ID.matcher(feature);
        if (!id.find()) {
            throw new IllegalArgumentException("a feature without id: " + feature);
        }
        int number = features.size();
        var copy = id.group(1) + "x";
        var named = feature.replace("\"GEOID10\":\"" + id.group(1) + "\"", "\"GEOID10\":\"" + copy + "\"");
        features.add(
                switch (number % 3) {
                    case 0 -> named;
                    case 1 -> moved(named, 1, 0.01);
                    default -> moved(named, 0.3, 0);
                });
        rows.add(copy + ",Copy," + number % 10 / 10.0 + ",True");
    }

    /// {@return the feature drawn smaller towards its first position, and moved east}
    private static String moved(String feature, double scale, double east) {
        var positions = POSITION.matcher(feature);
        if (!positions.find()) {
            return feature;
        }
        double x = Double.parseDouble(positions.group(1));
        double y = Double.parseDouble(positions.group(2));
        return POSITION.matcher(feature)
                .replaceAll(position -> String.format(
                        Locale.ROOT,
                        "[%.6f,%.6f]",
                        x + (Double.parseDouble(position.group(1)) - x) * scale + east,
                        y + (Double.parseDouble(position.group(2)) - y) * scale + (scale < 1 ? 0.001 : 0)));
    }
}
