package io.github.backsight.check;

import io.github.backsight.table.Column;
import io.github.backsight.table.Groups;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// Compares two tables row by row, by id. For one thread.
///
/// Columns hold each distinct text once, so texts are compared once for each pair of distinct ones,
/// and cells by number.
public final class TableComparison {
    private final Table before;
    private final Table now;
    private final String idColumn;
    private final Groups grouping;
    private final int[] partner;

    /// @param idColumn the name of the column of ids, in both
    /// @param groupCharacters how many first characters of an id name its group; 0: there are no
    /// groups
    public TableComparison(Table before, Table now, String idColumn, int groupCharacters) {
        this.before = before;
        this.now = now;
        this.idColumn = idColumn;
        this.grouping = new Groups(groupCharacters);
        this.partner =
                now.ids().stream().mapToInt(id -> before.row(id).orElse(-1)).toArray();
    }

    /// Takes each cell that is different, column by column, row by row.
    @FunctionalInterface
    public interface Cells {
        void take(ChangedCell cell);
    }

    /// {@return what is different}
    ///
    /// @param score the column that ranks, where it is one of these tables
    /// @param cells told of each changed cell
    public TableDiff diff(Optional<String> score, Cells cells) {
        var changedRows = new BitSet();
        var columns = new ArrayList<TableDiff.ColumnChange>();
        var retyped = new ArrayList<String>();
        for (var column : now.columns()) {
            var then = before.column(column.name());
            if (then.isEmpty() || column.name().equals(idColumn)) {
                continue;
            }
            if (then.get().kind() != column.kind() && then.get().distinctCount() > 0 && column.distinctCount() > 0) {
                retyped.add(column.name() + ": " + TableDrift.word(then.get()) + " then, " + TableDrift.word(column)
                        + " now");
            }
            var change = change(then.get(), column, changedRows, cells);
            if (change.changed() > 0) {
                columns.add(change);
            }
        }
        columns.sort(Comparator.comparingInt(TableDiff.ColumnChange::changed).reversed());
        var nowIds = new HashSet<>(now.ids());
        return new TableDiff(
                before.rowCount(),
                now.rowCount(),
                TableDiff.Ids.of(now.ids().stream()
                        .filter(id -> before.row(id).isEmpty())
                        .toList()),
                TableDiff.Ids.of(
                        before.ids().stream().filter(id -> !nowIds.contains(id)).toList()),
                missing(now, before),
                missing(before, now),
                retyped,
                changedRows.cardinality(),
                columns.stream().mapToLong(TableDiff.ColumnChange::changed).sum(),
                columns,
                score.flatMap(this::score));
    }

    /// {@return the ids of the rows that are in another class of that column than before, in the order of the
    /// table; none where it is not one of both that ranks}
    public List<String> moved(String score) {
        var then = before.column(score);
        var column = now.column(score);
        return then.isPresent() && column.isPresent() && ranks(then.get(), column.get())
                ? ClassMoves.of(then.get(), column.get(), partner).moved().stream()
                        .mapToObj(now.ids()::get)
                        .toList()
                : List.of();
    }

    private static boolean ranks(Column then, Column column) {
        return then.kind() == column.kind() && column.kind() != Column.Kind.TEXT;
    }

    private List<String> missing(Table has, Table lacks) {
        return has.columns().stream()
                .map(Column::name)
                .filter(name -> lacks.column(name).isEmpty() && !name.equals(idColumn))
                .toList();
    }

    private TableDiff.ColumnChange change(Column then, Column column, BitSet changedRows, Cells cells) {
        boolean numbers = then.kind() == Column.Kind.NUMBER && column.kind() == Column.Kind.NUMBER;
        var meanings = numbers ? Amounts.of(then, column) : Words.of(then, column);
        int changed = 0;
        int filled = 0;
        int blanked = 0;
        int largest = -1;
        double most = -1;
        for (int row = 0; row < partner.length; row++) {
            if (partner[row] < 0) {
                continue;
            }
            int codeNow = column.code(row);
            int codeThen = then.code(partner[row]);
            boolean blank = codeThen == Column.BLANK || codeNow == Column.BLANK;
            if (blank ? codeThen == codeNow : meanings.same(codeThen, codeNow)) {
                continue;
            }
            changed++;
            changedRows.set(row);
            cells.take(new ChangedCell(now, row, then, codeThen, column, codeNow));
            filled += codeThen == Column.BLANK ? 1 : 0;
            blanked += codeNow == Column.BLANK ? 1 : 0;
            if (!blank && meanings instanceof Amounts amounts) {
                double amount = Math.abs(amounts.now[codeNow] - amounts.before[codeThen]);
                if (amount > most) {
                    most = amount;
                    largest = row;
                }
            }
        }
        return new TableDiff.ColumnChange(
                column.name(),
                changed,
                filled,
                blanked,
                largest < 0 ? Optional.empty() : Optional.of(cell(then, column, largest)),
                mean(then, changed, meanings, Amounts::before),
                mean(column, changed, meanings, Amounts::now));
    }

    private static Optional<Double> mean(
            Column column, int changed, Meanings meanings, Function<Amounts, double[]> numbers) {
        return changed > 0 && meanings instanceof Amounts amounts
                ? mean(column, numbers.apply(amounts))
                : Optional.empty();
    }

