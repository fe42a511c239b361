package io.github.backsight.spark;

import io.github.backsight.config.Zooms;
import io.github.backsight.geom.Mercator;
import io.github.backsight.shape.Polygons;
import java.util.List;

/// How much of the world's square on the map polygons cover, and so how many tiles.
final class MappedArea {
    private MappedArea() {}

    /// {@return the part of the square that `polygons` cover, if they do not overlap}
    static double of(Polygons polygons) {
        double area = 0;
        for (int polygon = 0; polygon < polygons.polygonStart(polygons.featureCount()); polygon++) {
            int shell = polygons.ringStart(polygon);
            for (int ring = shell; ring < polygons.ringStart(polygon + 1); ring++) {
                area += ring == shell ? ofRing(polygons, ring) : -ofRing(polygons, ring);
            }
        }
        return area;
    }

    private static double ofRing(Polygons polygons, int ring) {
        int first = polygons.vertexStart(ring);
        int end = polygons.vertexStart(ring + 1);
        double doubled = 0;
        for (int v = first; v < end; v++) {
            int next = v + 1 < end ? v + 1 : first;
            doubled += x(polygons, v) * y(polygons, next) - x(polygons, next) * y(polygons, v);
        }
        return Math.abs(doubled) / 2;
    }

    private static double x(Polygons polygons, int vertex) {
        return (double) Mercator.x(polygons.longitude(vertex)) / Mercator.WORLD;
    }

    private static double y(Polygons polygons, int vertex) {
        return (double) Mercator.y(polygons.latitude(vertex)) / Mercator.WORLD;
    }

    /// {@return how many tiles an area touches at all of `zooms`, if it is about a square}
    static long tiles(double area, List<Zooms> zooms) {
        return zooms.stream()
                .mapToLong(layer -> {
                    long tiles = 0;
                    for (int zoom = layer.least(); zoom <= layer.most(); zoom++) {
                        // A square with sides of s tiles touches (s + 1)² of them on average.
                        double side = Math.sqrt(area) * (1L << zoom);
                        tiles += Math.round((side + 1) * (side + 1));
                    }
                    return tiles;
                })
                .sum();
    }
}
