package io.github.backsight.config;

/// What is measured between an input and the one that is known to be good.
public enum DriftMeasure implements Named {
    /// Share of the rows, or polygons, that are fewer.
    ROWS_LOST("rows-lost", 0.1),

    /// Share of the ids that are gone or new, the larger.
    IDS_CHANGED("ids-changed", 0.1),

    /// Share of the rows or polygons of one group that are gone; a group that is gone as a whole is
    /// always too much.
    GROUP_LOST("group-lost", 0.5),

    /// Share of the cells of a column that are blank now and were not.
    BLANKS("blanks", 0.25),

    /// Of a column: the population stability index. 0.25 is a major shift by the usual rule of credit
    /// scoring (Siddiqi, "Credit Risk Scorecards", 2006), and 0.1 a moderate one.
    DISTRIBUTION("distribution", 0.25),

    /// How many times as large, or as small, the median of a column is, or the count of vertices a
    /// polygon.
    SCALE("scale", 5),

    /// Share of the rows whose class by score has changed: by ten classes of equal count, two or
    /// more; of true and false, any.
    CLASSES("classes", 0.25);

    private final String text;
    private final double usualLimit;

    DriftMeasure(String text, double usualLimit) {
        this.text = text;
        this.usualLimit = usualLimit;
    }

    @Override
    public String text() {
        return text;
    }

    /// {@return the limit where none is configured, and where a history is too short to tell one}
    public double usualLimit() {
        return usualLimit;
    }

    /// {@return a limit as an amount that can be multiplied: of times their natural logarithm, of
    /// shares and indices these themselves}
    public double amount(double limit) {
        return this == SCALE ? Math.log(limit) : limit;
    }
}
