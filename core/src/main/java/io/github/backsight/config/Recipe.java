package io.github.backsight.config;

import io.github.backsight.store.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// The part of a configuration that decides what a build makes, as canonical JSON: sorted keys, no spaces.
///
/// Equal recipes make equal maps of equal pins. Where the store is, which keys are read, where a release goes, what is
/// refused and how many threads work is not part of it; nor is the order in which polygons stand among tables.
public record Recipe(String json) {

    /// {@return what decides what a build of that configuration makes}
    ///
    /// @throws ConfigurationException if it makes a viewer whose codebook could not be read
    public static Recipe of(Configuration configuration) throws ConfigurationException {
        if (!makesViewer(configuration)) {
            return of(configuration, Optional.empty());
        }
        var codebook = configuration.viewer().codebook().entries();
        return of(configuration, codebook.isEmpty() ? Optional.empty() : Optional.of(digest(codebook)));
    }

    private static boolean makesViewer(Configuration configuration) {
        return configuration.map().outputs().contains(MapSettings.Output.VIEWER);
    }

    /// {@return the recipe as far as it is known, to be held against that of a release: going back needs no
    /// codebook}
    public static Recipe asFarAsKnown(Configuration configuration) {
        try {
            return of(configuration);
        } catch (ConfigurationException e) {
            return of(configuration, Optional.of("cannot be read"));
        }
    }

    private static Recipe of(Configuration configuration, Optional<String> codebook) {
        var recipe = new TreeMap<String, Object>();
        // The verdict is part of a manifest, and the checks decide it.
        recipe.put("checks", checks(configuration.checks()));
        recipe.put("map", map(configuration.map()));
        recipe.put("polygons", inputs(configuration, PolygonSettings.class));
        recipe.put("stem", configuration.stem());
        // The TileJSON of a release names it.
        configuration.publish().url().ifPresent(url -> recipe.put("url", url));
        recipe.put("tables", inputs(configuration, TableSettings.class));
        if (makesViewer(configuration)) {
            recipe.put("viewer", viewer(configuration.viewer(), codebook));
        }
        return new Recipe(new JsonMapper().writeValueAsString(recipe));
    }

    /// What is as it is without any setting stands not here, so that new kinds of rules leave old
    /// releases what they are. Drift is none of a build: it depends on what was live before.
    private static Map<String, Object> checks(Checks checks) {
        var values = new TreeMap<String, Object>();
        values.put("most-rows-without-polygon", checks.mostRowsWithoutPolygon());
        if (checks.mostPolygonsWithoutRow() != Checks.DEFAULT.mostPolygonsWithoutRow()) {
            values.put("most-polygons-without-row", checks.mostPolygonsWithoutRow());
        }
        if (!checks.knownWithoutPartner().isEmpty()) {
            values.put("known-without-partner", checks.knownWithoutPartner());
        }
        var inputs = new TreeMap<String, Object>();
        checks.inputs().forEach((input, rules) -> {
            if (!rules.ofBuild().equals(InputRules.NONE)) {
                inputs.put(input, rules(rules));
            }
        });
        if (!inputs.isEmpty()) {
            values.put("inputs", inputs);
        }
        return values;
    }

    private static Map<String, Object> rules(InputRules rules) {
        var values = new TreeMap<String, Object>();
        rules.count().ifPresent(count -> values.put("count", span(count)));
        rules.idLength().ifPresent(length -> values.put("id-length", length));
        rules.groups()
                .ifPresent(groups -> values.put(
                        "groups",
                        new TreeMap<>(Map.of(
                                "characters", groups.characters(),
                                "present", groups.present(),
                                "least", groups.least()))));
        rules.bounds()
                .ifPresent(box -> values.put("bounds", List.of(box.west(), box.south(), box.east(), box.north())));
        if (!rules.columns().isEmpty()) {
            values.put("columns", rules.columns().stream().map(Recipe::rule).toList());
        }
        return values;
    }

