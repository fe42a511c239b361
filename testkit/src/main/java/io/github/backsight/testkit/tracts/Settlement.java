package io.github.backsight.testkit.tracts;

import java.util.function.Consumer;

/// Where people live: a square that is quartered until every part has about as many as make a tract.
///
/// Each quarter gets a share of its square's people by chance, so a few become crowded and are cut small, and most
/// stay wide: sizes of tracts are skewed as real ones are. Nothing is kept in memory; every question is answered by
/// walking down from the whole.
final class Settlement {
    static final int DEEPEST = 16;
    /// A part with at most this many tracts' people is one tract; found by trial, so that there are about as many
    /// tracts as asked for.
    private static final double ONE_TRACT = 2.42;
    /// How much wider than others the most crowded quarter can be; higher is more skewed.
    private static final double SKEW = 2.2;

    private static final int SHARE = 1;

    private final Chance chance;
    private final double tracts;

    Settlement(Chance chance, int tracts) {
        this.chance = chance;
        this.tracts = tracts;
    }

    /// A part that is not quartered.
    ///
    /// @param level how often the world was halved to its side
    /// @param x its column among the squares of its level, from the west
    /// @param y its row, from the south
    record Part(int level, int x, int y) {}

    /// Tells every part once, neighbours mostly one after the other.
    void forEach(Consumer<Part> consumer) {
        visit(0, 0, 0, tracts, consumer);
    }

    private void visit(int level, int x, int y, double people, Consumer<Part> consumer) {
        if (isOneTract(level, people)) {
            consumer.accept(new Part(level, x, y));
            return;
        }
        for (int quarter = 0; quarter < 4; quarter++) {
            int column = 2 * x + (quarter & 1);
            int row = 2 * y + (quarter >> 1);
            visit(level + 1, column, row, people * share(level + 1, column, row), consumer);
        }
    }

    /// {@return whether the square is cut further; outside of the world nothing is}
    boolean isQuartered(int level, int x, int y) {
        int side = 1 << level;
        if (x < 0 || y < 0 || x >= side || y >= side) {
            return false;
        }
        double people = tracts;
        for (int above = 0; above <= level; above++) {
            int down = level - above;
            if (above > 0) {
                people *= share(above, x >> down, y >> down);
            }
            if (isOneTract(above, people)) {
                return false;
            }
        }
        return true;
    }

    /// {@return the level of the part that holds a square of the deepest level; 0 outside of the world}
    int levelAt(int x, int y) {
        int side = 1 << DEEPEST;
        if (x < 0 || y < 0 || x >= side || y >= side) {
            return 0;
        }
        double people = tracts;
        int level = 0;
        while (!isOneTract(level, people)) {
            level++;
            people *= share(level, x >> (DEEPEST - level), y >> (DEEPEST - level));
        }
        return level;
    }

    private static boolean isOneTract(int level, double people) {
        return people <= ONE_TRACT || level == DEEPEST;
    }

    private double share(int level, int x, int y) {
        int west = x & ~1;
        int south = y & ~1;
        double all = 0;
        for (int quarter = 0; quarter < 4; quarter++) {
            all += crowd(level, west + (quarter & 1), south + (quarter >> 1));
        }
        return crowd(level, x, y) / all;
    }

    private double crowd(int level, int x, int y) {
        return StrictMath.exp(SKEW * chance.at(SHARE, level, x, y));
    }
}
