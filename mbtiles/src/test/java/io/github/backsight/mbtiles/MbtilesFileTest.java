package io.github.backsight.mbtiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.testkit.Gdal;
import io.github.backsight.testkit.SquareTile;
import io.github.backsight.testkit.TileArchiveContract;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The file as others see it.
class MbtilesFileTest {
    @TempDir
    Path folder;

    private Path archive;

    @BeforeEach
    void writeAnArchive() throws IOException {
        archive = folder.resolve("high.mbtiles");
        try (var writer = MbtilesWriter.to(archive)) {
            writer.add(SquareTile.of(new TileId(5, 9, 12), "blocks", "GEOID10", "01001020100"));
            writer.add(SquareTile.of(new TileId(5, 8, 12), "blocks", "GEOID10", "01001020100"));
            writer.finish(TileArchiveContract.completeMetadata());
        }
    }

    private List<String> answers(String question) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + archive);
                var statement = connection.createStatement();
                var found = statement.executeQuery(question)) {
            List<String> answers = new ArrayList<>();
            while (found.next()) {
                answers.add(found.getString(1));
            }
            return answers;
        }
    }

    @Test
    void nothingElseLiesBesideIt() throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(archive);
        }
    }

    @Test
    void theFileSaysThatItIsMbtiles() throws IOException {
        var header = ByteBuffer.wrap(Files.readAllBytes(archive));
        assertThat(header.getInt(68)).isEqualTo(0x4d504258);
        assertThat(header.get(18)).as("1: no write-ahead log").isEqualTo((byte) 1);
    }

    @Test
    void equalContentsAreStoredOnceAndRowsCountFromTheSouth() throws SQLException {
        assertThat(answers("SELECT count(*) FROM images")).containsExactly("1");
        assertThat(answers("SELECT zoom_level || '/' || tile_column || '/' || tile_row FROM tiles ORDER BY 1"))
                .containsExactly("5/8/19", "5/9/19");
        assertThat(answers("SELECT hex(substr(tile_data, 1, 2)) FROM tiles")).containsOnly("1F8B");
        assertThat(answers("PRAGMA integrity_check")).containsExactly("ok");
    }

    @Test
    void metadataIsComplete() throws SQLException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (var name : answers("SELECT name FROM metadata")) {
            rows.put(
                    name,
                    answers("SELECT value FROM metadata WHERE name = '" + name + "'")
                            .getFirst());
        }
        assertThat(rows)
                .containsEntry("name", "usa, high")
                .containsEntry("format", "pbf")
                .containsEntry("bounds", "-179.1473401,17.881242,-65.2211,71.4")
                .containsEntry("center", "-122.18422,44.640621,5")
                .containsEntry("minzoom", "5")
                .containsEntry("maxzoom", "11")
                .containsEntry("type", "overlay")
                .containsEntry("version", "1")
                .containsEntry("attribution", "<a href=\"https://example.org/?a=1&b=2\">© Zählung</a>")
                .containsEntry("description", "Tracts – with a \"score\"");
        assertThat(rows.get("json"))
                .contains("\"vector_layers\":[{\"id\":\"blocks\"")
                .contains("\"fields\":{\"GEOID10\":\"String\",\"SCORE\":\"Number\",\"SN \\\"C\\\"\":\"Boolean\"}");
    }

    @Test
    void gdalReadsItAsALayerWithItsFields() throws Exception {
        assertThat(Gdal.ogrinfo("-al", "-oo", "ZOOM_LEVEL=5", "-oo", "CLIP=NO", archive.toString()))
                .contains("using driver `MBTiles' successful", "Layer name: blocks", "Feature Count: 2")
                .contains("GEOID10 (String) = 01001020100");
    }

    @Test
    void anotherFileIsNoArchive() throws IOException {
        var text = Files.writeString(folder.resolve("notes.txt"), "not a database, but long enough to look at");
        assertThatThrownBy(() -> MbtilesReader.open(text))
                .isInstanceOf(IOException.class)
                .hasMessage(text + " is no MBTiles archive: it has no table of metadata");
    }

    @Test
    void aMissingFileIsMissedAndNotMade() {
        var absent = folder.resolve("absent.mbtiles");
        assertThatThrownBy(() -> MbtilesReader.open(absent)).isInstanceOf(IOException.class);
        assertThat(absent).doesNotExist();
    }

    @Test
    void anArchiveCutShortIsDamaged() throws IOException {
        var bytes = Files.readAllBytes(archive);
        Files.write(archive, Arrays.copyOf(bytes, 4096 * 2));
        assertThatThrownBy(() -> {
                    try (var reader = MbtilesReader.open(archive)) {
                        var unused = reader.tiles();
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(archive.toString());
    }
}
