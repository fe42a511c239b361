package io.github.backsight.config;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What the map looks like.
///
/// @param score the column of the main table that ranks; numbers or true/false
/// @param layer the layer of the tiles
/// @param id the id's name in the outputs
/// @param aggregateIdTo first dissolve polygons that share this many first characters of the id, with the mean score
/// @param name what the archives call the map; empty: the layer
/// @param outputs what a build makes, in the order of [Output]; not empty
public record MapSettings(
        String score,
        String layer,
        String id,
        OptionalInt aggregateIdTo,
        Optional<String> name,
        Optional<String> description,
        Optional<String> attribution,
        High high,
        Low low,
        Set<Output> outputs) {

    /// Every polygon with all its columns.
    public record High(Zooms zoom) {}

    /// Buckets of polygons of like score, dissolved.
    ///
    /// @param buckets how many, each of as many polygons as the others, at least 1
    /// @param group how many first characters of the id name a group, at least 1
    /// @param keepGroupsUpTo groups of at most this many polygons are not dissolved
    public record Low(Zooms zoom, int buckets, int group, int keepGroupsUpTo) {
        public Low {
            if (buckets < 1 || group < 1 || keepGroupsUpTo < 0) {
                throw new IllegalArgumentException("buckets " + buckets + " and group " + group
                        + " are at least 1, keep-groups-up-to " + keepGroupsUpTo + " at least 0");
            }
        }
    }

    /// What a build can make.
    public enum Output implements Named {
        GEOJSON("geojson"),
        SHAPEFILE("shapefile"),
        PMTILES("pmtiles"),
        MBTILES("mbtiles"),
        TREE("tree"),
        /// A page that shows the map; it needs tiles that browsers read, PMTiles or a tree.
        VIEWER("viewer");

        private final String text;

        Output(String text) {
            this.text = text;
        }

        @Override
        public String text() {
            return text;
        }
    }

    public MapSettings {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a map has at least one output");
        }
        outputs = inOrder(outputs);
    }

    private static Set<Output> inOrder(Collection<Output> outputs) {
        return Collections.unmodifiableSet(EnumSet.copyOf(outputs));
    }
}
