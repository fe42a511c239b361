package io.github.backsight.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.strtree.STRtree;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/// Tells the overlaps and gaps that tiles have from their source from those that cutting made. Threads may share it.
final class SourceFaults {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    /// How much of a pixel's surroundings the source must leave open, or cover twice, to explain a gap there, in square
    /// tile units.
    private static final double FAULTY = 1e-6;

    private final SourceMap source;
    private final Map<List<String>, Boolean> overlaps = new ConcurrentHashMap<>();

    SourceFaults(SourceMap source) {
        this.source = source;
    }

    private record Part(int piece, String key, Polygon polygon) {}

    /// {@return the area that two features share in a tile and do not share anywhere in the source, in square units}
    double newOverlap(DrawnTile tile) {
        var place = TilePlace.of(tile.id());
        var parts = parts(tile);
        var index = new STRtree();
        for (int i = 0; i < parts.size(); i++) {
            index.insert(parts.get(i).polygon().getEnvelopeInternal(), i);
        }
        double area = 0;
        for (int i = 0; i < parts.size(); i++) {
            for (var found : index.query(parts.get(i).polygon().getEnvelopeInternal())) {
                int other = (int) found;
                if (other > i && parts.get(other).piece() != parts.get(i).piece()) {
                    area += newOverlap(parts.get(i), parts.get(other), place);
                }
            }
        }
        return area;
    }

    private static List<Part> parts(DrawnTile tile) {
        var parts = new ArrayList<Part>();
        for (int piece = 0; piece < tile.pieces().size(); piece++) {
            for (var polygon : tile.pieces().get(piece).polygons()) {
                parts.add(new Part(piece, tile.pieces().get(piece).key(), polygon));
            }
        }
        return parts;
    }

    private double newOverlap(Part one, Part other, TilePlace place) {
        double area = shared(one.polygon(), other.polygon());
        return area == 0 || overlapInSource(one.key(), other.key(), place) ? 0 : area;
    }

    private boolean overlapInSource(String one, String other, TilePlace place) {
        return overlaps.computeIfAbsent(
                List.of(one, other),
                keys -> source.polygons(one).stream()
                        .anyMatch(polygon -> source.polygons(other).stream()
                                .anyMatch(neighbour -> polygon.intValue() != neighbour
                                        && source.envelope(polygon).intersects(source.envelope(neighbour))
                                        && shared(source.geometry(polygon, place), source.geometry(neighbour, place))
                                                > 0)));
    }

    private static double shared(Geometry one, Geometry other) {
        return one.getEnvelopeInternal().intersects(other.getEnvelopeInternal())
                ? OverlayNGRobust.overlay(Mended.of(one), Mended.of(other), OverlayNG.INTERSECTION)
                        .getArea()
                : 0;
    }

    /// {@return whether within a pixel of a gap the source is no clean coverage: leaves something open, or has two
    /// features lie over one another, whose borders then are simplified each for itself and may part}
    boolean isUnclean(Polygon gap, DrawnTile tile) {
        var place = TilePlace.of(tile.id());
        var box = new Envelope(gap.getEnvelopeInternal());
        box.expandBy(TilePlace.UNITS_A_PIXEL);
        var found = new ArrayList<Integer>();
        source.borders(place.mercator(box), (from, to) -> found.add(source.polygon(source.ring(from))));
        var around = FACTORY.toGeometry(box);
        var inside = found.stream()
                .distinct()
                .map(polygon -> OverlayNGRobust.overlay(
                        Mended.of(source.geometry(polygon, place)), around, OverlayNG.INTERSECTION))
                .collect(Collectors.toList());
        if (inside.isEmpty()) {
            return false;
        }
        double covered = OverlayNGRobust.union(inside).getArea();
        return around.getArea() - covered > FAULTY
                || inside.stream().mapToDouble(Geometry::getArea).sum() - covered > FAULTY;
    }
}
