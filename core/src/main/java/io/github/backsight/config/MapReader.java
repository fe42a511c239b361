package io.github.backsight.config;

import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// Reads `map`.
final class MapReader {
    private static final int LONGEST_ID = 256;
    private static final int MOST_BUCKETS = 1000;
    private static final List<MapSettings.Output> ALL_OUTPUTS = List.of(MapSettings.Output.values());

    private final Section map;

    MapReader(Section map) {
        this.map = map.allowing(Keys.MAP);
    }

    /// @param id what the coverage calls the id
    MapSettings read(String id) {
        var aggregate = map.find("aggregate-id-to", Values.whole(1, LONGEST_ID));
        return new MapSettings(
                map.need("score", Values::text, "?", "the column of the first table that ranks"),
                map.find("layer", Values::text).orElse("blocks"),
                map.find("id", Values::text).orElse(id),
                aggregate.map(OptionalInt::of).orElseGet(OptionalInt::empty),
                map.find("name", Values::text),
                map.find("description", Values::text),
                map.find("attribution", Values::text),
                high(map.section("high").allowing(Keys.HIGH)),
                low(map.section("low").allowing(Keys.LOW), aggregate.orElse(LONGEST_ID)),
                outputs());
    }

    private Set<MapSettings.Output> outputs() {
        var outputs = EnumSet.copyOf(map.find("outputs", Values.list(Values.oneOf(MapSettings.Output.values())))
                .orElse(ALL_OUTPUTS));
        if (outputs.contains(MapSettings.Output.VIEWER)
                && !outputs.contains(MapSettings.Output.PMTILES)
                && !outputs.contains(MapSettings.Output.TREE)) {
            map.refuse("outputs", "the viewer needs 'pmtiles' or 'tree' beside it");
        }
        return outputs;
    }

    private static MapSettings.High high(Section high) {
        return new MapSettings.High(high.find("zoom", Values::zooms).orElse(new Zooms(5, 11)));
    }

    private static MapSettings.Low low(Section low, int idLength) {
        int group = low.find("group", Values.whole(1, LONGEST_ID)).orElse(2);
        if (group > idLength) {
            low.refuse(
                    "group",
                    "a group of " + group + " characters is longer than the ids, which map.aggregate-id-to cuts to "
                            + idLength);
        }
        return new MapSettings.Low(
                low.find("zoom", Values::zooms).orElse(new Zooms(0, 7)),
                low.find("buckets", Values.whole(1, MOST_BUCKETS)).orElse(10),
                group,
                low.find("keep-groups-up-to", Values.whole(0, Integer.MAX_VALUE))
                        .orElse(150));
    }
}
