package io.github.backsight.config;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far an input may be from that of the last good release before it is bad. From two fifths of a
/// limit on it is told as a warning.
///
/// @param configured those that are not the usual ones
public record DriftLimits(SortedMap<DriftMeasure, DriftLimit> configured) {
    public static final DriftLimits DEFAULT = new DriftLimits(new TreeMap<>());

    /// The share of a limit from which on a warning is given.
    public static final double WARNS = 0.4;

    public DriftLimits {
        configured = Collections.unmodifiableSortedMap(new TreeMap<>(configured));
        configured.forEach(DriftLimits::requireUsable);
    }

    public static DriftLimits of(Map<DriftMeasure, DriftLimit> configured) {
        return new DriftLimits(new TreeMap<>(configured));
    }

    public DriftLimit of(DriftMeasure measure) {
        var limit = configured.get(measure);
        return limit == null ? new DriftLimit.Fixed(measure.usualLimit()) : limit;
    }

    /// {@return the limit as a number, where nothing is kept of how far things moved before: that of a
    /// multiple is the usual one}
    public double number(DriftMeasure measure) {
        return of(measure) instanceof DriftLimit.Fixed fixed ? fixed.most() : measure.usualLimit();
    }

    /// {@return whether a limit is a multiple, so that what was before must be known}
    public boolean needHistory() {
        return configured.values().stream().anyMatch(DriftLimit.Multiple.class::isInstance);
    }

    private static void requireUsable(DriftMeasure measure, DriftLimit limit) {
        if (limit instanceof DriftLimit.Fixed fixed && !(measure.amount(fixed.most()) > 0)) {
            throw new IllegalArgumentException(
                    "limits are more than 0, and the one of scale is more than 1: " + measure.text() + " is not");
        }
    }
}
