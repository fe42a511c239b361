package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.table.Column;
import io.github.backsight.table.Column.Kind;
import io.github.backsight.table.ColumnBuilder;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileComparisonTest {
    private static final String LEFT = "POLYGON ((100 100, 200 100, 200 200, 100 200, 100 100))";
    private static final String RIGHT = "POLYGON ((200 100, 300 100, 300 200, 200 200, 200 100))";
    private static final String WIDER = "POLYGON ((200 100, 310 100, 310 200, 200 200, 200 100))";
    private static final byte[] NONE = new byte[0];

    private static Column column(String name, Kind kind, String... texts) {
        var column = new ColumnBuilder();
        for (int row = 0; row < texts.length; row++) {
            if (texts[row].isEmpty()) {
                column.fillTo(row + 1);
            } else {
                column.add(texts[row]);
            }
        }
        return column.build(name, kind);
    }

    /// A tile of two features, left and right.
    private static byte[] tile(String right, int[] rows, Column... columns) throws IOException {
        var fields = Arrays.stream(columns).map(TileField::of).toList();
        var layer = new TileLayer("blocks", fields, rows);
        return layer.encoder()
                .encode(new Drawing().units(1, LEFT).units(1, right).cutExactly(1), 0)
                .map(encoded -> Arrays.copyOf(encoded, encoded.length))
                .orElseThrow();
    }

    private static final Column IDS = column("id", Kind.TEXT, "a", "b");

    @Test
    void theOrderOfFieldsMakesNoDifference() throws IOException {
        var score = column("score", Kind.NUMBER, "1", "2");
        var first = tile(RIGHT, new int[] {0, 1}, IDS, score);
        var second = tile(RIGHT, new int[] {0, 1}, score, IDS);

        assertThat(first).isNotEqualTo(second);
        assertThat(TileComparison.of(first, second, "id").isEmpty()).isTrue();
    }

    @Test
    void aValueAndAShapeThatAreDifferentAreTold() throws IOException {
        var before = tile(RIGHT, new int[] {0, 1}, IDS, column("score", Kind.NUMBER, "1", "2"));
        var now = tile(WIDER, new int[] {0, 1}, IDS, column("score", Kind.NUMBER, "1.5", "2"));

        assertThat(TileComparison.of(before, now, "id"))
                .isEqualTo(new TileComparison.Change(List.of(), List.of(), List.of("a"), List.of("b")));
    }

    @Test
    void aBlankThatIsFilledIsAnotherValue() throws IOException {
        var before = tile(RIGHT, new int[] {0, 1}, IDS, column("score", Kind.NUMBER, "1", ""));
        var now = tile(RIGHT, new int[] {0, 1}, IDS, column("score", Kind.NUMBER, "1", "0"));

        assertThat(TileComparison.of(before, now, "id").values()).containsExactly("b");
    }

    @Test
    void featuresOfOneSideAndOfATileThatIsNotThereAreTold() throws IOException {
        var both = tile(RIGHT, new int[] {0, 1}, IDS);
        var one = tile(RIGHT, new int[] {0, -1}, IDS);

        assertThat(TileComparison.of(one, both, "id").added()).containsExactly("b");
        assertThat(TileComparison.of(both, one, "id").removed()).containsExactly("b");
        assertThat(TileComparison.of(NONE, both, "id").added()).containsExactly("a", "b");
        assertThat(TileComparison.of(both, NONE, "id").removed()).containsExactly("a", "b");
    }

    @Test
    void featuresWithoutTheIdAreNamedByTheirValues() throws IOException {
        var before = tile(RIGHT, new int[] {0, 1}, column("score", Kind.NUMBER, "1", "2"));
        var now = tile(RIGHT, new int[] {0, 1}, column("score", Kind.NUMBER, "1", "3"));

        assertThat(TileComparison.of(before, now, "id"))
                .isEqualTo(new TileComparison.Change(List.of("score=3"), List.of("score=2"), List.of(), List.of()));
    }

    @Test
    void law9_whatIsNoTileIsAnErrorThatSaysWhere() {
        assertThatThrownBy(() -> TileComparison.of(NONE, new byte[] {0x1A, 0x7F, 1}, "id"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not a vector tile that can be read");
    }
}
