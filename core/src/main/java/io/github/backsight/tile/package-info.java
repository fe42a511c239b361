/// Tiles: ids, cutting, encoding as Mapbox Vector Tiles, reading back.
///
/// [TileCutter] makes a [Cutting] a zoom of a coverage: geometry only. [TileLayer] and its [TileEncoder] add the
/// attributes, [Gzip] compresses, [MvtDecoder] reads tiles to draw and to compare them. Words: a *grid point* and
/// its *cell* ([ZoomGrid]); a *hot* grid point bends every border that passes its cell ([SnapRounding]); a
/// *piece* is what one feature has in one tile.
///
/// Format: Mapbox Vector Tile specification 2.1. Coordinates are integers everywhere and all decisions exact.
@NullMarked
package io.github.backsight.tile;

import org.jspecify.annotations.NullMarked;