    private static Map<String, Object> rule(ColumnRule rule) {
        var values = new TreeMap<String, Object>();
        values.put("name", rule.name());
        rule.type().ifPresent(type -> values.put("type", type.text()));
        rule.range().ifPresent(range -> values.put("range", span(range)));
        rule.median().ifPresent(median -> values.put("median", span(median)));
        rule.mostBlank().ifPresent(share -> values.put("most-blank", share));
        if (!rule.values().isEmpty()) {
            values.put("values", rule.values());
        }
        if (rule.rises()) {
            values.put("rises", true);
        }
        put(values, "rises-with", rule.risesWith());
        return values;
    }

    private static List<Double> span(Span span) {
        return List.of(span.least(), span.most());
    }

    private static List<Map<String, Object>> inputs(Configuration configuration, Class<? extends InputSettings> kind) {
        return configuration.inputs().stream()
                .filter(kind::isInstance)
                .map(Recipe::input)
                .toList();
    }

    private static Map<String, Object> input(InputSettings input) {
        var values = new TreeMap<String, Object>();
        values.put("name", input.name());
        values.put("id", input.id());
        put(values, "member", input.member());
        switch (input) {
            case PolygonSettings polygons -> {
                put(values, "drop-when-zero", polygons.dropWhenZero());
                put(values, "object", polygons.object());
                put(values, "format", polygons.format().map(Named::text));
            }
            case TableSettings table -> values.put("separator", String.valueOf(table.separator()));
        }
        return values;
    }

    private static Map<String, Object> map(MapSettings map) {
        var values = new TreeMap<String, Object>();
        values.put("score", map.score());
        values.put("layer", map.layer());
        values.put("id", map.id());
        map.aggregateIdTo().ifPresent(length -> values.put("aggregate-id-to", length));
        put(values, "name", map.name());
        put(values, "description", map.description());
        put(values, "attribution", map.attribution());
        values.put("high", new TreeMap<>(Map.of("zoom", map.high().zoom().toString())));
        values.put("low", low(map.low()));
        values.put("outputs", map.outputs().stream().map(Named::text).toList());
        return values;
    }

    /// In whatever order and quotes the file has it.
    private static String digest(SortedMap<String, Codebook.Entry> codebook) {
        var entries = new TreeMap<String, List<String>>();
        codebook.forEach((column, entry) -> entries.put(column, List.of(entry.label(), entry.description())));
        return Sha256.of(new JsonMapper().writeValueAsBytes(entries)).hex();
    }

    private static Map<String, Object> viewer(ViewerSettings viewer, Optional<String> codebook) {
        var values = new TreeMap<String, Object>();
        values.put("colours", viewer.colours());
        viewer.range().ifPresent(range -> values.put("range", span(range)));
        values.put("labels", viewer.labels());
        put(values, "codebook", codebook);
        values.put("search", viewer.search());
        var regions = new ArrayList<List<Object>>();
        viewer.regions()
                .forEach((name, box) -> regions.add(List.of(name, box.west(), box.south(), box.east(), box.north())));
        values.put("regions", regions);
        values.put("switch-zoom", viewer.switchZoom());
        values.put("fade", viewer.fade());
        viewer.baseMap()
                .ifPresent(map -> values.put(
                        "base-map", new TreeMap<>(Map.of("url", map.url(), "attribution", map.attribution()))));
        return values;
    }

    private static Map<String, Object> low(MapSettings.Low low) {
        return new TreeMap<>(Map.of(
                "zoom", low.zoom().toString(),
                "buckets", low.buckets(),
                "group", low.group(),
                "keep-groups-up-to", low.keepGroupsUpTo()));
    }

    private static void put(Map<String, Object> values, String name, Optional<String> value) {
        value.ifPresent(text -> values.put(name, text));
    }

    @Override
    public String toString() {
        return json;
    }
}
