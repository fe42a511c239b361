package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputRules;
import io.github.backsight.store.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/// What a kept cutting depends on, as one digest: the bytes of the polygons, how they are read, and what is made of
/// them.
///
/// The object's key is part of it because findings name it; limits, because they refuse inputs.
record CuttingKey(Sha256 sha256) {

    /// @param polygons of the input that has the polygons, as pinned
    /// @param program the version of Backsight
    /// @param cutsTiles whether the map asks for tiles at all
    static CuttingKey of(Configuration configuration, Sha256 polygons, String program, boolean cutsTiles) {
        var coverage = configuration.coverage();
        var parts = new TreeMap<String, Object>();
        parts.put("program", program);
        parts.put("version", Groundwork.VERSION);
        parts.put("sha256", polygons.hex());
        parts.put("key", coverage.key().value());
        parts.put("id", coverage.id());
        coverage.member().ifPresent(member -> parts.put("member", member));
        coverage.dropWhenZero().ifPresent(property -> parts.put("drop-when-zero", property));
        coverage.object().ifPresent(object -> parts.put("object", object));
        coverage.format().ifPresent(format -> parts.put("format", format.text()));
        configuration.map().aggregateIdTo().ifPresent(length -> parts.put("aggregate-id-to", length));
        var rules = configuration.checks().rules(coverage.name()).ofBuild();
        if (!rules.equals(InputRules.NONE)) {
            parts.put("rules", rules.toString());
        }
        parts.put("most-bytes", configuration.limits().mostBytes());
        parts.put("most-ratio", configuration.limits().mostRatio());
        if (cutsTiles) {
            parts.put("zoom", configuration.map().high().zoom().toString());
        }
        var json = new JsonMapper().writeValueAsString(parts);
        return new CuttingKey(Sha256.of(json.getBytes(StandardCharsets.UTF_8)));
    }
}
