package io.github.backsight.testkit.tracts;

/// Draws the line between two neighbouring corners of tracts, the same for both that share it.
///
/// A line wanders beside the straight way from corner to corner: it goes ever forward along it, and stays within a
/// rhombus of [#REACH] about it. So it cannot meet itself, and not its neighbours either, whose rhombi do not overlap:
/// corners are moved by at most [#SHIFT] of the shortest line that ends there, which leaves more than 60 degrees
/// between
/// two lines at a corner, and two rhombi take less than 50.
final class Borders {
    private static final double REACH = 0.45;
    private static final double SHIFT = 0.1;
    private static final double RESTLESSNESS = 0.9;
    private static final int MOST_STEPS = 4096;
    private static final int EAST = 2;
    private static final int NORTH = 3;
    private static final int STEPS = 4;
    private static final int WALK = 5;

    private final Chance chance;
    private final Settlement settlement;
    private final Ground ground;
    private final double steps;

    /// @param steps how many straight pieces a line has, on average
    Borders(Chance chance, Settlement settlement, Ground ground, double steps) {
        this.chance = chance;
        this.settlement = settlement;
        this.ground = ground;
        this.steps = steps;
    }

    /// Appends the way from one corner of a part to the next, without its last point.
    ///
    /// Corners are given on the lattice of the deepest level, and differ in one of the two. Where smaller parts
    /// lie on the other side, their corners are on the way.
    void append(int fromX, int fromY, int toX, int toY, int level, Line line) {
        if (isDivided(fromX, fromY, toX, toY, level)) {
            int middleX = (fromX + toX) / 2;
            int middleY = (fromY + toY) / 2;
            append(fromX, fromY, middleX, middleY, level + 1, line);
            append(middleX, middleY, toX, toY, level + 1, line);
        } else if (fromX < toX || fromY < toY) {
            wander(fromX, fromY, toX, toY, level, line, false);
        } else {
            wander(toX, toY, fromX, fromY, level, line, true);
        }
    }

    private boolean isDivided(int fromX, int fromY, int toX, int toY, int level) {
        int down = Settlement.DEEPEST - level;
        int x = Math.min(fromX, toX) >> down;
        int y = Math.min(fromY, toY) >> down;
        boolean goesEast = fromY == toY;
        return settlement.isQuartered(level, x, y)
                || settlement.isQuartered(level, goesEast ? x : x - 1, goesEast ? y - 1 : y);
    }

    private void wander(int x, int y, int toX, int toY, int level, Line line, boolean backwards) {
        double beginX = cornerX(x, y);
        double beginY = cornerY(x, y);
        double runX = cornerX(toX, toY) - beginX;
        double runY = cornerY(toX, toY) - beginY;
        int purpose = y == toY ? STEPS : STEPS + 16;
        int count = steps(
                chance.at(purpose, level, x, y),
                StrictMath.hypot(runX, runY) / (1 << (Settlement.DEEPEST - level)),
                level);
        var own = new Walk(chance.bits(purpose + WALK, level, x, y));
        int first = line.size();
        line.add(ground.longitude(beginX), ground.latitude(beginY));
        double away = 0;
        for (int step = 1; step < count; step++) {
            double along = (double) step / count;
            double most = REACH * Math.min(along, 1 - along);
            away = Math.clamp(away + own.step() * RESTLESSNESS * REACH / Math.sqrt(count), -most, most);
            line.add(
                    ground.longitude(beginX + runX * along - runY * away),
                    ground.latitude(beginY + runY * along + runX * away));
        }
        if (backwards) {
            line.add(ground.longitude(beginX + runX), ground.latitude(beginY + runY));
            line.reverse(first);
            line.removeLast();
        }
    }

    /// Long lines have more steps than short ones, and a few have many: along rivers and shores, not along streets.
    private int steps(double luck, double stretch, int level) {
        double wide = StrictMath.pow(2, 0.9 * (ground.usualLevel() - level));
        int most = Math.min(MOST_STEPS, (int) (ground.finest(level) * stretch));
        return (int) Math.max(1, Math.min(most, Math.rint(steps * wide * (0.25 + 3 * luck * luck * luck))));
    }

    private double cornerX(int x, int y) {
        return isRim(x) ? x : x + shift(EAST, x, y);
    }

    private double cornerY(int x, int y) {
        return isRim(y) ? y : y + shift(NORTH, x, y);
    }

    private static boolean isRim(int place) {
        return place == 0 || place == 1 << Settlement.DEEPEST;
    }

    private double shift(int purpose, int x, int y) {
        int level = Math.max(
                Math.max(settlement.levelAt(x - 1, y - 1), settlement.levelAt(x, y - 1)),
                Math.max(settlement.levelAt(x - 1, y), settlement.levelAt(x, y)));
        double side = 1 << (Settlement.DEEPEST - level);
        return (chance.at(purpose, 0, x, y) * 2 - 1) * SHIFT * side;
    }

    /// Numbers of one line, one after the other.
    private static final class Walk {
        private long state;

        Walk(long state) {
            this.state = state;
        }

        /// {@return from -1 to 1}
        double step() {
            state = Chance.mixed(state);
            return (state >> 11) * 0x1.0p-52;
        }
    }
}
