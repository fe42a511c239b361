package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.table.Column;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.table.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;

/// The driver has the whole table, of hundreds of millions of rows perhaps.
class TableMemoryTest {
    private static final int ROWS = 200_000;
    private static final int COLUMNS = 20;

    /// A byte a cell where a column has few different texts, four where it has many; of ids, and of
    /// numbers that are all different, what they say and four bytes more; and what an index of ids
    /// takes that has just grown.
    @Test
    void aTableTakesAFewBytesACellAndLittleMoreThanItsDifferentTexts() {
        var random = new Random(1);
        List<ColumnBuilder> builders = new ArrayList<>();
        long texts = 0;
        for (int column = 0; column < COLUMNS; column++) {
            builders.add(new ColumnBuilder());
        }
        List<String> ids = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            ids.add("id" + (100_000_000 + row));
            builders.getFirst().add(ids.getLast());
            for (int column = 1; column < COLUMNS; column++) {
                int values = column < 4 ? 1_000_000_000 : 100;
                var text = String.valueOf(random.nextInt(values));
                texts += column < 4 ? text.length() + 4 : 0;
                builders.get(column).add(text);
            }
        }
        List<Column> columns = new ArrayList<>();
        for (var builder : builders) {
            columns.add(builder.build("column " + columns.size(), Column.Kind.TEXT));
        }

        var table = new Table(columns, ids);

        long cells = ROWS * (4 * 4 + 16L);
        long textsOfIds = 2 * ROWS * (11 + 4L);
        assertThat(SizeEstimator.estimate(table) - cells - texts - textsOfIds).isBetween(0L, ROWS * 36L);
    }
}
