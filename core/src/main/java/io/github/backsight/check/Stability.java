package io.github.backsight.check;

import io.github.backsight.table.Column;
import java.util.HashMap;
import java.util.Map;

/// How differently the cells of two columns are spread: the population stability index.
///
/// The sum over all bins of `(b - a) * ln(b / a)`, where `a` and `b` are the shares of the cells that
/// fall into the bin before and now (the symmetric Kullback-Leibler divergence; Siddiqi, "Credit Risk
/// Scorecards", 2006). Numbers fall into ten bins of about equal count before; texts into one a text.
final class Stability {
    /// Shares of 0 make the index infinite: they count as half a cell in ten thousand.
    private static final double LEAST_SHARE = 0.00005;

    /// Beyond so many texts a column is no list of classes.
    static final int MOST_TEXTS = 60;

    private Stability() {}

    static double index(CellNumbers before, CellNumbers now) {
        var edges = before.edges();
        return index(before.shares(edges), now.shares(edges));
    }

    /// Of columns of texts.
    static double index(Column before, Column now) {
        var shares = new HashMap<String, double[]>();
        add(before, 0, shares);
        add(now, 1, shares);
        var first = new double[shares.size()];
        var second = new double[shares.size()];
        int text = 0;
        for (var each : shares.values()) {
            first[text] = each[0];
            second[text++] = each[1];
        }
        return index(first, second);
    }

    private static void add(Column column, int side, Map<String, double[]> shares) {
        var cells = CellNumbers.cellsOfCode(column);
        long filled = 0;
        for (int count : cells) {
            filled += count;
        }
        for (int code = 0; code < cells.length; code++) {
            shares.computeIfAbsent(column.text(code), unused -> new double[2])[side] +=
                    cells[code] / (double) Math.max(1, filled);
        }
    }

    private static double index(double[] before, double[] now) {
        double sum = 0;
        for (int bin = 0; bin < before.length; bin++) {
            double first = Math.max(before[bin], LEAST_SHARE);
            double second = Math.max(now[bin], LEAST_SHARE);
            sum += (second - first) * Math.log(second / first);
        }
        return sum;
    }
}
