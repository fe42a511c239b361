package io.github.backsight.tile;

import io.github.backsight.geom.Degrees;
import io.github.backsight.geom.Mercator;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.topology.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/// Features for tests, drawn as JTS geometries in units of the grid of [Degrees].
final class Drawing {
    private final List<String> ids = new ArrayList<>();
    private final Ints polygonStart = new Ints(16);
    private final Ints ringStart = new Ints(16);
    private final Ints vertexStart = new Ints(16);
    private final Ints x = new Ints(16);
    private final Ints y = new Ints(16);

    /// Adds a feature drawn in units of the tiles of `zoom`, 4096 a tile, from the world's north-western corner.
    Drawing units(int zoom, String wkt) {
        try {
            var geometry = new WKTReader().read(wkt);
            double unit = 1 << new ZoomGrid(zoom).shift();
            geometry.apply((Coordinate place) -> {
                place.x = Degrees.toGrid(Mercator.longitude(place.x * unit));
                place.y = Degrees.toGrid(Mercator.latitude(place.y * unit));
            });
            return grid(geometry);
        } catch (ParseException e) {
            throw new IllegalArgumentException(wkt, e);
        }
    }

    /// Adds a feature drawn on the grid.
    Drawing grid(Geometry geometry) {
        ids.add("feature " + ids.size());
        polygonStart.add(ringStart.size);
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                ringStart.add(vertexStart.size);
                ring(polygon.getExteriorRing());
                for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                    ring(polygon.getInteriorRingN(hole));
                }
            }
        }
        return this;
    }

    private void ring(LinearRing ring) {
        vertexStart.add(x.size);
        for (int i = 0; i < ring.getNumPoints() - 1; i++) {
            x.add((int) ring.getCoordinateN(i).x);
            y.add((int) ring.getCoordinateN(i).y);
        }
    }

    Coverage coverage() {
        polygonStart.add(ringStart.size);
        ringStart.add(vertexStart.size);
        vertexStart.add(x.size);
        return Coverage.of(new Polygons(
                ids,
                polygonStart.toArray(),
                ringStart.toArray(),
                vertexStart.toArray(),
                x.toArray(),
                y.toArray(),
                Optional.empty()));
    }

    List<Cutting> cut(int lowestZoom, int highestZoom) {
        return cut(CutSettings.of(lowestZoom, highestZoom, 1));
    }

    /// {@return the cutting of one zoom, with every vertex}
    Cutting cutExactly(int zoom) {
        return cut(new CutSettings(zoom, zoom, 0, 0, 1)).getFirst();
    }

    List<Cutting> cut(CutSettings settings) {
        return TileCutter.cut(coverage(), settings, "drawn", Progress.SILENT);
    }

    static GeometryFactory geometry() {
        return new GeometryFactory();
    }
}
