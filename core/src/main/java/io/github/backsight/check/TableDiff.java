package io.github.backsight.check;

import java.util.List;
import java.util.Optional;

/// What is different in a table since another one. Numbers that are written in another way, as `0.60`
/// and `0.6`, are the same.
///
/// @param columnsAdded in the order of the table
/// @param columnsRemoved in the order of the table before
/// @param columnsRetyped as in `RATE: numbers then, text now`
/// @param rowsChanged rows of both with a cell, at least, that is different
/// @param cellsChanged of the columns and rows of both
/// @param columns those with changed cells, most of them first
/// @param score what has become of the column that ranks; empty where it is not one of both
public record TableDiff(
        int rowsBefore,
        int rowsNow,
        Ids rowsAdded,
        Ids rowsRemoved,
        List<String> columnsAdded,
        List<String> columnsRemoved,
        List<String> columnsRetyped,
        int rowsChanged,
        long cellsChanged,
        List<ColumnChange> columns,
        Optional<ScoreChange> score) {
    public TableDiff {
        columnsAdded = List.copyOf(columnsAdded);
        columnsRemoved = List.copyOf(columnsRemoved);
        columnsRetyped = List.copyOf(columnsRetyped);
        columns = List.copyOf(columns);
    }

    /// Ids, of which some are named.
    ///
    /// @param first at most [#NAMED], in the order of their file
    public record Ids(int count, List<String> first) {
        public static final int NAMED = 20;

        public Ids {
            first = List.copyOf(first);
        }

        static Ids of(List<String> all) {
            return new Ids(all.size(), all.stream().limit(NAMED).toList());
        }
    }

    /// What has become of the cells of one column.
    ///
    /// @param filled cells that were blank
    /// @param blanked cells that are blank
    /// @param largest of numbers, the cell that has changed most
    /// @param meanBefore of numbers, over the rows of that table that are filled
    public record ColumnChange(
            String column,
            int changed,
            int filled,
            int blanked,
            Optional<Cell> largest,
            Optional<Double> meanBefore,
            Optional<Double> meanNow) {}

    /// One cell, as the files have it; a blank is empty.
    public record Cell(String id, String before, String now) {}

    /// What has become of the column that ranks.
    ///
    /// @param classes how many rows each has
    /// @param changed rows of both that are in another class
    /// @param groups those with changed rows, most first
    public record ScoreChange(String column, List<ClassCount> classes, int changed, List<GroupChange> groups) {
        public ScoreChange {
            classes = List.copyOf(classes);
            groups = List.copyOf(groups);
        }

        /// {@return as in `SN_C true: 27,248 → 26,901 rows; 347 change, most in New York (112), Texas
        /// (61)`}
        public String sentence() {
            var most = groups.stream()
                    .limit(3)
                    .map(group -> group.name() + " (" + Sights.number(group.changed()) + ")")
                    .reduce((one, other) -> one + ", " + other);
            var counts = classes.stream()
                    .filter(each -> each.name().equals("true"))
                    .findFirst()
                    .map(each -> column + " true: " + Sights.number(each.before()) + " → " + Sights.number(each.now())
                            + " rows; ")
                    .orElse(column + ": ");
            return counts
                    + Sights.number(changed)
                    + (classes.size() == 2 ? " change" : " rows are two or more of ten classes up or down")
                    + most.map(text -> ", most in " + text).orElse("");
        }
    }

    public record ClassCount(String name, int before, int now) {}

    /// @param group the first characters of the ids
    /// @param name what the table calls the group, or else `group`
    /// @param changed rows in another class
    /// @param up those of `changed` in a higher class: true, or a higher rank
    /// @param down the others
    public record GroupChange(String group, String name, int changed, int up, int down) {}

    /// {@return whether the tables say the same}
    public boolean isEmpty() {
        return rowsAdded.count() + rowsRemoved.count() + rowsChanged == 0
                && columnsAdded.isEmpty()
                && columnsRemoved.isEmpty()
                && columnsRetyped.isEmpty();
    }

    /// {@return the whole in one sentence}
    public String sentence() {
        if (isEmpty()) {
            return "the tables say the same";
        }
        return Sights.number(rowsBefore) + " → " + Sights.number(rowsNow) + " rows ("
                + Sights.number(rowsAdded.count()) + " added, " + Sights.number(rowsRemoved.count()) + " removed, "
                + Sights.number(rowsChanged) + " changed)"
                + score.filter(change -> change.changed() > 0)
                        .map(change -> "; " + change.sentence())
                        .orElse("");
    }
}
