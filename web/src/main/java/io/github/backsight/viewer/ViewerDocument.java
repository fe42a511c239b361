package io.github.backsight.viewer;

import io.github.backsight.config.Span;
import io.github.backsight.config.ViewerSettings;
import io.github.backsight.page.NearlyAll;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The settings that the viewer's program reads: `viewer/viewer.json`.
///
/// Every map in it keeps an order: it is an artifact of the release, and so the same bytes from the
/// same inputs (law 7). Those of `Map.of` have another in each process.
///
/// @param folder where the outputs of the build are
record ViewerDocument(ViewerFiles files, Path folder) {
    /// The one attribute of the low layer.
    private static final String LOW_VALUE = "SCORE";

    Map<String, Object> of(Map<String, Long> made, Map<String, Number> counts, List<Pin> pins) throws IOException {
        var map = files.configuration().map();
        var viewer = files.configuration().viewer();
        var fields = fields();
        var places = places();
        var document = new LinkedHashMap<String, Object>();
        document.put("release", files.release());
        document.put("backsight", files.program());
        document.put("layer", map.layer());
        document.put("id", map.id());
        document.put("score", map.score());
        document.put("truth", fields.path(map.score()).asString("").equals("Boolean"));
        var range = range(viewer, counts);
        document.put("low", range.least());
        document.put("high", range.most());
        document.put("lowValue", LOW_VALUE);
        document.put("switchZoom", viewer.switchZoom());
        document.put("fade", viewer.fade());
        document.put("colours", viewer.colours());
        var columns = List.copyOf(fields.propertyNames());
        document.put("labels", labels(viewer, columns));
        document.put("descriptions", descriptions(viewer, columns));
        document.put("columns", columns);
        document.put("search", places.names());
        document.put("bounds", bounds(viewer, places));
        document.put("regions", regions(viewer));
        document.put(
                "baseMap", viewer.baseMap().<Object>map(ViewerDocument::baseMap).orElse(false));
        document.put("downloads", files.downloads(made));
        document.put("inputs", pins.stream().map(ViewerDocument::input).toList());
        return document;
    }

    private static Map<String, Object> baseMap(ViewerSettings.BaseMap base) {
        var map = new LinkedHashMap<String, Object>();
        map.put("url", base.url());
        map.put("attribution", base.attribution());
        return map;
    }

    private static Map<String, Object> input(Pin pin) {
        var input = new LinkedHashMap<String, Object>();
        input.put("input", pin.input());
        input.put("key", pin.key().value());
        input.put("version", pin.version().value());
        input.put("sha256", pin.sha256().hex());
        return input;
    }

    /// A codebook may list more columns than a map has: what nobody sees is left out.
    private static Map<String, String> labels(ViewerSettings viewer, List<String> columns) throws IOException {
        var codebook = viewer.codebook().entries();
        var labels = new LinkedHashMap<String, String>();
        for (var column : columns) {
            var entry = codebook.get(column);
            var label = viewer.labels().getOrDefault(column, entry == null ? "" : entry.label());
            if (!label.isEmpty()) {
                labels.put(column, label);
            }
        }
        return labels;
    }

    private static Map<String, String> descriptions(ViewerSettings viewer, List<String> columns) throws IOException {
        var codebook = viewer.codebook().entries();
        var descriptions = new LinkedHashMap<String, String>();
        for (var column : columns) {
            var entry = codebook.get(column);
            if (entry != null && !entry.description().isEmpty()) {
                descriptions.put(column, entry.description());
            }
        }
        return descriptions;
    }

    private JsonNode fields() throws IOException {
        var tileJson = Files.readString(folder.resolve("tiles/high.json"));
        return new JsonMapper().readTree(tileJson).path("vector_layers").path(0).path("fields");
    }

    private static Span range(ViewerSettings viewer, Map<String, Number> counts) {
        return viewer.range().orElseGet(() -> {
            double low = counts.getOrDefault("score.min", 0).doubleValue();
            double high = counts.getOrDefault("score.max", 1).doubleValue();
            return new Span(low, high > low ? high : low + 1);
        });
    }

    private static List<Map<String, Object>> regions(ViewerSettings viewer) {
        var regions = new ArrayList<Map<String, Object>>();
        viewer.regions().forEach((name, box) -> {
            var region = new LinkedHashMap<String, Object>();
            region.put("name", name);
            region.put("box", List.of(box.west(), box.south(), box.east(), box.north()));
            regions.add(region);
        });
        return regions;
    }

    private static List<Double> bounds(ViewerSettings viewer, Searched places) {
        if (!viewer.regions().isEmpty()) {
            var first = viewer.regions().values().iterator().next();
            return List.of(first.west(), first.south(), first.east(), first.north());
        }
        if (places.boxes().isEmpty()) {
            return List.of(-180.0, -60.0, 180.0, 75.0);
        }
        return List.of(places.end(0, 0), places.end(1, 0), places.end(2, 1), places.end(3, 1));
    }

    /// The list of places that the build wrote.
    ///
    /// @param names of the columns with names
    /// @param boxes west, south, east and north of each
    private record Searched(List<String> names, List<double[]> boxes) {
        double end(int side, int end) {
            return NearlyAll.of(boxes.stream().mapToDouble(box -> box[side]).toArray())[end];
        }
    }

    private Searched places() throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(folder.resolve("viewer/places.tsv.gz")))) {
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            var head = lines.getFirst().split("\t", -1);
            var boxes = lines.stream()
                    .skip(1)
                    .map(line -> Arrays.stream(line.split("\t", 6), 1, 5)
                            .mapToDouble(Double::parseDouble)
                            .toArray())
                    .toList();
            return new Searched(List.of(head).subList(5, head.length), boxes);
        }
    }

    static String size(long bytes) {
        return bytes < 1_000_000
                ? String.format(Locale.ROOT, "%.0f kB", Math.max(1, bytes / 1e3))
                : String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
    }
}
