package io.github.backsight.cli;

import io.github.backsight.check.TileRules;
import io.github.backsight.release.Counts;
import io.github.backsight.release.Manifest;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the build of a release says of its tiles, in its manifest.
record MadeTiles(Manifest manifest, JsonNode map) {
    static MadeTiles of(Manifest manifest) {
        return new MadeTiles(
                manifest, JsonMapper.shared().readTree(manifest.recipe().json()).path("map"));
    }

    /// {@return the attribute that names a feature}
    String id() {
        return map.path("id").asString("");
    }

    /// {@return the column that ranked}
    String score() {
        return map.path("score").asString("");
    }

    /// {@return how many first characters of an id name its group}
    int groupCharacters() {
        return map.at("/low/group").asInt(0);
    }

    TileRules.Expected expected(String layer) {
        var tiles = new TreeMap<Integer, Long>();
        var prefix = "tiles." + layer + ".";
        manifest.counts().forEach((name, count) -> {
            if (name.startsWith(prefix)) {
                tiles.put(Integer.parseInt(name.substring(prefix.length())), count.longValue());
            }
        });
        return new TileRules.Expected(
                map.path("layer").asString(""),
                tiles,
                layer.equals("high") ? ids() : Optional.empty(),
                Optional.ofNullable(manifest.tileDigests().get(layer)));
    }

    /// The features of the high layer are the rows with a polygon; those whose geometry is empty are not drawn.
    private Optional<TileRules.Ids> ids() {
        var rows = manifest.count(Counts.ROWS);
        var without = manifest.count(Counts.ROWS_WITHOUT_POLYGON);
        if (rows.isEmpty() || without.isEmpty()) {
            return Optional.empty();
        }
        long most = rows.get().longValue() - without.get().longValue();
        long empty = manifest.findings().stream()
                .filter(finding -> finding.code().equals("shape.no-geometry"))
                .mapToLong(finding -> finding.count())
                .sum();
        return Optional.of(new TileRules.Ids(Math.max(0, most - empty), most));
    }
}
