package io.github.backsight.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

/// A rectangle divided among features without gaps and overlaps: cells of a bent net, each given to a feature by
/// lot, so that features have holes, islands and parts that touch in points.
///
/// @param extent the rectangle, on the grid of degrees
record RandomCoverage(Envelope extent, List<Geometry> features) {

    static RandomCoverage of(long seed) {
        var random = new Random(seed);
        double width = Math.pow(10, -1.5 + 3.5 * random.nextDouble()) * 1e7;
        double height = Math.min(width, 60e7) * (0.5 + random.nextDouble() / 2);
        double west = Math.rint(-180e7 + random.nextDouble() * (360e7 - width));
        double south = Math.rint(-85e7 + random.nextDouble() * (150e7 - height));
        if (seed % 5 == 0) {
            west = seed % 2 == 0 ? -180e7 : 180e7 - Math.rint(width);
        }
        var extent = new Envelope(west, west + Math.rint(width), south, south + Math.rint(height));
        return new Net(random, extent, 2 + random.nextInt(14), random.nextInt(6)).features(2 + random.nextInt(9));
    }

    Drawing drawing() {
        var drawing = new Drawing();
        features.forEach(drawing::grid);
        return drawing;
    }

    /// A net of `size` x `size` cells; each side of a cell has `bends` vertices between its ends.
    private record Net(
            Random random, Envelope extent, int size, int bends, Coordinate[][] knots, Coordinate[][][] sides) {
        Net(Random random, Envelope extent, int size, int bends) {
            this(random, extent, size, bends, new Coordinate[size + 1][size + 1], new Coordinate[2][][]);
            for (int i = 0; i <= size; i++) {
                for (int j = 0; j <= size; j++) {
                    knots[i][j] = place(i + shift(i, 0.25), j + shift(j, 0.25));
                }
            }
            for (int direction = 0; direction < 2; direction++) {
                sides[direction] = new Coordinate[(size + 1) * (size + 1)][];
                for (int i = 0; i <= size - (1 - direction); i++) {
                    for (int j = 0; j <= size - direction; j++) {
                        sides[direction][i * (size + 1) + j] = side(direction, i, j);
                    }
                }
            }
        }

        private double shift(double knot, double most) {
            double shift = (random.nextDouble() * 2 - 1) * most;
            return knot == 0 || knot == size ? 0 : shift;
        }

        private Coordinate place(double i, double j) {
            return new Coordinate(
                    Math.rint(extent.getMinX() + extent.getWidth() * i / size),
                    Math.rint(extent.getMinY() + extent.getHeight() * j / size));
        }

        private Coordinate[] side(int direction, int i, int j) {
            var from = knots[i][j];
            var to = direction == 0 ? knots[i + 1][j] : knots[i][j + 1];
            var line = new Coordinate[bends + 2];
            line[0] = from;
            line[bends + 1] = to;
            for (int b = 1; b <= bends; b++) {
                double along = b / (bends + 1.0);
                double x = from.x + (to.x - from.x) * along;
                double y = from.y + (to.y - from.y) * along;
                double sway = (random.nextDouble() * 2 - 1) * 0.1 * extent.getWidth() / size;
                double rise = (random.nextDouble() * 2 - 1) * 0.1 * extent.getHeight() / size;
                boolean outerX = direction == 1 && (i == 0 || i == size);
                boolean outerY = direction == 0 && (j == 0 || j == size);
                line[b] = new Coordinate(
                        Math.rint(direction == 0 ? x : outerX ? from.x : x + sway),
                        Math.rint(direction == 1 ? y : outerY ? from.y : y + rise));
            }
            return line;
        }

        private Polygon cell(int i, int j) {
            var ring = new ArrayList<Coordinate>();
            add(ring, sides[0][i * (size + 1) + j], false);
            add(ring, sides[1][(i + 1) * (size + 1) + j], false);
            add(ring, sides[0][i * (size + 1) + j + 1], true);
            add(ring, sides[1][i * (size + 1) + j], true);
            ring.add(ring.getFirst());
            return Drawing.geometry().createPolygon(ring.toArray(Coordinate[]::new));
        }

        private static void add(List<Coordinate> ring, Coordinate[] line, boolean backwards) {
            for (int i = 0; i < line.length - 1; i++) {
                ring.add(line[backwards ? line.length - 1 - i : i]);
            }
        }

        private RandomCoverage features(int count) {
            var cells = new ArrayList<List<Polygon>>();
            for (int f = 0; f < count; f++) {
                cells.add(new ArrayList<>());
            }
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    cells.get(random.nextInt(count)).add(cell(i, j));
                }
            }
            return new RandomCoverage(
                    extent,
                    cells.stream()
                            .filter(own -> !own.isEmpty())
                            .map(own -> CoverageUnion.union(own.toArray(Geometry[]::new)))
                            .toList());
        }
    }
}
