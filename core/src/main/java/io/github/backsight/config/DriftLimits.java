package io.github.backsight.config;

/// How far an input may be from that of the last good release before it is bad. From two fifths of a
/// limit on it is told as a warning.
///
/// @param rowsLost share of the rows, or polygons, that are fewer
/// @param idsChanged share of the ids that are gone or new
/// @param groupLost share of the rows or polygons of one group that are gone; a group that is gone as
/// a whole is always too much
/// @param blanks share of the cells of a column that are blank now and were not
/// @param distribution of a column: the population stability index
/// @param scale of a column: how many times as large, or as small, its median is
/// @param classes share of the rows whose class by score has changed: by ten classes of equal count,
/// two or more; of true and false, any
public record DriftLimits(
        double rowsLost,
        double idsChanged,
        double groupLost,
        double blanks,
        double distribution,
        double scale,
        double classes) {
    /// A population stability index of 0.25 is a major shift by the usual rule of credit scoring
    /// (Siddiqi, "Credit Risk Scorecards", 2006), and 0.1 a moderate one.
    public static final DriftLimits DEFAULT = new DriftLimits(0.1, 0.1, 0.5, 0.25, 0.25, 5, 0.25);

    /// The share of a limit from which on a warning is given.
    public static final double WARNS = 0.4;

    public DriftLimits {
        if (!(rowsLost > 0 && idsChanged > 0 && groupLost > 0 && blanks > 0 && distribution > 0 && classes > 0)
                || !(scale > 1)) {
            throw new IllegalArgumentException("limits are more than 0, and the one of scale is more than 1");
        }
    }
}
