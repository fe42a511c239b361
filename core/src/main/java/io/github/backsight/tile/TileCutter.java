package io.github.backsight.tile;

import io.github.backsight.parallel.Workers;
import io.github.backsight.progress.Progress;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.MercatorVertices;
import io.github.backsight.topology.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// Cuts a coverage into the tiles of several zooms.
///
/// Per zoom: keep the vertices that matter ([SimplifiedArcs]), round all borders together
/// ([SnapRounding]), split each feature among its tiles ([TileSplitter]), make valid polygons of what
/// it has in each ([TilePolygons]). Neighbours share the same rounded line in every tile, so between
/// features of a clean coverage there are no gaps and no overlaps at any zoom.
///
/// A feature vanishes from a zoom exactly when nothing of it is left on that zoom's grid. At the
/// highest zoom nothing vanishes: such a feature is drawn there as a square of one unit at its place,
/// over its neighbours.
public final class TileCutter {
    private final SimplifiedArcs finest;
    private final FeatureRings rings;
    private final int featureCount;
    private final IntPredicate drawn;
    private final CutSettings settings;

    private TileCutter(
            SimplifiedArcs finest, FeatureRings rings, int featureCount, IntPredicate drawn, CutSettings settings) {
        this.finest = finest;
        this.rings = rings;
        this.featureCount = featureCount;
        this.drawn = drawn;
        this.settings = settings;
    }

    /// {@return one cutting a zoom, the lowest first; the same for any number of threads}
    ///
    /// @param what the layer's name, for `progress`
    public static List<Cutting> cut(Coverage coverage, CutSettings settings, String what, Progress progress) {
        try (var workers = new Workers(settings.threads())) {
            var finest = simplified(coverage, settings, what, workers, progress);
            var rings = new FeatureRings(coverage, finest);
            return new TileCutter(finest, rings, coverage.featureCount(), feature -> true, settings)
                    .cut(what, workers, progress);
        }
    }

    /// {@return what the features that are `own` have in tiles, one cutting a zoom, the lowest first:
    /// of a part of a coverage, as [io.github.backsight.topology.PartialWeighing] describes it, the
    /// same as in the whole}
    ///
    /// @param vertices those of `coverage`
    /// @param weights of all vertices of `coverage`, for the tolerances of `settings`
    public static List<Cutting> cutPart(
            Coverage coverage, MercatorVertices vertices, Weights weights, CutSettings settings, IntPredicate own) {
        try (var workers = new Workers(settings.threads())) {
            double tolerance = settings.mercatorTolerance(settings.highestZoom());
            var finest = SimplifiedArcs.of(coverage, vertices, weights, tolerance, workers);
            var rings = new FeatureRings(coverage, finest);
            return new TileCutter(finest, rings, coverage.featureCount(), own, settings)
                    .cut("", workers, Progress.SILENT);
        }
    }

    /// {@return the borders as the highest zoom shows them, with the weights for the others}
    private static SimplifiedArcs simplified(
            Coverage coverage, CutSettings settings, String what, Workers workers, Progress progress) {
        try (var step =
                progress.start("simplifying " + what + " borders", coverage.vertexCount(), Progress.Unit.ITEMS)) {
            var vertices = MercatorVertices.of(coverage, workers);
            var weights = Weights.of(coverage, vertices, settings.mercatorTolerances(), workers);
            double tolerance = settings.mercatorTolerance(settings.highestZoom());
            var arcs = SimplifiedArcs.of(coverage, vertices, weights, tolerance, workers);
            step.advance(coverage.vertexCount());
            return arcs;
        }
    }

    private List<Cutting> cut(String what, Workers workers, Progress progress) {
        int zooms = settings.highestZoom() - settings.lowestZoom() + 1;
        try (var step = progress.start("cutting " + what + " tiles", zooms, Progress.Unit.ITEMS)) {
            var cuttings = new ArrayList<Cutting>();
            var arcs = finest;
            for (int zoom = settings.highestZoom(); zoom >= settings.lowestZoom(); zoom--) {
                // What a zoom keeps, all higher zooms keep: select from the zoom before.
                arcs = arcs.coarser(settings.mercatorTolerance(zoom));
                cuttings.addFirst(cut(arcs, zoom, workers));
                step.advance(1);
            }
            return List.copyOf(cuttings);
        }
    }

    private Cutting cut(SimplifiedArcs arcs, int zoom, Workers workers) {
        var grid = new ZoomGrid(zoom);
        var noded = SnapRounding.round(arcs, grid, workers);
        boolean highest = zoom == settings.highestZoom();
        return CuttingBuilder.join(
                zoom, workers.inRanges(featureCount, (from, to) -> cutFeatures(noded, grid, highest, from, to)));
    }

    private CuttingBuilder cutFeatures(NodedArcs noded, ZoomGrid grid, boolean highest, int from, int to) {
        var builder = new CuttingBuilder(grid);
        var featureRings = new RingBuffer();
        for (int feature = from; feature < to; feature++) {
            if (drawn.test(feature) && rings.hasPolygons(feature)) {
                rings.collect(feature, noded, featureRings);
                if (!builder.add(feature, featureRings)) {
                    if (highest) {
                        smallest(feature, grid, featureRings);
                        builder.addDrawnSmallest(feature, featureRings);
                    } else {
                        builder.addVanished();
                    }
                }
            }
        }
        return builder;
    }

    private void smallest(int feature, ZoomGrid grid, RingBuffer square) {
        int vertex = finest.start[rings.firstArc(feature)];
        int x = Math.min(grid.cell(finest.x[vertex]), grid.world() - 1);
        int y = Math.min(grid.cell(finest.y[vertex]), grid.world() - 1);
        square.clear();
        square.point(x, y);
        square.point(x + 1, y);
        square.point(x + 1, y + 1);
        square.point(x, y + 1);
        square.close();
    }
}
