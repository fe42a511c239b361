package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputRules;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;

/// What a kept cutting depends on, as one digest: the bytes of the polygons, how they are read, and what is made of
/// them.
///
/// The object's key is part of it because findings name it; limits, because they refuse inputs.
record CuttingKey(Sha256 sha256) {

    /// @param polygons of the inputs that have the polygons, as pinned, in the order of the configuration
    /// @param program the version of Backsight
    /// @param cutsTiles whether the map asks for tiles at all
    static CuttingKey of(Configuration configuration, List<Sha256> polygons, String program, boolean cutsTiles) {
        var parts = new TreeMap<String, Object>();
        parts.put("program", program);
        parts.put("version", Groundwork.VERSION);
        var coverage = configuration.coverage();
        parts.put(
                "polygons",
                IntStream.range(0, coverage.size())
                        .mapToObj(number -> input(configuration, coverage.get(number), polygons.get(number)))
                        .toList());
        configuration.map().aggregateIdTo().ifPresent(length -> parts.put("aggregate-id-to", length));
        parts.put("most-bytes", configuration.limits().mostBytes());
        parts.put("most-ratio", configuration.limits().mostRatio());
        if (cutsTiles) {
            parts.put("zoom", configuration.map().high().zoom().toString());
        }
        var json = new JsonMapper().writeValueAsString(parts);
        return new CuttingKey(Sha256.of(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> input(Configuration configuration, PolygonSettings settings, Sha256 polygons) {
        var parts = new TreeMap<String, Object>();
        parts.put("sha256", polygons.hex());
        parts.put("key", settings.key().value());
        parts.put("id", settings.id());
        settings.member().ifPresent(member -> parts.put("member", member));
        settings.dropWhenZero().ifPresent(property -> parts.put("drop-when-zero", property));
        settings.object().ifPresent(object -> parts.put("object", object));
        settings.format().ifPresent(format -> parts.put("format", format.text()));
        var rules = configuration.checks().rules(settings.name()).ofBuild();
        if (!rules.equals(InputRules.NONE)) {
            parts.put("rules", rules.toString());
        }
        return parts;
    }
}
