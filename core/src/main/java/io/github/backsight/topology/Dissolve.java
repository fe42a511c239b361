package io.github.backsight.topology;

import io.github.backsight.shape.Polygons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Polygon;

/// Unites the features of each group by dropping the borders between them.
///
/// An arc with the same group on both sides disappears; the others are stitched into rings, so every
/// vertex is one of the source's. That is right where borders match. Where two features of one group
/// overlap, or their borders cross or do not match ([CoverageFaults]), these features are united by
/// overlay arithmetic, and the result is stitched with the rest of its group as one more coverage;
/// again, until no fault is left. What features of different groups do to each other does not matter
/// to either.
///
/// The result: every polygon is valid (in the sense of JTS: polygons that touch at a point are
/// separate, a hole that touches its shell at a point is a hole), covers exactly what its features
/// cover, and comes in an order that depends on what its own group covers only ([CanonicalOrder]).
public final class Dissolve {
    /// From this many unions one after the other on, coordinates are rounded, so that unions come out
    /// clean.
    private static final int ROUNDED_FROM = 2;

    /// After this many the union is taken as it is: of the whole group, and valid, though not free of
    /// what [CoverageFaults] sees.
    private static final int LAST = 4;

    private final Coverage coverage;
    private final Sides sides;
    private final Nodes nodes;
    private final int[] group;
    private final Conflicts conflicts;
    private final int depth;

    private Dissolve(Coverage coverage, CoverageFaults faults, int[] group, int depth) {
        this.coverage = coverage;
        this.sides = new Sides(coverage);
        this.nodes = new Nodes(coverage.arcs());
        this.group = group;
        this.conflicts = new Conflicts(group);
        this.depth = depth;
        for (var fault : faults.list()) {
            conflicts.add(fault.kind(), fault.feature(), fault.other());
        }
        for (int i = 0; i < sides.displacedCount(); i++) {
            conflicts.addAlone(Fault.Kind.DOUBLED, sides.displaced(i));
        }
    }

    /// @param group of each feature, 0 to `groupCount - 1`, or -1 to leave the feature out
    public static Dissolved by(Coverage coverage, int[] group, int groupCount) {
        return by(coverage, CoverageFaults.of(coverage), group, groupCount);
    }

    /// The same, for one who has looked for the faults of `coverage` already.
    ///
    /// @throws IllegalArgumentException if `group` is not one number a feature in the range
    public static Dissolved by(Coverage coverage, CoverageFaults faults, int[] group, int groupCount) {
        if (group.length != coverage.featureCount()
                || Arrays.stream(group).anyMatch(number -> number < -1 || number >= groupCount)) {
            throw new IllegalArgumentException("expected " + coverage.featureCount() + " group numbers from -1 to "
                    + (groupCount - 1) + ", not " + Arrays.toString(group));
        }
        return new Dissolve(coverage, faults, group.clone(), 0).run(groupCount);
    }

    private Dissolved run(int groupCount) {
        var outlines = outlines();
        var nesting = new Nesting(coverage.arcs(), outlines);
        while (!nesting.misplaced().isEmpty()) {
            new Misplaced(coverage, sides, group, outlines).addTo(conflicts, nesting.misplaced());
            outlines = outlines();
            nesting = new Nesting(coverage.arcs(), outlines);
        }
        var clean = new Pieces(coverage, outlines, nesting);
        var result = new PolygonsBuilder();
        var groups = new Ints(1024);
        for (int number = 0; number < groupCount; number++) {
            CanonicalOrder.copy(united(number, clean), result);
            while (groups.size() < result.featureCount()) {
                groups.add(number);
            }
        }
        return new Dissolved(result.build(), groups.toArray(), conflicts.report());
    }

    private Polygons united(int number, Pieces clean) {
        var result = new PolygonsBuilder();
        var clusters = conflicts.clusters(number);
        if (clusters.isEmpty()) {
            clean.copy(number, shell -> true, result);
        } else {
            addOverlaid(number, clusters.values(), clean, result);
        }
        return result.build();
    }

    private Outlines outlines() {
        int[] clean = group.clone();
        Arrays.setAll(clean, feature -> conflicts.concerns(feature) ? Sides.NOTHING : group[feature]);
        return new Outlines(coverage, nodes, sides, clean);
    }

    /// Adds one group: what is clean of it, stitched with what overlay made of the rest.
    private void addOverlaid(int number, Collection<BitSet> clusters, Pieces clean, PolygonsBuilder result) {
        if (depth == LAST) {
            overlay(IntStream.range(0, group.length).filter(feature -> group[feature] == number), result);
            return;
        }
        var overlaid = new ArrayList<Polygon>();
        clusters.forEach(cluster -> overlaid.addAll(united(cluster.stream())));
        var near = clean.near(number, overlaid);
        var stitched = stitched(number, near, clean, overlaid);
        if (stitched.report().overlaid() == 0) {
            clean.copy(number, shell -> !near.test(shell), result);
        } else {
            // More overlay has moved more borders: whether they still keep clear of all the others is not known.
            stitched = stitched(number, shell -> true, clean, overlaid);
        }
        copy(stitched.polygons(), result);
    }

    private Dissolved stitched(int number, IntPredicate shells, Pieces clean, List<Polygon> overlaid) {
        var parts = new PolygonsBuilder();
        clean.copy(number, shells, parts);
        overlaid.forEach(polygon -> Pieces.add(polygon, parts));
        var polygons = parts.build();
        var again = new CoverageBuilder(polygons, Places.exact(polygons)).build();
        return new Dissolve(again, CoverageFaults.of(again), new int[again.featureCount()], depth + 1).run(1);
    }

    private void overlay(IntStream features, PolygonsBuilder parts) {
        united(features).forEach(polygon -> Pieces.add(polygon, parts));
    }

    private List<Polygon> united(IntStream features) {
        var overlay = new Overlay(coverage);
        var geometries = features.mapToObj(feature -> overlay.polygons(feature, conflicts.isBroken(feature)))
                .flatMap(List::stream)
                .toList();
        return overlay.union(geometries, depth >= ROUNDED_FROM);
    }

    private static void copy(Polygons from, PolygonsBuilder to) {
        for (int feature = 0; feature < from.featureCount(); feature++) {
            for (int polygon = from.polygonStart(feature); polygon < from.polygonStart(feature + 1); polygon++) {
                to.beginFeature(Integer.toString(to.featureCount()));
                to.beginPolygon();
                for (int ring = from.ringStart(polygon); ring < from.ringStart(polygon + 1); ring++) {
                    to.beginRing();
                    for (int v = from.vertexStart(ring); v < from.vertexStart(ring + 1); v++) {
                        to.vertex(from.longitude(v), from.latitude(v));
                    }
                }
            }
        }
    }
}
