package io.github.backsight.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.table.Column;
import io.github.backsight.table.Column.Kind;
import io.github.backsight.table.ColumnBuilder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    private static Column column(Kind kind, String... cells) {
        var column = new ColumnBuilder();
        for (int row = 0; row < cells.length; row++) {
            if (cells[row].isEmpty()) {
                column.fillTo(row + 1);
            } else {
                column.add(cells[row]);
            }
        }
        return column.build("rate", kind);
    }

    private static String[] numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toArray(String[]::new);
    }

    @Test
    void everyCellIsInOneBinOrBlank() {
        var cells = Arrays.copyOf(numbers(0, 500), 503);
        Arrays.fill(cells, 500, 503, "");
        var spread = Spread.of(column(Kind.NUMBER, cells), column(Kind.NUMBER, numbers(100, 700)))
                .orElseThrow();

        assertThat(spread.now()).hasSize(Spread.BINS);
        assertThat(spread.before().stream().mapToInt(Integer::intValue).sum()).isEqualTo(500);
        assertThat(spread.now().stream().mapToInt(Integer::intValue).sum()).isEqualTo(600);
        assertThat(spread.blankBefore()).isEqualTo(3);
        assertThat(spread.blankNow()).isZero();
    }

    @Test
    void oneNumberFarOutDoesNotSqueezeTheOthersIntoALine() {
        var cells = numbers(0, 500);
        cells[0] = "1000000000";
        var spread = Spread.of(column(Kind.NUMBER, numbers(0, 500)), column(Kind.NUMBER, cells))
                .orElseThrow();

        assertThat(spread.edges().getLast()).isLessThan(600);
        assertThat(spread.now().getLast()).isGreaterThan(1);
    }

    @Test
    void trueAndFalseHaveABinEach() {
        var spread = Spread.of(column(Kind.TRUTH, "True", "False", "False"), column(Kind.TRUTH, "true", "true", ""))
                .orElseThrow();

        assertThat(spread.before()).containsExactly(2, 1);
        assertThat(spread.now()).containsExactly(0, 2);
    }

    @Test
    void aColumnOfOneNumberHasOneBin() {
        assertThat(Spread.of(column(Kind.NUMBER, "3", "3"), column(Kind.NUMBER, "3"))
                        .orElseThrow()
                        .before())
                .containsExactly(2);
    }

    @Test
    void textAndColumnsOfTwoKindsHaveNone() {
        assertThat(Spread.of(column(Kind.TEXT, "a"), column(Kind.TEXT, "b"))).isEmpty();
        assertThat(Spread.of(column(Kind.NUMBER, "1"), column(Kind.TRUTH, "true")))
                .isEmpty();
        assertThat(Spread.of(column(Kind.NUMBER), column(Kind.NUMBER))).isEmpty();
    }
}
