package io.github.backsight.build;

import io.github.backsight.tile.Cutting;
import java.util.List;

/// The groundwork of a map and the tiles of its high layer, cut but without attributes: what a cutting file holds.
///
/// @param high one a zoom, the lowest first; empty when the map asks for no tiles
record Prepared(Groundwork groundwork, List<Cutting> high) {
    Prepared {
        high = List.copyOf(high);
    }

    /// {@return about how long a file of it is}
    long roughBytes() {
        int aVertex = groundwork.coverage().finerThanGrid() ? 36 : 12;
        return (long) groundwork.polygons().vertexCount() * aVertex
                + high.stream().mapToLong(Cutting::geometrySize).sum() * 3 / 2;
    }
}
