package io.github.backsight.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `viewer`.
final class ViewerReader {
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern TILES = Pattern.compile(
            "https?://(?=[^\\s\"'<>;,]*\\{z\\})(?=[^\\s\"'<>;,]*\\{x\\})(?=[^\\s\"'<>;,]*\\{y\\})[^\\s\"'<>;,]+");
    private static final int HIGHEST_ZOOM = 16;
    private static final double MOST_FADE = 4;

    private final Section viewer;
    private final Path folder;

    /// @param folder what a relative path is resolved against
    ViewerReader(Section viewer, Path folder) {
        this.folder = folder;
        this.viewer = viewer.allowing(Keys.VIEWER);
    }

    /// @param map whose high zooms say from where on polygons can be drawn one by one
    ViewerSettings read(MapSettings map) {
        int usual = Math.clamp(
                map.low().zoom().most(),
                map.high().zoom().least(),
                map.high().zoom().most());
        int switchZoom =
                viewer.find("switch-zoom", Values.whole(0, HIGHEST_ZOOM)).orElse(usual);
        if (switchZoom < map.high().zoom().least()) {
            viewer.refuse(
                    "switch-zoom",
                    "the high tiles begin at zoom " + map.high().zoom().least());
        }
        var colours = viewer.find(
                        "colours",
                        Values.list(Values.textLike(COLOUR, "a colour is '#' and six hexadecimal digits, in quotes")))
                .orElse(ViewerSettings.DEFAULT_COLOURS);
        if (colours.size() < 2) {
            viewer.refuse("colours", "a ramp has at least two");
            colours = ViewerSettings.DEFAULT_COLOURS;
        }
        double room = Math.max(0, switchZoom - map.high().zoom().least());
        return new ViewerSettings(
                colours,
                viewer.find("range", Values::span),
                labels(viewer.section("labels")),
                viewer.find("codebook", this::codebook)
                        .map(CodebookReader::read)
                        .orElse(Codebook.NONE),
                viewer.find("search", Values.list(Values::text)).orElse(List.of()),
                regions(viewer.section("regions")),
                switchZoom,
                viewer.find("fade", Values::number)
                        .map(zooms -> fade(zooms, room))
                        .orElse(Math.min(1, room)),
                viewer.has("base-map")
                        ? baseMap(viewer.section("base-map").allowing(Keys.BASE_MAP))
                        : Optional.empty());
    }

    private Path codebook(Node node) throws Refusal {
        var text = Values.text(node);
        try {
            return folder.resolve(text).normalize();
        } catch (InvalidPathException e) {
            throw new Refusal("'" + text + "' is not a path of this machine: " + e.getReason());
        }
    }

    private double fade(double zooms, double room) {
        if (!(zooms >= 0 && zooms <= Math.min(MOST_FADE, room))) {
            viewer.refuse("fade", "0 to " + Math.min(MOST_FADE, room) + " zooms below switch-zoom have high tiles");
        }
        return zooms;
    }

    private static Map<String, String> labels(Section section) {
        var labels = new LinkedHashMap<String, String>();
        for (var name : section.names()) {
            section.find(name, Values::text).ifPresent(label -> labels.put(name, label));
        }
        return labels;
    }

    private static Map<String, InputRules.Bounds> regions(Section section) {
        var regions = new LinkedHashMap<String, InputRules.Bounds>();
        for (var name : section.names()) {
            section.find(name, Values::bounds).ifPresent(box -> regions.put(name, box));
        }
        return regions;
    }

    private static Optional<ViewerSettings.BaseMap> baseMap(Section section) {
        return Optional.of(new ViewerSettings.BaseMap(
                section.need(
                        "url",
                        Values.textLike(TILES, "an address of tiles is http:// or https://, with {z}, {x} and {y}"),
                        "",
                        "where its tiles are"),
                section.need("attribution", Values::text, "", "whom to name for it")));
    }
}
