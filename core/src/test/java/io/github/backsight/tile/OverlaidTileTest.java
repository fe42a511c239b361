package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.table.Column;
import io.github.backsight.table.Column.Kind;
import io.github.backsight.table.ColumnBuilder;
import io.github.backsight.tile.OverlaidTile.Kept;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlaidTileTest {
    private static final String LEFT = "POLYGON ((100 100, 200 100, 200 200, 100 200, 100 100))";
    private static final String RIGHT = "POLYGON ((200 100, 300 100, 300 200, 200 200, 200 100))";
    private static final String WIDER = "POLYGON ((200 100, 310 100, 310 200, 200 200, 200 100))";
    private static final byte[] NONE = new byte[0];

    private static Column column(String name, Kind kind, String... texts) {
        var column = new ColumnBuilder();
        for (var text : texts) {
            column.add(text);
        }
        return column.build(name, kind);
    }

    private static byte[] tile(String right, int[] rows, Column... columns) throws IOException {
        var layer = new TileLayer(
                "blocks", Arrays.stream(columns).map(TileField::of).toList(), rows);
        return layer.encoder()
                .encode(new Drawing().units(1, LEFT).units(1, right).cutExactly(1), 0)
                .orElseThrow();
    }

    private static byte[] tile(String right, String... scores) throws IOException {
        return tile(right, new int[] {0, 1}, column("id", Kind.TEXT, "a", "b"), column("score", Kind.NUMBER, scores));
    }

    /// What each feature says, by its layer and in order.
    private static List<String> said(byte[] before, byte[] now, Map<String, Integer> marks, Kept kept)
            throws IOException {
        var tile = OverlaidTile.of(before, now, "id", "score", name -> marks.getOrDefault(name, 0), kept);
        return tile.isEmpty()
                ? List.of()
                : MvtDecoder.decode(tile.get()).layers().stream()
                        .flatMap(layer -> layer.features().stream()
                                .map(feature -> layer.name() + " " + text(feature.attributes())))
                        .toList();
    }

    private static String text(Map<String, TileValue> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + TileComparison.Feature.text(entry.getValue()))
                .sorted()
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }

    @Test
    void whatIsDrawnAlikeStandsOnceWithBothValues() throws IOException {
        assertThat(said(tile(RIGHT, "1", "2"), tile(RIGHT, "1.5", "2"), Map.of("a", 2), Kept.ALL))
                .containsExactly("both b=1 id=a m=2 n=1.5", "both b=2 id=b n=2");
    }

    @Test
    void whatIsOfAnotherShapeStandsOnBothSidesWithBothValues() throws IOException {
        assertThat(said(tile(RIGHT, "1", "2"), tile(WIDER, "1", "3"), Map.of("b", 1), Kept.ALL))
                .containsExactly("both b=1 id=a n=1", "before b=2 id=b m=1 n=3", "now b=2 id=b m=1 n=3");
    }

    @Test
    void whatOnlyOneSideHasStandsThere() throws IOException {
        var one = tile(RIGHT, new int[] {0, -1}, column("id", Kind.TEXT, "a"), column("score", Kind.NUMBER, "1"));

        assertThat(said(one, tile(RIGHT, "1", "2"), Map.of(), Kept.ALL))
                .containsExactly("both b=1 id=a n=1", "now id=b n=2");
        assertThat(said(tile(RIGHT, "1", "2"), one, Map.of(), Kept.ALL))
                .containsExactly("both b=1 id=a n=1", "before b=2 id=b");
        assertThat(said(NONE, one, Map.of(), Kept.ALL)).containsExactly("now id=a n=1");
    }

    @Test
    void featuresWithoutIdHaveNoName() throws IOException {
        var before = tile(RIGHT, new int[] {0, 1}, column("score", Kind.NUMBER, "1", "2"));
        var now = tile(RIGHT, new int[] {0, 1}, column("score", Kind.NUMBER, "1", "3"));

        assertThat(said(before, now, Map.of(), Kept.ALL)).containsExactly("both b=1 n=1", "before b=2", "now n=3");
    }

    @Test
    void onlyWhatIsMarkedCanBeKept() throws IOException {
        var tile = tile(RIGHT, "1", "2");

        assertThat(said(tile, tile(RIGHT, "1", "3"), Map.of("b", 1), Kept.MARKED))
                .containsExactly("both b=2 id=b m=1 n=3");
        assertThat(said(tile, NONE, Map.of("a", 1), Kept.MARKED)).containsExactly("before b=1 id=a m=1");
        assertThat(said(tile, tile, Map.of(), Kept.MARKED)).isEmpty();
    }

    @Test
    void geometryIsTakenOverAsItIs() throws IOException {
        var overlaid =
                OverlaidTile.of(tile(RIGHT, "1", "2"), tile(WIDER, "1", "2"), "id", "score", name -> 0, Kept.ALL);

        var layers = MvtDecoder.decode(overlaid.orElseThrow()).layers();
        var before =
                MvtDecoder.decode(tile(RIGHT, "1", "2")).layers().getFirst().features();
        var now = MvtDecoder.decode(tile(WIDER, "1", "2")).layers().getFirst().features();
        assertThat(layers.get(1).features().getFirst().polygons())
                .isEqualTo(before.get(1).polygons());
        assertThat(layers.get(2).features().getFirst().polygons())
                .isEqualTo(now.get(1).polygons());
    }
}
