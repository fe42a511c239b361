package io.github.backsight.tile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a Mapbox Vector Tile says.
///
/// @param layers in the order of the tile
public record DecodedTile(List<Layer> layers) {
    public DecodedTile {
        layers = List.copyOf(layers);
    }

    /// @param extent the width and height of the tile in its own units
    public record Layer(String name, int extent, List<Feature> features) {
        public Layer {
            features = List.copyOf(features);
        }
    }

    /// @param attributes by name, in the order of the feature's tags
    public record Feature(Map<String, TileValue> attributes, List<Polygon> polygons) {
        public Feature {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            polygons = List.copyOf(polygons);
        }
    }

    /// @param shell clockwise on the screen
    /// @param holes the other way round
    public record Polygon(TileRing shell, List<TileRing> holes) {
        public Polygon {
            holes = List.copyOf(holes);
        }

        /// {@return the same polygon in units that are `times` finer}
        ///
        /// @param times at least 1
        public Polygon inFinerUnits(int times) {
            return new Polygon(
                    shell.inFinerUnits(times),
                    holes.stream().map(hole -> hole.inFinerUnits(times)).toList());
        }
    }
}
