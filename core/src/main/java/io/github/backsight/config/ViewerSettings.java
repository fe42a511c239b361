package io.github.backsight.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the map looks that the public sees.
///
/// @param colours from the lowest score to the highest, each as `#rrggbb`; at least two
/// @param range the scores that have the first and the last colour; empty: the lowest and the highest
/// there are
/// @param labels what columns are called, by their names
/// @param codebook what they are called where `labels` does not say, and what they mean
/// @param search the columns with names of places, the smallest place first; empty: text columns, as the
/// table has them
/// @param regions boxes that a click shows, in order; the first is what is seen at first
/// @param switchZoom from this zoom on polygons are drawn one by one
/// @param fade over how many zooms before it they appear
public record ViewerSettings(
        List<String> colours,
        Optional<Span> range,
        Map<String, String> labels,
        Codebook codebook,
        List<String> search,
        Map<String, InputRules.Bounds> regions,
        int switchZoom,
        double fade,
        Optional<BaseMap> baseMap) {
    /// ColorBrewer `YlOrRd`, safe for colour-blind people.
    public static final List<String> DEFAULT_COLOURS =
            List.of("#ffffcc", "#ffeda0", "#fed976", "#feb24c", "#fd8d3c", "#fc4e2a", "#e31a1c", "#bd0026", "#800026");

    /// @param url with `{z}`, `{x}` and `{y}`
    /// @param attribution whom to name
    public record BaseMap(String url, String attribution) {}

    public ViewerSettings {
        colours = List.copyOf(colours);
        search = List.copyOf(search);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        regions = Collections.unmodifiableMap(new LinkedHashMap<>(regions));
        if (colours.size() < 2) {
            throw new IllegalArgumentException("a ramp has at least two colours");
        }
    }
}
