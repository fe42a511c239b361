package io.github.backsight.testkit.tracts;

import io.github.backsight.testkit.tracts.Settlement.Part;
import io.github.backsight.testkit.tracts.Tract.Ring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A clean coverage in the likeness of census tracts: neighbours share winding borders vertex by vertex; sizes are
/// skewed, from a street block to a county; some tracts have islands in others, some lie within another, some have
/// holes
/// that are nobody's, and some of the land is missing.
///
/// The same seed, count and detail make the same tracts, always. They are made one by one and not kept, so that
/// millions
/// need no memory. Immutable; threads may share it.
public final class TractCoverage {
    private static final int FATE = 32;
    private static final int ISLAND = 33;
    private static final int SCORE = 34;
    private static final double MISSING = 0.01;
    private static final double LAKE = 0.02;
    private static final double ENCLAVE = 0.03;
    private static final double ISLAND_OF_LAST = 0.045;
    private static final int STATE_LEVEL = 3;
    /// A tract has its own four sides and what smaller neighbours add, most of them short; found by trial.
    private static final double LINES_OF_A_TRACT = 3.5;

    private static final int MOST_TRACTS = 50_000_000;

    private final Chance chance;
    private final Settlement settlement;
    private final Ground ground;
    private final Borders borders;

    /// @param tracts about how many to make, 1 to 50 million
    /// @param vertices about how many vertices a tract has on average, at least 4
    public TractCoverage(long seed, int tracts, int vertices) {
        if (tracts < 1 || tracts > MOST_TRACTS || vertices < 4) {
            throw new IllegalArgumentException("a coverage has 1 to " + MOST_TRACTS
                    + " tracts of at least 4 vertices, not " + tracts + " of " + vertices);
        }
        this.chance = new Chance(seed);
        this.settlement = new Settlement(chance, tracts);
        this.ground = Ground.of(tracts);
        this.borders = new Borders(chance, settlement, ground, vertices / LINES_OF_A_TRACT);
    }

    /// Makes every tract once, in the same order each time.
    public void forEach(Consumer<Tract> consumer) {
        var stream = new Stream(consumer);
        settlement.forEach(stream::accept);
    }

    private final class Stream {
        private final Consumer<Tract> consumer;
        private final Line line = new Line();
        private int number;
        /// An island in the part before this one, whose owner comes next.
        private Optional<Ring> waiting = Optional.empty();

        Stream(Consumer<Tract> consumer) {
            this.consumer = consumer;
        }

        void accept(Part part) {
            double fate = chance.at(FATE, part.level(), part.x(), part.y());
            if (fate < MISSING && number > 0) {
                return;
            }
            List<List<Ring>> polygons = new ArrayList<>();
            var shell = shell(part);
            if (fate >= ISLAND_OF_LAST) {
                polygons.add(List.of(shell));
                take(polygons);
                tell(part, polygons);
                return;
            }
            var shore = shore(part);
            polygons.add(List.of(shell, shore.reversed()));
            take(polygons);
            tell(part, polygons);
            if (fate >= ENCLAVE) {
                waiting = Optional.of(shore);
            } else if (fate >= LAKE) {
                tell(part, List.of(List.of(shore)));
            }
        }

        private void take(List<List<Ring>> polygons) {
            waiting.ifPresent(island -> polygons.add(List.of(island)));
            waiting = Optional.empty();
        }

        private void tell(Part part, List<List<Ring>> polygons) {
            int up = Math.max(0, part.level() - STATE_LEVEL);
            int state = 1 + (part.x() >> up) + ((part.y() >> up) << STATE_LEVEL);
            number++;
            var digits = Integer.toString(1_000_000_000 + number).substring(1);
            var id = (state < 10 ? "0" : "") + state + digits;
            double around = chance.at(SCORE, STATE_LEVEL, part.x() >> up, part.y() >> up);
            double own = chance.at(SCORE + 1, part.level(), part.x(), part.y() ^ (number << 8));
            consumer.accept(new Tract(id, Math.rint((around + own) / 2 * 1e6) / 1e6, polygons));
        }

        private Ring shell(Part part) {
            int side = 1 << (Settlement.DEEPEST - part.level());
            int west = part.x() * side;
            int south = part.y() * side;
            line.clear();
            borders.append(west, south, west + side, south, part.level(), line);
            borders.append(west + side, south, west + side, south + side, part.level(), line);
            borders.append(west + side, south + side, west, south + side, part.level(), line);
            borders.append(west, south + side, west, south, part.level(), line);
            return new Ring(line.toArray());
        }

        /// A closed line about the middle, small enough to be clear of all borders, star-shaped.
        private Ring shore(Part part) {
            double side = 1 << (Settlement.DEEPEST - part.level());
            int points = (int) Math.clamp(8 + 32 * chance.at(ISLAND, part.level(), part.x(), part.y()), 8, 40);
            line.clear();
            for (int point = 0; point < points; point++) {
                double angle = 2 * Math.PI * point / points;
                double away = side * (0.05 + 0.05 * chance.at(ISLAND + 64 + point, part.level(), part.x(), part.y()));
                line.add(
                        ground.longitude((part.x() + 0.5) * side + away * StrictMath.cos(angle)),
                        ground.latitude((part.y() + 0.5) * side + away * StrictMath.sin(angle)));
            }
            return new Ring(line.toArray());
        }
    }
}
