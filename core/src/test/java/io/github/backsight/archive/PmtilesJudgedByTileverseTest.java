package io.github.backsight.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.tile.TileId;
import io.tileverse.pmtiles.PMTilesHeader;
import io.tileverse.pmtiles.PMTilesReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What we write, read by an independent reader.
class PmtilesJudgedByTileverseTest {
    @TempDir
    Path folder;

    @Test
    void smallArchivesReadTheSame() throws IOException {
        var tiles = List.of(
                Archives.tile(new TileId(0, 0, 0), "world"),
                Archives.tile(new TileId(1, 0, 0), "north-west"),
                Archives.tile(new TileId(1, 0, 1), "sea"),
                Archives.tile(new TileId(1, 1, 1), "sea"),
                Archives.tile(new TileId(1, 1, 0), "world"));

        try (var judge = new PMTilesReader(Archives.pmtiles(folder, tiles))) {
            var header = judge.getHeader();
            assertThat(header.addressedTilesCount()).isEqualTo(5);
            assertThat(header.tileEntriesCount()).isEqualTo(4);
            assertThat(header.tileContentsCount()).isEqualTo(3);
            assertThat(header.leafDirsBytes()).isZero();
            assertHolds(judge, tiles);
        }
    }

    @Test
    void archivesWithLeafDirectoriesReadTheSame() throws IOException {
        var random = new Random(7);
        List<EncodedTile> tiles = new ArrayList<>();
        long place = 0;
        while (tiles.size() < 30_000) {
            place += random.nextInt(4) == 0 ? 1 + random.nextInt(50) : 1;
            tiles.add(Archives.tile(
                    place, random.nextInt(5) == 0 ? "sea" : "~".repeat(place % 50 == 0 ? 30 : 1) + place));
        }

        try (var judge = new PMTilesReader(Archives.pmtiles(folder, tiles))) {
            assertThat(judge.getHeader().leafDirsBytes()).isPositive();
            assertThat(judge.getHeader().rootDirBytes()).isLessThanOrEqualTo(16_384 - 127);
            assertHolds(judge, tiles);
        }
    }

    @Test
    void headerAndMetadataReadTheSame() throws IOException {
        try (var judge = new PMTilesReader(Archives.pmtiles(folder, List.of(Archives.tile(0, "world"))))) {
            var header = judge.getHeader();
            assertThat(header.clustered()).isTrue();
            assertThat(header.internalCompression()).isEqualTo(PMTilesHeader.COMPRESSION_GZIP);
            assertThat(header.tileCompression()).isEqualTo(PMTilesHeader.COMPRESSION_GZIP);
            assertThat(header.tileType()).isEqualTo(PMTilesHeader.TILETYPE_MVT);
            assertThat(header.minZoom()).isZero();
            assertThat(header.maxZoom()).isEqualTo((byte) 7);
            assertThat(header.minLon()).isEqualTo(-179.25);
            assertThat(header.minLat()).isEqualTo(17.5);
            assertThat(header.maxLon()).isEqualTo(-65);
            assertThat(header.maxLat()).isEqualTo(71.5);
            assertThat(header.centerLon()).isEqualTo(-122.125);
            assertThat(header.centerLat()).isEqualTo(44.5);
            assertThat(judge.getMetadataAsString()).isEqualTo("""
                    {"name":"usa, low","description":"Groups of tracts","attribution":"Someone","type":"overlay",\
                    "generator":"Backsight","vector_layers":[{"id":"blocks","description":"Groups of tracts",\
                    "minzoom":0,"maxzoom":7,"fields":{"SCORE":"Number"}}]}""");
        }
    }

    @Test
    void anArchiveWithoutTilesHasOneThatIsEmpty() throws IOException {
        try (var judge = new PMTilesReader(Archives.pmtiles(folder, List.of()))) {
            assertThat(judge.getTileIndices().count()).isEqualTo(1);
            assertThat(judge.getTile(0)).hasValue(ByteBuffer.allocate(0));
        }
    }

    private static void assertHolds(PMTilesReader judge, List<EncodedTile> tiles) throws IOException {
        // It lists the tiles of the header's zooms only.
        int highest = Archives.METADATA.highestZoom();
        assertThat(judge.getTileIndices().count())
                .isEqualTo(
                        tiles.stream().filter(tile -> tile.id().z() <= highest).count());
        for (var tile : tiles) {
            long place = tile.id().hilbert();
            var index = judge.getTileIndex(place);
            boolean same = new TileId(index.z(), (int) index.x(), (int) index.y()).equals(tile.id())
                    && judge.getTile(place).equals(Optional.of(ByteBuffer.wrap(tile.plain())));
            if (!same) {
                throw new AssertionError("tile " + tile.id() + " at " + place + " reads otherwise");
            }
        }
    }
}
