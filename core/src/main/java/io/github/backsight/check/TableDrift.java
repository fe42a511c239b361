package io.github.backsight.check;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.DriftMeasure;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How a table differs from the one of the last good release: ids, groups, columns, and how cells are
/// spread.
public final class TableDrift {
    /// A table with fewer rows may differ as it likes: shares of so few tell nothing.
    public static final int FEW_ROWS = 100;

    /// The share of the rows that may be in other classes of a column that does not rank.
    private static final double OTHER_CLASSES = 0.5;

    private final DriftMeter meter;
    private final int groupCharacters;
    private final Optional<String> score;
    private final Findings findings;

    private TableDrift(DriftMeter meter, int groupCharacters, Optional<String> score, Findings findings) {
        this.meter = meter;
        this.groupCharacters = groupCharacters;
        this.score = score;
        this.findings = findings;
    }

    /// @param meter has the limits, and gets what is measured
    /// @param idColumn the name of the column of ids, in both
    /// @param groupCharacters how many first characters of an id name its group; 0: there are no
    /// groups
    /// @param score the column that ranks, where it is one of this table
    /// @param findings gets what is too far from before, under codes `drift.*`
    public static void see(
            DriftMeter meter,
            Table before,
            Table now,
            String idColumn,
            int groupCharacters,
            Optional<String> score,
            Findings findings) {
        if (before.rowCount() < FEW_ROWS) {
            return;
        }
        var drift = new TableDrift(meter, groupCharacters, score, findings);
        new IdDrift(meter, groupCharacters, "rows", findings).see(before.ids(), now.ids());
        drift.seeColumns(before, now);
        var both = now.columns().stream()
                .filter(column -> !column.name().equals(idColumn))
                .filter(column -> before.column(column.name()).isPresent())
                .toList();
        drift.seeKinds(before, both);
        new ColumnDrift(meter, findings).see(before, both);
        drift.seeClasses(before, now, both);
        meter.tellUnknown(findings);
    }

    private void seeColumns(Table before, Table now) {
        var gone = names(before).stream()
                .filter(name -> now.column(name).isEmpty())
                .toList();
        var lost = new Sights(
                "drift.columns-gone",
                "columns of the last good release are missing",
                "Look whether they were renamed; clients that show them find nothing");
        double share = gone.size() / (double) before.columns().size();
        gone.forEach(name -> lost.see(Math.max(DriftLimits.WARNS, share / 0.1), "column " + name, name));
        lost.tell(findings);
        names(now).stream()
                .filter(name -> before.column(name).isEmpty())
                .forEach(name -> findings.see(
                        "drift.columns-new",
                        Severity.INFO,
                        "column " + name,
                        name,
                        "there are columns that the last good release did not have",
                        "Nothing to do if they are expected"));
    }

    private static List<String> names(Table table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private void seeKinds(Table before, List<Column> both) {
        var retyped = new Sights(
                "drift.column-retyped",
                "columns hold another kind of cells than in the last good release",
                "Look for cells that stand in the wrong column, and for numbers written in another way");
        for (var column : both) {
            var then = before.column(column.name()).orElseThrow();
            if (then.kind() != column.kind() && then.distinctCount() > 0 && column.distinctCount() > 0) {
                // Text that became numbers still shows; numbers that became text are ranked and coloured no more.
                boolean worse = then.kind() != Column.Kind.TEXT;
                retyped.see(
                        worse ? 1 : DriftLimits.WARNS,
                        "column " + column.name(),
                        column.name() + ": " + word(then) + " then, " + word(column) + " now, as '" + column.text(0)
                                + "'");
            }
        }
        retyped.tell(findings);
    }

    static String word(Column column) {
        return switch (column.kind()) {
            case TRUTH -> "true or false";
            case NUMBER -> "numbers";
            case TEXT -> "text";
        };
    }

    /// Whose rank has moved, row by row: what a shuffle leaves as it is in every column.
    private void seeClasses(Table before, Table now, List<Column> both) {
        var partners =
                now.ids().stream().mapToInt(id -> before.row(id).orElse(-1)).toArray();
        if (Arrays.stream(partners).filter(row -> row >= 0).count() < FEW_ROWS) {
            return;
        }
        var moved = new Sights(
                "drift.values-moved",
                "the numbers of a column belong to other rows than in the last good release: many have moved by two or more"
                        + " of ten classes",
                "Look whether cells have slipped into other rows, or columns were exchanged");
        var classes = new Sights(
                "drift.classes-changed",
                "rows are in another class of the score than in the last good release",
                "Look at the rows and groups concerned before this becomes the map");
        for (var column : both) {
            var then = before.column(column.name()).orElseThrow();
            if (column.kind() == Column.Kind.TEXT || then.kind() != column.kind()) {
                continue;
            }
            boolean ranks = score.equals(Optional.of(column.name()));
            var moves = ClassMoves.of(then, column, partners);
            int rows = moves.rows().cardinality();
            int count = moves.moved().cardinality();
            if (rows >= FEW_ROWS) {
                var groups = groups(now.ids(), moves.moved());
                var example = column.name() + ": " + Sights.number(count) + " of " + Sights.number(rows) + " rows"
                        + (groups.isEmpty() ? "" : ", most in " + groups);
                // A score that changes is what people look at; of other columns half may be on the move.
                double least = ranks ? 0 : OTHER_CLASSES;
                double relative = meter.relative(DriftMeasure.CLASSES, column.name(), count / (double) rows, least);
                (ranks ? classes : moved).see(relative, "column " + column.name(), example);
            }
        }
        classes.tell(findings);
        moved.tell(findings);
    }

    /// {@return the groups with the most of `rows`, for people}
    private String groups(List<String> ids, BitSet rows) {
        if (groupCharacters == 0) {
            return "";
        }
        var groups = new TreeMap<String, Integer>();
        rows.stream().forEach(row -> {
            var id = ids.get(row);
            groups.merge(id.substring(0, Math.min(groupCharacters, id.length())), 1, Integer::sum);
        });
        return groups.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(2)
                .map(group -> group.getKey() + " (" + Sights.number(group.getValue()) + ")")
                .collect(Collectors.joining(", "));
    }
}
