package io.github.backsight.check;

import io.github.backsight.config.DriftLimit;
import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.DriftMeasure;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Holds what is measured between two files against the limits, and keeps it, so that later files can
/// be held against how far this one moved. One for each pair of files. For one thread.
public final class DriftMeter {
    /// Where an input never moves, any multiple of that is nothing: then this share of the usual limit
    /// is the limit.
    private static final double CALM = 0.1;

    private static final MathContext KEPT_DIGITS = new MathContext(4);

    private final DriftLimits limits;
    private final PastMoves past;
    private final SortedMap<String, SortedMap<String, Double>> amounts = new TreeMap<>();
    private final Map<DriftMeasure, Integer> unknown = new EnumMap<>(DriftMeasure.class);

    /// @param past what limits that are multiples are multiples of
    public DriftMeter(DriftLimits limits, PastMoves past) {
        this.limits = limits;
        this.past = past;
    }

    /// {@return what was measured: the largest amount, by the name of the measure and the column; of
    /// what is no column's by an empty name. Times are natural logarithms}
    public SortedMap<String, SortedMap<String, Double>> amounts() {
        return amounts;
    }

    /// {@return how far it goes, as [Sights] take it: 1 at the limit}
    ///
    /// @param place a column; empty for the whole file
    /// @param amount below 0 it counts as none
    double relative(DriftMeasure measure, String place, double amount) {
        return relative(measure, place, amount, 0);
    }

    /// @param least what a limit that is a number means at least
    double relative(DriftMeasure measure, String place, double amount, double least) {
        keep(measure, place, Math.max(0, amount));
        double usualLimit = measure.amount(Math.max(least, measure.usualLimit()));
        return switch (limits.of(measure)) {
            case DriftLimit.Fixed fixed -> amount / measure.amount(Math.max(least, fixed.most()));
            case DriftLimit.Multiple multiple -> {
                var spread = past.spread(measure, place);
                if (spread.isEmpty()) {
                    unknown.merge(measure, 1, Integer::sum);
                    yield amount / usualLimit;
                }
                double usual = spread.get();
                double most = Math.max(usual * multiple.times(), usualLimit * CALM);
                // What is usual is no reason to warn, so the way to the limit begins there.
                yield (amount - usual) / (most - usual);
            }
        };
    }

    private void keep(DriftMeasure measure, String place, double amount) {
        if (!Double.isFinite(amount)) {
            return; // A share of nothing.
        }
        double rounded = new BigDecimal(amount).round(KEPT_DIGITS).doubleValue();
        amounts.computeIfAbsent(measure.text(), unused -> new TreeMap<>()).merge(place, rounded, Math::max);
    }

    /// Says which limits could not be taken from the history.
    void tellUnknown(Findings findings) {
        unknown.forEach((measure, count) -> findings.see(
                "drift.history-short",
                Severity.INFO,
                "",
                measure.text(),
                "limits that are multiples of the history's own spread were taken at their usual numbers: fewer than "
                        + PastMoves.FEWEST + " moves between known-good versions are known",
                "Nothing to do: each release that is published adds one",
                count));
    }
}
