package io.github.backsight.release;

/// Names of the counts that [Gates] and [Status] compare; a manifest may hold any others beside them.
public final class Counts {
    /// Rows of the table.
    public static final String ROWS = "rows";

    /// Rows that no polygon has the id of.
    public static final String ROWS_WITHOUT_POLYGON = "rowsWithoutPolygon";

    /// Polygons that no row has the id of.
    public static final String POLYGONS_WITHOUT_ROW = "polygonsWithoutRow";

    /// Mean of the score over the rows that have one.
    public static final String SCORE_MEAN = "score.mean";

    /// The highest score.
    public static final String SCORE_MAX = "score.max";

    private Counts() {}
}
