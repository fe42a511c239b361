package io.github.backsight.build;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.geom.Degrees;
import io.github.backsight.shape.Layer;

/// The box of longitudes and latitudes that a layer's polygons cover.
final class Extent {
    /// What an empty layer says it covers.
    private static final Bounds WORLD = new Bounds(-180, -85, 180, 85);

    private int west = Integer.MAX_VALUE;
    private int south = Integer.MAX_VALUE;
    private int east = Integer.MIN_VALUE;
    private int north = Integer.MIN_VALUE;

    private Extent() {}

    static Bounds of(Layer layer) {
        var extent = new Extent();
        var polygons = layer.polygons();
        for (int row = 0; row < layer.rowCount(); row++) {
            int feature = layer.feature(row);
            if (feature != Layer.NONE) {
                int from = polygons.vertexStart(polygons.ringStart(polygons.polygonStart(feature)));
                int end = polygons.vertexStart(polygons.ringStart(polygons.polygonStart(feature + 1)));
                for (int vertex = from; vertex < end; vertex++) {
                    extent.include(polygons.x(vertex), polygons.y(vertex));
                }
            }
        }
        return extent.bounds();
    }

    private void include(int x, int y) {
        west = Math.min(west, x);
        south = Math.min(south, y);
        east = Math.max(east, x);
        north = Math.max(north, y);
    }

    private Bounds bounds() {
        return west > east
                ? WORLD
                : new Bounds(
                        Degrees.fromGrid(west),
                        Degrees.fromGrid(south),
                        Degrees.fromGrid(east),
                        Degrees.fromGrid(north));
    }
}
