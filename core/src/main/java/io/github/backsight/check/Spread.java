package io.github.backsight.check;

import io.github.backsight.table.Column;
import java.util.List;
import java.util.Optional;

/// How the numbers of a column are spread, before and now, over the same bins: two histograms.
///
/// Bins are of equal width, from the lowest to the highest number of both. Numbers far out, beyond the
/// hundredths at either end, share the outermost bins, so that one of them does not squeeze all others
/// into a line.
///
/// @param edges where bins begin, and last where the last one ends; one more than there are bins
/// @param before cells of each bin
/// @param now cells of each bin
/// @param blankBefore cells without a number
/// @param blankNow cells without a number
public record Spread(
        String column, List<Double> edges, List<Integer> before, List<Integer> now, int blankBefore, int blankNow) {
    public static final int BINS = 30;

    private static final double FAR_OUT = 0.01;

    public Spread {
        edges = List.copyOf(edges);
        before = List.copyOf(before);
        now = List.copyOf(now);
        if (edges.size() != before.size() + 1 || before.size() != now.size()) {
            throw new IllegalArgumentException("a histogram has one edge more than bins, and as many bins on both"
                    + " sides: " + edges.size() + ", " + before.size() + ", " + now.size());
        }
    }

    /// {@return the histograms; empty unless both columns hold numbers, or both true and false}
    public static Optional<Spread> of(Column before, Column now) {
        if (before.kind() == Column.Kind.TEXT || before.kind() != now.kind()) {
            return Optional.empty();
        }
        var then = CellNumbers.of(before);
        var today = CellNumbers.of(now);
        if (then.filled() + today.filled() == 0) {
            return Optional.empty();
        }
        var edges = edges(then, today, before.kind() == Column.Kind.TRUTH);
        return Optional.of(new Spread(
                now.name(),
                edges,
                counts(then, edges),
                counts(today, edges),
                before.rowCount() - then.filled(),
                now.rowCount() - today.filled()));
    }

    private static List<Double> edges(CellNumbers before, CellNumbers now, boolean truths) {
        if (truths) {
            return List.of(-0.5, 0.5, 1.5);
        }
        double least = least(before.quantile(FAR_OUT), now.quantile(FAR_OUT));
        double most = -least(-before.quantile(1 - FAR_OUT), -now.quantile(1 - FAR_OUT));
        double width = most > least ? (most - least) / BINS : 1;
        int bins = most > least ? BINS : 1;
        var edges = new Double[bins + 1];
        for (int edge = 0; edge <= bins; edge++) {
            edges[edge] = least + width * edge;
        }
        return List.of(edges);
    }

    /// {@return the lesser of two numbers of which one may be `NaN`}
    private static double least(double one, double other) {
        return Double.isNaN(one) || other < one ? other : one;
    }

    private static List<Integer> counts(CellNumbers cells, List<Double> edges) {
        var inner = edges.subList(1, edges.size() - 1).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        var shares = cells.shares(inner);
        var counts = new Integer[shares.length];
        for (int bin = 0; bin < shares.length; bin++) {
            counts[bin] = (int) Math.round(shares[bin] * cells.filled());
        }
        return List.of(counts);
    }
}
