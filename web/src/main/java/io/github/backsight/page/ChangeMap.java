package io.github.backsight.page;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.tile.TileId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A map of before and now, small enough for a page.
///
/// @param tiles compressed by gzip, as [io.github.backsight.tile.OverlaidTile] makes them
/// @param from the lowest zoom of the tiles
/// @param everyTo the highest zoom whose tiles have every feature
/// @param detailTo the highest zoom of all, `everyTo` or more; from `everyTo + 1` on tiles have what is marked
/// @param bounds what to show first
/// @param colours of the values; empty where features have none
/// @param points where marked features are, for a look from afar; none where there are too many to be told apart
/// @param places of marked features, by id
public record ChangeMap(
        Map<TileId, byte[]> tiles,
        int from,
        int everyTo,
        int detailTo,
        Bounds bounds,
        Optional<Colours> colours,
        List<Place> points,
        Map<String, Place> places) {
    public ChangeMap {
        tiles = Collections.unmodifiableMap(new LinkedHashMap<>(tiles));
        points = List.copyOf(points);
        places = Map.copyOf(places);
    }

    /// What colours mean.
    ///
    /// @param low the number drawn lightest
    /// @param high the number drawn darkest
    /// @param far the difference drawn strongest, more than 0
    /// @param truth whether values are true and false
    public record Colours(double low, double high, double far, boolean truth) {}
}
