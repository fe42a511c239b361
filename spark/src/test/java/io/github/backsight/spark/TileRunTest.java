package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.tile.Cutting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tiles are put together from what several blocks have of them.
class TileRunTest {
    private static final int ZOOM = 1;

    /// The first and the second tile of zoom 1.
    private static final long NORTH_WEST = 1;

    private static final long NEXT = 2;

    @Test
    void featuresOfSeveralBlocksComeInTheOrderOfAllInEachTile() {
        var run = new TileRun(
                List.of(part(NORTH_WEST, 1, 4, 9), part(NORTH_WEST, 2, 3, 10), part(NEXT, 4, 5), part(NEXT, 6)));

        assertThat(told(run))
                .containsExactly("a1 g1", "a2 g2", "a3 g3", "a4 g4", "a9 g9", "a10 g10", "a4 g4", "a5 g5", "a6 g6");
        assertThat(tilesAndPieces(run.cutting(ZOOM))).containsExactly(NORTH_WEST, 6L, NEXT, 9L);
    }

    @Test
    void aTileOfOnePartIsThatPart() {
        var run = new TileRun(List.of(part(NEXT, 7)));

        assertThat(told(run)).containsExactly("a7 g7");
        assertThat(tilesAndPieces(run.cutting(ZOOM))).containsExactly(NEXT, 1L);
    }

    private static List<String> told(TileRun run) {
        var cutting = run.cutting(ZOOM);
        var told = new ArrayList<String>();
        for (int piece = 0; piece < run.rows().size(); piece++) {
            var attributes = run.rows().get(cutting.feature(piece));
            told.add(text(attributes) + " " + text(cutting.geometry(piece)));
        }
        return told;
    }

    private static List<Long> tilesAndPieces(Cutting cutting) {
        var told = new ArrayList<Long>();
        for (int tile = 0; tile < cutting.tileCount(); tile++) {
            told.add(cutting.tile(tile).hilbert());
            told.add((long) cutting.pieceStart(tile + 1));
        }
        return told;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static TilePart part(long tile, long... orders) {
        var pieces = ByteBuffer.allocate(1_000);
        for (long order : orders) {
            byte[] attributes = ("a" + order).getBytes(StandardCharsets.US_ASCII);
            byte[] geometry = ("g" + order).getBytes(StandardCharsets.US_ASCII);
            pieces.putLong(order)
                    .putInt(attributes.length)
                    .putInt(geometry.length)
                    .put(attributes)
                    .put(geometry);
        }
        return new TilePart(tile, orders.length, java.util.Arrays.copyOf(pieces.array(), pieces.position()));
    }
}
