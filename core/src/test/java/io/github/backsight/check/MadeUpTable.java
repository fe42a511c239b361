package io.github.backsight.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table like those of real maps, as cells: ids of five digits, the first two a state; names,
/// percentiles, counts, a rate, true and false. The same each time.
///
/// @param names of the columns
/// @param rows their cells
record MadeUpTable(List<String> names, List<List<String>> rows) {
    static final String ID = "GEOID";
    static final String SCORE = "SCORE";
    private static final int STATES = 40;
    private static final int COUNTIES = 60;

    static MadeUpTable usual() {
        var random = new Random(20261128);
        var rows = new ArrayList<List<String>>();
        for (int state = 1; state <= STATES; state++) {
            for (int county = 1; county <= COUNTIES; county++) {
                double need = random.nextDouble();
                rows.add(List.of(
                        String.format(Locale.ROOT, "%02d%03d", state, county * 2 - 1),
                        "State " + state,
                        "County " + county + " of " + state,
                        need > 0.63 ? "True" : "False",
                        String.format(Locale.ROOT, "%.2f", need),
                        String.format(Locale.ROOT, "%.2f", random.nextDouble()),
                        String.valueOf((int) Math.exp(7 + 2 * random.nextGaussian())),
                        String.format(Locale.ROOT, "%.4f", 4 + random.nextGaussian()),
                        random.nextInt(10) == 0 ? "" : String.format(Locale.ROOT, "%.2f", random.nextDouble())));
            }
        }
        return new MadeUpTable(
                List.of(ID, "STATE", "NAME", SCORE, "NEED", "AIR", "POPULATION", "RATE", "SPARSE"), rows);
    }

    String csv() {
        return csv(",", "\n");
    }

    String csv(String separator, String lineEnd) {
        var lines = new ArrayList<List<String>>();
        lines.add(names);
        lines.addAll(rows);
        return lines.stream()
                .map(cells -> String.join(separator, cells))
                .collect(Collectors.joining(lineEnd, "", lineEnd));
    }

    int column(String name) {
        return names.indexOf(name);
    }

    /// {@return the same with other cells in one column}
    MadeUpTable with(String column, UnaryOperator<String> change) {
        return with(column, (row, cell) -> change.apply(cell));
    }

    /// {@return the same with other cells in one column, by the number of the row}
    MadeUpTable with(String column, BiFunction<Integer, String, String> change) {
        int place = column(column);
        var changed = new ArrayList<List<String>>();
        for (int row = 0; row < rows.size(); row++) {
            var cells = new ArrayList<>(rows.get(row));
            cells.set(place, change.apply(row, cells.get(place)));
            changed.add(cells);
        }
        return new MadeUpTable(names, changed);
    }

    MadeUpTable withNumbers(String column, UnaryOperator<Double> change) {
        return with(
                column,
                cell -> cell.isEmpty()
                        ? ""
                        : String.format(Locale.ROOT, "%.4f", change.apply(Double.parseDouble(cell))));
    }

    MadeUpTable withRows(UnaryOperator<List<List<String>>> change) {
        return new MadeUpTable(names, change.apply(new ArrayList<>(rows)));
    }

    MadeUpTable named(UnaryOperator<String> change) {
        return new MadeUpTable(names.stream().map(change).toList(), rows);
    }

    /// {@return the same with the cells of one column in another order of the rows}
    MadeUpTable shuffled(String column) {
        var cells = new ArrayList<>(
                rows.stream().map(row -> row.get(column(column))).toList());
        Collections.shuffle(cells, new Random(1));
        return with(column, (row, cell) -> cells.get(row));
    }

    /// {@return the same with columns in another order, or without some}
    MadeUpTable columns(List<String> wanted) {
        return new MadeUpTable(
                wanted,
                rows.stream()
                        .map(row -> wanted.stream()
                                .map(name -> row.get(column(name)))
                                .toList())
                        .toList());
    }

    MadeUpTable withColumn(String name, String cell) {
        var more = new ArrayList<>(names);
        more.add(name);
        return new MadeUpTable(
                more,
                rows.stream()
                        .map(row -> {
                            var cells = new ArrayList<>(row);
                            cells.add(cell);
                            return List.<String>copyOf(cells);
                        })
                        .toList());
    }

    /// {@return the cells from a column on moved by one to the right}
    MadeUpTable slipped(String from) {
        int first = column(from);
        return withRows(all -> all.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(place -> place <= first ? row.get(place) : row.get(place - 1))
                        .toList())
                .toList());
    }
}
