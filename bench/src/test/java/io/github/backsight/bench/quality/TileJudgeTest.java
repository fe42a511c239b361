package io.github.backsight.bench.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.progress.Progress;
import io.github.backsight.table.Column;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.testkit.SquareTile;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.TileCutter;
import io.github.backsight.tile.TileField;
import io.github.backsight.tile.TileId;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TileJudgeTest {
    @Test
    void neighboursThatShareTheirBordersHaveNoFault() throws IOException {
        var coverage = Coverage.of(Coverages.drawn("""
                A A B
                A . B
                C C C
                """));
        var cutting = TileCutter.cut(coverage, CutSettings.of(9, 9, 1), "drawn", Progress.SILENT)
                .getFirst();
        var names = new Column("id", Column.Kind.TEXT, new int[] {0, 1, 2}, List.of("A", "B", "C"));
        var encoder = new TileLayer("blocks", List.of(TileField.of(names)), new int[] {0, 1, 2}).encoder();

        for (int tile = 0; tile < cutting.tileCount(); tile++) {
            var plain = encoder.encode(cutting, tile).orElseThrow();
            var verdict = TileJudge.judge(DrawnTile.of(cutting.tile(tile), plain, "id"), plain);

            assertThat(verdict.invalid()).isZero();
            assertThat(verdict.overlap()).isZero();
            assertThat(verdict.thinGaps()).isEmpty();
            assertThat(verdict.crossings()).isZero();
            assertThat(verdict.features()).isSubsetOf("A", "B", "C").isNotEmpty();
        }
    }

    @Test
    void aTileInCoarserUnitsIsJudgedInOurs() throws IOException {
        var id = new TileId(0, 0, 0);
        var coarse = SquareTile.of(id, "blocks", "id", "A", 1024).plain();

        var drawn = DrawnTile.of(id, coarse, "id");

        assertThat(drawn.polygons())
                .singleElement()
                .satisfies(square -> assertThat(square.getArea()).isEqualTo(4096.0 * 4096));
        assertThat(drawn.borders()).hasSize(4);
        assertThatThrownBy(() -> DrawnTile.of(
                        id, SquareTile.of(id, "blocks", "id", "A", 3000).plain(), "id"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("3000 units wide, which does not divide 4096");
    }

    @Test
    void twoOfTheSamePlaceOverlapByTheWholeTile() throws IOException {
        var square = SquareTile.of(new TileId(0, 0, 0), "blocks", "id", "A").plain();
        // Protobuf: a tile after a tile is one tile with the layers of both.
        byte[] twice = java.util.Arrays.copyOf(square, 2 * square.length);
        System.arraycopy(square, 0, twice, square.length, square.length);

        var verdict = TileJudge.judge(DrawnTile.of(new TileId(0, 0, 0), twice, "id"), twice);

        assertThat(verdict.overlap()).isEqualTo(4096.0 * 4096);
        assertThat(verdict.pieces()).isEqualTo(2);
    }
}
