package io.github.backsight.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.geom.Mercator;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.tile.TileField;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.LineSegment;

class SourceComparisonTest {
    private static final int ZOOM = 9;
    /// A cell of a drawn map at the equator, in Mercator units.
    private static final double CELL = Coverages.CELL / 360 * Mercator.WORLD;

    @Test
    void tilesOfACleanCoverageAreWithinAPixelAndLackNothing() throws IOException {
        var polygons = Coverages.drawn("""
                A A B
                A . B
                C C C
                """);

        var sum = compare(polygons, polygons);

        assertThat(sum.drawnToSource()).isBetween(0.0, 1.0);
        assertThat(sum.sourceToDrawn()).isBetween(0.0, 1.0);
        assertThat(sum.newOverlap()).isZero();
        assertThat(sum.missing().large()).isEqualTo(3);
        assertThat(sum.missing().lost()).isZero();
        assertThat(sum.missing().absentFeatures()).isZero();
    }

    @Test
    void aFeatureThatTilesDoNotDrawIsLostAndItsBordersAreFar() throws IOException {
        var sum = compare(Coverages.drawn("A . . . . B"), Coverages.drawn("A . . . . ."));

        assertThat(sum.missing().lost()).isEqualTo(1);
        assertThat(sum.missing().example()).isEqualTo("B");
        assertThat(sum.missing().absentFeatures()).isEqualTo(1);
        assertThat(sum.sourceToDrawn()).isGreaterThan(1);
    }

    @Test
    void aBorderThatTheSourceHasNotIsFarFromIt() throws IOException {
        // A cell is about 7 pixels wide here, so the middle of the line between A and B is half of that away.
        var sum = compare(Coverages.drawn("A A"), Coverages.drawn("A B"));

        assertThat(sum.drawnToSource()).isBetween(3.0, 4.0);
        assertThat(sum.drawnPlace()).startsWith(ZOOM + "/");
    }

    @Test
    void anOverlapThatTheSourceHasIsNotNew() throws IOException {
        var one = Coverages.geometries(Coverages.drawn("A A A"), 0).getFirst();
        var other = Coverages.geometries(Coverages.drawn(". . A A A"), 0).getFirst();
        var spoilt = Coverages.of(List.of(one, other));
        var clean = Coverages.of(List.of(
                one, Coverages.geometries(Coverages.drawn(". . . A A"), 0).getFirst()));

        assertThat(compare(spoilt, spoilt).newOverlap()).isZero();
        assertThat(compare(clean, spoilt).newOverlap()).isPositive();
    }

    @Test
    void linesCrossWhereTheyMeetInAPointThatEndsNeither() {
        var line = new LineSegment(0, 0, 10, 10);

        assertThat(Crossings.count(List.of(line, new LineSegment(0, 10, 10, 0))))
                .isEqualTo(1);
        assertThat(Crossings.count(List.of(line, new LineSegment(10, 10, 20, 0))))
                .isZero();
        assertThat(Crossings.count(List.of(line, new LineSegment(5, 5, 5, 0)))).isZero();
    }

    @Test
    void theFarthestPointOfALineIsFoundBetweenItsEnds() {
        var borders = new Borders(List.of(new LineSegment(0, 0, 0, 1), new LineSegment(64, 0, 64, 1)), 80);
        var farthest = new FarthestPoint(borders);

        farthest.along(new LineSegment(0, 0, 64, 0), point -> false);

        assertThat(farthest.distance()).isEqualTo(32);
        assertThat(farthest.place()).isEqualTo(new Coordinate(32, 0));
    }

    @Test
    void aLineIsClippedToABox() {
        var box = new Envelope(0, 10, 0, 10);

        assertThat(BorderErrors.clipped(new Coordinate(-5, 5), new Coordinate(15, 5), box))
                .contains(new LineSegment(0, 5, 10, 5));
        assertThat(BorderErrors.clipped(new Coordinate(-5, 8), new Coordinate(8, 21), box))
                .isEmpty();
    }

    @Test
    void anInletIsAFoldAndABayIsNot() {
        var source = source(Coverages.drawn("""
                A A A A A A A A
                A A A A A A A A
                A A A A . . . .
                A A A A A A A A
                A A A . . . A A
                A A A . . . A A
                A A A . . . A A
                """));
        var folds = new Folds(source, 1.5 * CELL);

        assertThat(folds(source, folds, 6.5, 2)).as("its side").containsOnly(true);
        assertThat(folds(source, folds, 4, 2.5)).as("its end").containsOnly(true);
        assertThat(folds(source, folds, 3, 5.5)).as("the bay").containsOnly(false);
    }

    /// What is said of a point on the border, in cells from the north-western corner.
    private static List<Boolean> folds(SourceMap source, Folds folds, double column, double row) {
        var point = new Coordinate(Mercator.WORLD / 2.0 + column * CELL, Mercator.WORLD / 2.0 + row * CELL);
        var box = new Envelope(point);
        box.expandBy(CELL / 10);
        var said = new ArrayList<Boolean>();
        source.borders(box, (from, to) -> {
            var border = new LineSegment(source.x(from), source.y(from), source.x(to), source.y(to));
            if (border.distance(point) < CELL / 10) {
                said.add(folds.at(from, border.closestPoint(point)));
            }
        });
        return said;
    }

    private static SourceMap source(Polygons polygons) {
        return new SourceMap(polygons, polygons.ids());
    }

    private static SourceComparison.Sum compare(Polygons source, Polygons drawn) throws IOException {
        var coverage = Coverage.of(drawn);
        var cutting = TileCutter.cut(coverage, CutSettings.of(ZOOM, ZOOM, 1), "drawn", Progress.SILENT)
                .getFirst();
        int[] features = IntStream.range(0, drawn.featureCount()).toArray();
        var names = new Column("id", Column.Kind.TEXT, features, drawn.ids());
        var encoder = new TileLayer("blocks", List.of(TileField.of(names)), features).encoder();
        var comparison = new SourceComparison(source(source), ZOOM);
        var sum = SourceComparison.Sum.NOTHING;
        for (int number = 0; number < cutting.tileCount(); number++) {
            var plain = encoder.encode(cutting, number).orElseThrow();
            var tile = DrawnTile.of(cutting.tile(number), plain, "id");
            sum = sum.and(comparison.compare(tile, TileJudge.judge(tile, plain)));
        }
        return comparison.complete(sum);
    }
}
