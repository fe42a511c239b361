package io.github.backsight.check;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.DriftMeasure;
import io.github.backsight.finding.Findings;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.List;
import java.util.Locale;

/// How the cells of columns are spread beside those of the last good release.
final class ColumnDrift {
    /// Fewer cells make indices of chance.
    private static final int FEW_CELLS = 500;

    /// So many times fewer distinct numbers are digits lost.
    private static final double DIGITS_LOST = 5;

    /// The share of the cells beyond the range before, by more than its width, that is too much.
    private static final double FAR_OUT = 0.01;

    private final DriftMeter meter;
    private final Findings findings;
    private final Sights blank = new Sights(
            "drift.blank",
            "cells are blank that were filled in the last good release",
            "Look whether the source of these columns was there when the table was made");
    private final Sights single = new Sights(
            "drift.one-value",
            "columns hold one value in every row, where the last good release had many",
            "Look at the step that makes these columns");
    private final Sights digits = new Sights(
            "drift.digits-lost",
            "columns have far fewer distinct numbers than in the last good release: they seem to be rounded",
            "Look for a step that rounds or casts them");
    private final Sights scale = new Sights(
            "drift.scale",
            "the numbers of columns are many times as large, or as small, as in the last good release",
            "Look for percents in place of fractions, or other units");
    private final Sights far = new Sights(
            "drift.out-of-range",
            "cells lie far beyond all numbers of the last good release",
            "Look for numbers that stand for 'missing', as -999, and for a part of the rows in other units");
    private final Sights spread = new Sights(
            "drift.distribution",
            "the cells of columns are spread otherwise than in the last good release (population stability index)",
            "Compare the column in both files; nothing to do if the change is meant");

    ColumnDrift(DriftMeter meter, Findings findings) {
        this.meter = meter;
        this.findings = findings;
    }

    /// @param both the columns of now that there were before
    void see(Table before, List<Column> both) {
        for (var column : both) {
            see(before.column(column.name()).orElseThrow(), column);
        }
        List.of(blank, single, digits, scale, far, spread).forEach(sights -> sights.tell(findings));
    }

    private void see(Column before, Column now) {
        var place = "column " + now.name();
        seeBlanks(before, now, place);
        if (now.distinctCount() == 1 && before.distinctCount() >= 3) {
            single.see(1, place, now.name() + ": '" + now.text(0) + "'");
        }
        if (before.kind() == Column.Kind.TEXT && now.kind() == Column.Kind.TEXT) {
            boolean classes = before.distinctCount() <= Stability.MOST_TEXTS
                    && now.distinctCount() <= Stability.MOST_TEXTS * 2
                    && Math.min(filled(before), filled(now)) >= FEW_CELLS;
            if (classes) {
                seeSpread(Stability.index(before, now), now.name(), place);
            }
        } else if (before.kind() == now.kind()) {
            seeNumbers(CellNumbers.of(before), CellNumbers.of(now), now.name(), place);
        }
    }

    private void seeBlanks(Column before, Column now, String place) {
        double filledBefore = filled(before) / (double) before.rowCount();
        double filledNow = filled(now) / (double) Math.max(1, now.rowCount());
        boolean all = filled(now) == 0 && filled(before) >= TableDrift.FEW_ROWS / 5;
        double relative = meter.relative(DriftMeasure.BLANKS, now.name(), filledBefore - filledNow);
        blank.see(
                all ? 1 : relative,
                place,
                now.name() + ": " + Sights.percent(1 - filledBefore) + " blank then, " + Sights.percent(1 - filledNow)
                        + " now");
    }

    private static int filled(Column column) {
        int filled = 0;
        for (int cells : CellNumbers.cellsOfCode(column)) {
            filled += cells;
        }
        return filled;
    }

    private void seeNumbers(CellNumbers before, CellNumbers now, String name, String place) {
        if (Math.min(before.filled(), now.filled()) < TableDrift.FEW_ROWS) {
            return;
        }
        double lost = before.distinct() / (double) now.distinct();
        if (before.distinct() >= 20 && now.distinct() > 1) {
            // At twice as few it may be chance, at five times it is not.
            digits.see(
                    lost < 2 ? 0 : lost / DIGITS_LOST,
                    place,
                    name + ": " + Sights.number(before.distinct()) + " then, " + Sights.number(now.distinct())
                            + " now");
        }
        double then = before.medianAmount();
        double today = now.medianAmount();
        if (then > 0 && today > 0) {
            scale.see(
                    meter.relative(DriftMeasure.SCALE, name, Math.abs(Math.log(today / then))),
                    place,
                    name + ": median " + Sights.number(then) + " then, " + Sights.number(today) + " now");
        }
        double width = Math.max(before.most() - before.least(), Math.ulp(before.most()));
        int beyond = now.beyond(before.least() - width, before.most() + width);
        if (beyond > 0) {
            far.see(
                    Math.max(DriftLimits.WARNS, beyond / (double) now.filled() / FAR_OUT),
                    place,
                    name + ": " + Sights.number(before.least()) + " to " + Sights.number(before.most()) + " then, "
                            + Sights.number(now.least()) + " to " + Sights.number(now.most()) + " now",
                    beyond);
        }
        if (Math.min(before.filled(), now.filled()) >= FEW_CELLS) {
            seeSpread(Stability.index(before, now), name, place);
        }
    }

    private void seeSpread(double index, String name, String place) {
        spread.see(
                meter.relative(DriftMeasure.DISTRIBUTION, name, index),
                place,
                name + ": " + String.format(Locale.ROOT, "%.2f", index));
    }
}