    /// Which texts of two columns mean the same.
    private sealed interface Meanings {
        boolean same(int codeThen, int codeNow);
    }

    /// The number of each text.
    private record Amounts(double[] before, double[] now) implements Meanings {
        static Amounts of(Column then, Column column) {
            return new Amounts(numbers(then), numbers(column));
        }

        private static double[] numbers(Column column) {
            var numbers = new double[column.distinctCount()];
            for (int code = 0; code < numbers.length; code++) {
                numbers[code] = column.number(code);
            }
            return numbers;
        }

        @Override
        public boolean same(int codeThen, int codeNow) {
            return before[codeThen] == now[codeNow];
        }
    }

    /// Of each text a number that all texts have that mean the same.
    private record Words(int[] before, int[] now) implements Meanings {
        static Words of(Column then, Column column) {
            boolean truths = then.kind() == Column.Kind.TRUTH && column.kind() == Column.Kind.TRUTH;
            Map<String, Integer> known = HashMap.newHashMap(then.distinctCount());
            return new Words(of(then, truths, known), of(column, truths, known));
        }

        private static int[] of(Column column, boolean truths, Map<String, Integer> known) {
            var meanings = new int[column.distinctCount()];
            for (int code = 0; code < meanings.length; code++) {
                var word = truths ? String.valueOf(column.truth(code)) : column.text(code);
                meanings[code] = known.computeIfAbsent(word, unused -> known.size());
            }
            return meanings;
        }

        @Override
        public boolean same(int codeThen, int codeNow) {
            return before[codeThen] == now[codeNow];
        }
    }

    private TableDiff.Cell cell(Column then, Column column, int row) {
        var changed = new ChangedCell(now, row, then, then.code(partner[row]), column, column.code(row));
        return new TableDiff.Cell(changed.id(), changed.before(), changed.after());
    }

    private static Optional<Double> mean(Column column, double[] numbers) {
        var cells = CellNumbers.cellsOfCode(column);
        double sum = 0;
        long filled = 0;
        for (int code = 0; code < cells.length; code++) {
            sum += numbers[code] * cells[code];
            filled += cells[code];
        }
        return filled == 0 ? Optional.empty() : Optional.of(sum / filled);
    }

    private Optional<TableDiff.ScoreChange> score(String name) {
        var then = before.column(name);
        var column = now.column(name);
        if (then.isEmpty() || column.isEmpty() || !ranks(then.get(), column.get())) {
            return Optional.empty();
        }
        boolean truth = column.get().kind() == Column.Kind.TRUTH;
        var moves = ClassMoves.of(then.get(), column.get(), partner);
        return Optional.of(new TableDiff.ScoreChange(
                name,
                classes(then.get(), column.get(), truth),
                moves.moved().cardinality(),
                named(groups(moves.moved()), groups(moves.up()))));
    }

    private static List<TableDiff.ClassCount> classes(Column then, Column column, boolean truth) {
        if (truth) {
            return List.of(
                    new TableDiff.ClassCount("true", count(then, true), count(column, true)),
                    new TableDiff.ClassCount("false", count(then, false), count(column, false)));
        }
        var numbers = CellNumbers.of(then);
        var edges = numbers.edges();
        var sharesBefore = numbers.shares(edges);
        var numbersNow = CellNumbers.of(column);
        var sharesNow = numbersNow.shares(edges);
        var classes = new ArrayList<TableDiff.ClassCount>();
        for (int bin = 0; bin < sharesBefore.length; bin++) {
            var from = bin == 0 ? "" : "above " + Sights.number(edges[bin - 1]);
            var to = bin == edges.length ? "" : "up to " + Sights.number(edges[bin]);
            classes.add(new TableDiff.ClassCount(
                    (from + " " + to).strip(), (int) Math.round(sharesBefore[bin] * numbers.filled()), (int)
                            Math.round(sharesNow[bin] * numbersNow.filled())));
        }
        return classes;
    }

    private static int count(Column column, boolean wanted) {
        var cells = CellNumbers.cellsOfCode(column);
        int count = 0;
        for (int code = 0; code < cells.length; code++) {
            count += column.truth(code) == wanted ? cells[code] : 0;
        }
        return count;
    }

    /// {@return how many of these rows each group has}
    private Map<String, Integer> groups(BitSet rows) {
        var groups = new TreeMap<String, Integer>();
        rows.stream().forEach(row -> groups.merge(grouping.of(now.ids().get(row)), 1, Integer::sum));
        return groups;
    }

    private List<TableDiff.GroupChange> named(Map<String, Integer> groups, Map<String, Integer> up) {
        if (grouping.characters() == 0) {
            return List.of();
        }
        var names = grouping.names(now, idColumn);
        return groups.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .map(group -> new TableDiff.GroupChange(
                        group.getKey(),
                        names.getOrDefault(group.getKey(), group.getKey()),
                        group.getValue(),
                        up.getOrDefault(group.getKey(), 0),
                        group.getValue() - up.getOrDefault(group.getKey(), 0)))
                .toList();
    }
}
