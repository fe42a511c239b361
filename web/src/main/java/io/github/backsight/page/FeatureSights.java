package io.github.backsight.page;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.DecodedTile;
import io.github.backsight.tile.MvtDecoder;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileRing;
import io.github.backsight.tile.TileValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where features are and what they are worth, as far as a map of them has to know. For one thread.
final class FeatureSights {
    /// The zoom that is looked at first: nearly all features are large enough for it.
    private static final int FIRST_ZOOM = 5;

    private static final double AROUND = 0.08;
    private static final double EXTREME = 0.02;

    private final String id;
    private final Optional<String> value;
    private final Set<String> marked;
    private final Map<String, Sight> sightOf = new HashMap<>();
    private final Map<String, Double> before = new HashMap<>();
    private final Map<String, Double> now = new HashMap<>();
    private boolean truth;

    private FeatureSights(String id, Optional<String> value, Set<String> marked) {
        this.id = id;
        this.value = value;
        this.marked = marked;
    }

    static FeatureSights of(
            TileArchiveReader before,
            TileArchiveReader now,
            int lowestZoom,
            int highestZoom,
            String id,
            Optional<String> value,
            Map<String, Integer> marks)
            throws IOException {
        var sights = new FeatureSights(id, value, marks.keySet());
        int first = Math.clamp(FIRST_ZOOM, lowestZoom, highestZoom);
        sights.see(before, first, sights.before, Optional.empty());
        sights.see(now, first, sights.now, Optional.empty());
        for (int zoom = first + 1; zoom <= highestZoom; zoom++) {
            if (sights.sightOf.keySet().containsAll(sights.marked)) {
                break;
            }
            sights.see(before, zoom, sights.before, Optional.of(sights.marked));
            sights.see(now, zoom, sights.now, Optional.of(sights.marked));
        }
        return sights;
    }

    private void see(TileArchiveReader archive, int zoom, Map<String, Double> values, Optional<Set<String>> wanted)
            throws IOException {
        for (var tile : archive.tiles()) {
            if (tile.z() == zoom) {
                var plain = archive.tile(tile);
                if (plain.isPresent()) {
                    for (var layer : MvtDecoder.decode(plain.get()).layers()) {
                        layer.features().forEach(feature -> see(tile, layer.extent(), feature, values, wanted));
                    }
                }
            }
        }
    }

    private void see(
            TileId tile,
            int extent,
            DecodedTile.Feature feature,
            Map<String, Double> values,
            Optional<Set<String>> wanted) {
        var name = feature.attributes().get(id);
        if (!(name instanceof TileValue.Text(var text))
                || (wanted.isPresent() && !wanted.get().contains(text))) {
            return;
        }
        sightOf.merge(text, Sight.of(tile, extent, feature), (one, other) -> other.area() > one.area() ? other : one);
        value.map(feature.attributes()::get).ifPresent(found -> {
            switch (found) {
                case TileValue.Numeric(var number) -> values.put(text, number);
                case TileValue.Truth(var yes) -> {
                    truth = true;
                    values.put(text, yes ? 1.0 : 0);
                }
                case TileValue.Text unused -> {}
            }
        });
    }

    /// What one tile shows of a feature.
    ///
    /// @param box west, south, east and north of its largest polygon there, in degrees
    /// @param area of that polygon, in the square degrees of a flat map
    private record Sight(double[] box, double area) {
        /// What reaches into the tile from a neighbour only, in the strip that tiles share, has no area.
        static Sight of(TileId tile, int extent, DecodedTile.Feature feature) {
            var largest = new Sight(box(tile, extent, 0, 0, 0, 0), -1);
            for (var polygon : feature.polygons()) {
                var sight = of(tile, extent, polygon.shell());
                largest = sight.area > largest.area ? sight : largest;
            }
            return largest;
        }

        private static Sight of(TileId tile, int extent, TileRing shell) {
            int west = extent;
            int east = 0;
            int north = extent;
            int south = 0;
            for (int point = 0; point < shell.size(); point++) {
                int x = Math.clamp(shell.x(point), 0, extent);
                int y = Math.clamp(shell.y(point), 0, extent);
                west = Math.min(west, x);
                east = Math.max(east, x);
                north = Math.min(north, y);
                south = Math.max(south, y);
            }
            var box = box(tile, extent, west, south, east, north);
            return new Sight(box, (box[2] - box[0]) * (box[3] - box[1]));
        }

        private static double[] box(TileId tile, int extent, int west, int south, int east, int north) {
            double unit = (double) (Mercator.WORLD >> tile.z()) / extent;
            double left = (double) tile.x() * extent;
            double top = (double) tile.y() * extent;
            return new double[] {
                Mercator.longitude((left + west) * unit),
                Mercator.latitude((top + south) * unit),
                Mercator.longitude((left + east) * unit),
                Mercator.latitude((top + north) * unit)
            };
        }

        Place middle() {
            return new Place(rounded((box[0] + box[2]) / 2), rounded((box[1] + box[3]) / 2));
        }
    }

    private static double rounded(double degrees) {
        return Math.rint(degrees * 1e5) / 1e5;
    }

    /// {@return the middles of the marked features, those that the zooms looked at show}
    Map<String, Place> places() {
        var places = new HashMap<String, Place>();
        sightOf.forEach((name, sight) -> {
            if (marked.contains(name)) {
                places.put(name, sight.middle());
            }
        });
        return places;
    }

    /// {@return the box of nearly all features and a little around it}
    Bounds bounds() {
        if (sightOf.isEmpty()) {
            return new Bounds(-180, -60, 180, 75);
        }
        double west = NearlyAll.of(side(0))[0];
        double south = NearlyAll.of(side(1))[0];
        double east = NearlyAll.of(side(2))[1];
        double north = NearlyAll.of(side(3))[1];
        double across = Math.max((east - west) * AROUND, 0.05);
        double down = Math.max((north - south) * AROUND, 0.05);
        return new Bounds(
                Math.max(-180, west - across),
                Math.max(-Mercator.MOST_LATITUDE, south - down),
                Math.min(180, east + across),
                Math.min(Mercator.MOST_LATITUDE, north + down));
    }

    private double[] side(int number) {
        return sightOf.values().stream()
                .mapToDouble(sight -> sight.box()[number])
                .toArray();
    }

    /// {@return what colours mean: the numbers between which nearly all lie; empty where no feature has any}
    Optional<ChangeMap.Colours> colours() {
        var all = new ArrayList<>(before.values());
        all.addAll(now.values());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        var values = sorted(all);
        double low = NearlyAll.at(values, EXTREME);
        double high = NearlyAll.at(values, 1 - EXTREME);
        var differences = sorted(now.entrySet().stream()
                .filter(entry -> before.containsKey(entry.getKey()))
                .map(entry -> Math.abs(entry.getValue() - before.getOrDefault(entry.getKey(), 0.0)))
                .filter(difference -> difference > 0)
                .toList());
        double far = differences.length > 0 ? NearlyAll.at(differences, 1 - EXTREME) : Math.max(high - low, 1);
        return Optional.of(new ChangeMap.Colours(low, high > low ? high : low + 1, far, truth));
    }

    private static double[] sorted(List<Double> numbers) {
        var sorted = numbers.stream()
                .mapToDouble(Double::doubleValue)
                .filter(number -> !Double.isNaN(number))
                .toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
