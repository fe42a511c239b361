package io.github.backsight.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.Gzip;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every [TileArchiveWriter] and its reader must do; an implementation's test only says how to make them.
public interface TileArchiveContract {
    TileArchiveWriter writer(Path target) throws IOException;

    TileArchiveReader reader(Path archive) throws IOException;

    /// {@return how many tiles are many: enough for every structure that the format has}
    default int many() {
        return 22_000;
    }

    /// {@return metadata with everything in it, bounds on the grid of ten-millionths of a degree}
    static ArchiveMetadata completeMetadata() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("GEOID10", "String");
        fields.put("SCORE", "Number");
        fields.put("SN \"C\"", "Boolean");
        return new ArchiveMetadata(
                "usa, high",
                "Tracts – with a \"score\"",
                "<a href=\"https://example.org/?a=1&b=2\">© Zählung</a>",
                "blocks",
                fields,
                5,
                11,
                new ArchiveMetadata.Bounds(-179.1473401, 17.8812420, -65.2211, 71.4));
    }

    /// {@return a tile whose content is `text`}
    static EncodedTile tile(long place, String text) {
        var plain = text.getBytes(StandardCharsets.UTF_8);
        return new EncodedTile(TileId.atHilbert(place), plain, Gzip.compressed(plain));
    }

    /// {@return tiles in order, some equal to their neighbour or to an earlier one, with holes in between}
    static List<EncodedTile> someTiles(int count, long seed) {
        var random = new Random(seed);
        List<EncodedTile> tiles = new ArrayList<>();
        long place = 0;
        var content = "tile";
        while (tiles.size() < count) {
            int kind = random.nextInt(10);
            place += kind == 0 ? 1 + random.nextInt(1000) : 1;
            content = kind < 7 ? "tile " + "~".repeat(random.nextInt(40)) + random.nextLong() : content;
            tiles.add(tile(place, kind == 7 ? "sea" : content));
        }
        return tiles;
    }

    private void write(Path target, List<EncodedTile> tiles) throws IOException {
        try (var writer = writer(target)) {
            for (var tile : tiles) {
                writer.add(tile);
            }
            writer.finish(completeMetadata());
        }
    }

    private void assertHolds(Path archive, List<EncodedTile> tiles) throws IOException {
        try (var reader = reader(archive)) {
            assertThat(reader.tiles())
                    .containsExactlyElementsOf(
                            tiles.stream().map(EncodedTile::id).toList());
            for (var tile : tiles) {
                var plain = reader.tile(tile.id());
                if (plain.isEmpty() || !Arrays.equals(plain.get(), tile.plain())) {
                    assertThat(plain).as(tile.id().toString()).hasValue(tile.plain());
                }
            }
        }
    }

    @Test
    default void sameTilesComeOutAsWentIn(@TempDir Path folder) throws IOException {
        var tiles = someTiles(300, 1);
        var target = folder.resolve("map");

        write(target, tiles);

        assertHolds(target, tiles);
        assertThat(list(folder)).containsExactly("map");
    }

    @Test
    default void tilesThatWereNotAddedAreAbsent(@TempDir Path folder) throws IOException {
        var target = folder.resolve("map");
        write(target, List.of(tile(5, "a"), tile(7, "a"), tile(100, "b")));

        try (var reader = reader(target)) {
            for (long place : new long[] {0, 4, 6, 8, 99, 101, 100_000}) {
                assertThat(reader.tile(TileId.atHilbert(place))).isEmpty();
            }
        }
    }

    @Test
    default void manyTilesComeOutAsWentIn(@TempDir Path folder) throws IOException {
        var tiles = someTiles(many(), 2);
        var target = folder.resolve("map");

        write(target, tiles);

        assertHolds(target, tiles);
    }

    @Test
    default void longRunsOfEqualTilesComeOutAsWentIn(@TempDir Path folder) throws IOException {
        var tiles = LongStream.range(100, 400)
                .mapToObj(place -> tile(place, place == 250 ? "island" : "sea"))
                .toList();
        var target = folder.resolve("map");

        write(target, tiles);

        assertHolds(target, tiles);
    }

    @Test
    default void allZoomsComeOutAsWentIn(@TempDir Path folder) throws IOException {
        List<EncodedTile> tiles = new ArrayList<>();
        for (int z = 0; z <= TileId.HIGHEST_ZOOM; z++) {
            int last = (1 << z) - 1;
            for (var id : new TileId[] {new TileId(z, 0, 0), new TileId(z, last, 0), new TileId(z, last / 3, last)}) {
                var plain = ByteBuffer.allocate(12).putInt(z).putInt(id.x()).putInt(id.y());
                tiles.add(new EncodedTile(id, plain.array(), Gzip.compressed(plain.array())));
            }
        }
        var ordered = tiles.stream()
                .sorted((a, b) -> a.id().compareTo(b.id()))
                .filter(tile -> tile.id().z() > 0)
                .distinct()
                .toList();
        var target = folder.resolve("map");

        write(target, ordered);

        assertHolds(target, ordered);
    }

    @Test
    default void metadataComesOutAsWentIn(@TempDir Path folder) throws IOException {
        var target = folder.resolve("map");
        write(target, someTiles(10, 3));

        try (var reader = reader(target)) {
            assertThat(reader.metadata()).isEqualTo(completeMetadata());
            assertThat(reader.metadata().fields().keySet())
                    .containsExactlyElementsOf(completeMetadata().fields().keySet());
        }
    }

    @Test
    default void anArchiveWithoutTilesIsAnArchiveThatDrawsNothing(@TempDir Path folder) throws IOException {
        var target = folder.resolve("map");

        write(target, List.of());

        try (var reader = reader(target)) {
            assertThat(reader.metadata()).isEqualTo(completeMetadata());
            assertThat(reader.tile(new TileId(0, 0, 0))).isEmpty();
            for (var id : reader.tiles()) {
                assertThat(reader.tile(id)).hasValue(new byte[0]);
            }
        }
    }

    @Test
    default void tilesOutOfOrderAreRefused(@TempDir Path folder) throws IOException {
        try (var writer = writer(folder.resolve("map"))) {
            writer.add(tile(10, "a"));

            assertThatThrownBy(() -> writer.add(tile(10, "b")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("tiles are added in ascending order, each once: " + TileId.atHilbert(10)
                            + " came after " + TileId.atHilbert(10));
            assertThatThrownBy(() -> writer.add(tile(9, "b"))).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void closingWithoutFinishLeavesNothing(@TempDir Path folder) throws IOException {
        try (var writer = writer(folder.resolve("map"))) {
            for (var tile : someTiles(50, 4)) {
                writer.add(tile);
            }
        }

        assertThat(list(folder)).isEmpty();
    }

    @Test
    default void nothingHasTheNameBeforeTheEnd(@TempDir Path folder) throws IOException {
        var target = folder.resolve("map");
        try (var writer = writer(target)) {
            writer.add(tile(1, "a"));
            assertThat(target).doesNotExist();
            writer.finish(completeMetadata());
        }
        assertThat(target).exists();
    }

    @Test
    default void anOlderArchiveStaysUntilTheNewOneIsWhole(@TempDir Path folder) throws IOException {
        var target = folder.resolve("map");
        var old = List.of(tile(1, "old"), tile(30, "old, too"));
        write(target, old);

        try (var writer = writer(target)) {
            writer.add(tile(2, "new"));
        }
        assertHolds(target, old);

        write(target, List.of(tile(2, "new")));
        assertHolds(target, List.of(tile(2, "new")));
        assertThat(list(folder)).containsExactly("map");
    }

    @Test
    default void law7_theSameTilesMakeTheSameBytes(@TempDir Path folder) throws IOException {
        var tiles = someTiles(many() / 10, 5);

        write(folder.resolve("one").resolve("map"), tiles);
        write(folder.resolve("two").resolve("another name"), tiles);

        assertThat(digest(folder.resolve("two").resolve("another name")))
                .isEqualTo(digest(folder.resolve("one").resolve("map")));
    }

    private static List<String> list(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName())).toList();
        }
    }

    /// {@return the contents of a file, or of all files of a folder, by name}
    private static Map<String, ByteBuffer> digest(Path archive) throws IOException {
        Map<String, ByteBuffer> contents = new TreeMap<>();
        try (var files = Files.walk(archive)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                contents.put(archive.relativize(file).toString(), ByteBuffer.wrap(Files.readAllBytes(file)));
            }
        }
        return contents;
    }
}
