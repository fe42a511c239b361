package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.EncodedTile;
import io.github.backsight.archive.Gzip;
import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.PmtilesWriter;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.ReleaseVerdict;
import io.github.backsight.release.ReleaseVerdicts;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.SquareTile;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `check RELEASE`: a release with all kinds of archives, and what may have become of it in the store.
///
/// Longer than other files since it is one list: a way to spoil takes a few lines, and there are 31.
class SpoiltReleaseTest {
    private static final String PMTILES = "tiles/high.pmtiles";
    private static final String MBTILES = "tiles/high.mbtiles";
    private static final int TILE_DATA = 16_384;
    private static final int TILE_DATA_LENGTH = 64;
    private static final int ADDRESSED = 72;
    private static final int CLUSTERED = 96;
    private static final int HIGHEST_ZOOM = 101;

    @TempDir
    private Path folder;

    private TwoSquares map;
    private String release = "";

    @BeforeEach
    void publishAMap() throws IOException {
        map = new TwoSquares(folder, TwoSquares.WITH_TILES);
        map.putSquares();
        release = map.publish("1");
    }

    private Path artifact(String name) {
        return folder.resolve("out").resolve(name);
    }

    /// {@return a copy of an archive of the release}
    private Path copied(String name) throws IOException {
        try (var store = FolderObjectStore.open(folder.resolve("store"), InstantSource.system());
                var reading = store.readNewest(key(name)).orElseThrow()) {
            var file = artifact(name);
            Files.createDirectories(file.getParent());
            Files.deleteIfExists(file);
            Files.copy(reading.bytes(), file);
            return file;
        }
    }

    private Key key(String name) {
        return new Key("map/releases/" + release + "/" + name);
    }

    /// Does what nobody may: lays other bytes on top of those of a release.
    private void store(String name, byte[] bytes) throws IOException {
        try (var store = FolderObjectStore.open(folder.resolve("store"), InstantSource.system())) {
            store.put(
                    key(name),
                    Body.of(bytes),
                    Attributes.ofType("application/octet-stream"),
                    new Expectation.Anything());
        }
    }

    private List<String> codes() {
        return map.json(3, "check", release).get("findings").findValuesAsString("code");
    }

    private void spoilBytes(String name, UnaryOperator<byte[]> spoil) throws IOException {
        store(name, spoil.apply(Files.readAllBytes(copied(name))));
    }

    private void spoilHeader(Consumer<ByteBuffer> spoil) throws IOException {
        spoilBytes(PMTILES, bytes -> {
            spoil.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            return bytes;
        });
    }

    @FunctionalInterface
    private interface Spoil {
        Optional<byte[]> plain(TileId id, byte[] plain);
    }

    /// Writes the archive again, whole, but for what becomes of its tiles.
    private void spoilTiles(Spoil spoil) throws IOException {
        spoilTiles(spoil, metadata -> metadata);
    }

    private void spoilTiles(Spoil spoil, UnaryOperator<ArchiveMetadata> spoilMetadata) throws IOException {
        var target = artifact("again.pmtiles");
        try (var reader = PmtilesReader.open(copied(PMTILES));
                var writer = PmtilesWriter.to(target)) {
            for (var id : reader.tiles()) {
                var plain = spoil.plain(id, reader.tile(id).orElseThrow());
                if (plain.isPresent()) {
                    writer.add(new EncodedTile(id, plain.get(), Gzip.compressed(plain.get())));
                }
            }
            writer.finish(spoilMetadata.apply(reader.metadata()));
        }
        store(PMTILES, Files.readAllBytes(target));
    }

    private void spoilRows(String... changes) throws IOException, SQLException {
        var file = copied(MBTILES);
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            for (var change : changes) {
                assertThat(statement.executeUpdate(change)).as(change).isPositive();
            }
        }
        store(MBTILES, Files.readAllBytes(file));
    }

    @Test
    void aGoodReleaseIsGoodZoomByZoom() {
        var checked = map.json(0, "check", release);

        assertThat(checked.get("findings").findValuesAsString("code")).noneMatch(code -> code.startsWith("release."));
        assertThat(checked.get("against").isNull()).isTrue();
        assertThat(checked.get("tiles")).hasSize(8);
        assertThat(checked.at("/tiles/0/layer").asString()).isEqualTo("high");
        assertThat(checked.at("/tiles/0/ids").asInt()).isEqualTo(2);
        map.runs(0, "check", release);
        assertThat(map.run().out()).contains("LAYER", "PIECES", "release " + release + "  good");
    }

    @Test
    void anotherGoodReleaseIsGoodBesideIt() throws IOException {
        var first = release;
        release = map.publish("3");

        var checked = map.json(0, "check", release);

        assertThat(checked.get("against").asString()).isEqualTo(first);
        assertThat(checked.get("verdict").asString()).isEqualTo("good");
    }

    @Test
    void aFileCutShort() throws IOException {
        spoilBytes(PMTILES, bytes -> Arrays.copyOf(bytes, bytes.length - 40));
        assertThat(codes()).contains("release.changed", "release.archive-broken");
    }

    @Test
    void anEmptyFile() throws IOException {
        spoilBytes(PMTILES, bytes -> new byte[0]);
        assertThat(codes()).contains("release.changed", "release.archive-broken");
    }

    @Test
    void aByteOfTheDirectoryFlipped() throws IOException {
        spoilHeader(bytes -> bytes.put(140, (byte) ~bytes.get(140)));
        assertThat(codes()).contains("release.archive-broken");
    }

    @Test
    void anEntryBeyondTheEnd() throws IOException {
        spoilHeader(bytes -> bytes.putLong(TILE_DATA_LENGTH, bytes.getLong(TILE_DATA_LENGTH) - 1));
        assertThat(codes()).contains("release.archive-broken");
        assertThat(map.run().out()).contains("points outside the tile data");
    }

    @Test
    void aWrongCountInTheHeader() throws IOException {
        spoilHeader(bytes -> bytes.putLong(ADDRESSED, bytes.getLong(ADDRESSED) + 1));
        assertThat(codes()).contains("release.archive-broken");
        assertThat(map.run().out()).contains("its header counts");
    }

    @Test
    void tilesNotSaidToLieInOrder() throws IOException {
        spoilHeader(bytes -> bytes.put(CLUSTERED, (byte) 0));
        assertThat(codes()).contains("release.archive-broken");
    }

    @Test
    void anotherHighestZoomInTheHeader() throws IOException {
        spoilHeader(bytes -> bytes.put(HIGHEST_ZOOM, (byte) 5));
        assertThat(codes()).contains("release.archive-broken", "release.metadata");
        spoilHeader(bytes -> bytes.put(HIGHEST_ZOOM, (byte) 7));
        assertThat(codes()).contains("release.metadata");
    }

    @Test
    void metadataThatIsNoGzip() throws IOException {
        spoilHeader(bytes -> bytes.put((int) bytes.getLong(24), (byte) 0));
        assertThat(codes()).contains("release.archive-broken");
    }

    @Test
    void aTileThatIsNoGzip() throws IOException {
        spoilHeader(bytes -> bytes.put(TILE_DATA, (byte) 0));
        assertThat(codes()).contains("release.tile-broken");
        assertThat(map.run().out()).contains("tile 4/");
    }

    @Test
    void aTileWithAnUnknownField() throws IOException {
        spoilTiles((id, plain) -> {
            var longer = Arrays.copyOf(plain, plain.length + 2);
            longer[plain.length] = 0x22;
            return Optional.of(id.z() == 5 ? longer : plain);
        });
        assertThat(codes()).contains("release.tile-broken");
        assertThat(map.run().out()).contains("a tile has no such field");
    }

    @Test
    void aTileOfAnotherLayer() throws IOException {
        spoilTiles((id, plain) ->
                Optional.of(id.z() == 5 ? SquareTile.of(id, "other", "id", "a").plain() : plain));
        assertThat(codes()).contains("release.tile-broken");
    }

    @Test
    void metadataOfAnotherLayer() throws IOException {
        spoilTiles(
                (id, plain) -> Optional.of(plain),
                metadata -> new ArchiveMetadata(
                        metadata.name(),
                        metadata.description(),
                        metadata.attribution(),
                        "other",
                        metadata.fields(),
                        metadata.lowestZoom(),
                        metadata.highestZoom(),
                        metadata.bounds()));
        assertThat(codes()).contains("release.metadata");
    }

    @Test
    void aZoomThatIsMissing() throws IOException {
        spoilTiles((id, plain) -> id.z() == 5 ? Optional.empty() : Optional.of(plain));
        assertThat(codes()).contains("release.tiles-missing");
    }

    @Test
    void anEmptyTile() throws IOException {
        spoilTiles((id, plain) -> Optional.of(id.z() == 4 ? new byte[0] : plain));
        assertThat(codes()).contains("release.tile-empty");
    }

    @Test
    void aFeatureThatIsNotAtTheHighestZoom() throws IOException {
        spoilTiles((id, plain) -> Optional.of(
                id.z() == 6 ? SquareTile.of(id, "squares", "id", "a").plain() : plain));
        assertThat(codes()).contains("release.ids-missing");
    }

    @Test
    void aFeatureThatTheBuildDidNotCount() throws IOException {
        var first = new boolean[] {true};
        spoilTiles((id, plain) -> {
            var both = id.z() == 6 && first[0] ? joined(id, plain) : plain;
            first[0] &= id.z() != 6;
            return Optional.of(both);
        });
        assertThat(codes()).contains("release.ids-unexpected");
    }

    private static byte[] joined(TileId id, byte[] plain) {
        var more = SquareTile.of(id, "squares", "id", "c").plain();
        var both = Arrays.copyOf(plain, plain.length + more.length);
        System.arraycopy(more, 0, both, plain.length, more.length);
        return both;
    }

    @Test
    void tilesThatSaySomethingElse() throws IOException {
        spoilTiles((id, plain) -> Optional.of(
                id.z() == 4 ? SquareTile.of(id, "squares", "id", "a").plain() : plain));
        assertThat(codes()).contains("release.tiles-changed", "release.archives-differ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE FROM map WHERE zoom_level = 6 | release.archives-differ | is not there",
                "DELETE FROM images WHERE tile_id = 1 | release.archive-broken | places have no content",
                "UPDATE map SET tile_id = 1 WHERE zoom_level = 6 | release.archives-differ | says something else",
                "UPDATE map SET tile_column = tile_column + 99 WHERE zoom_level = 4 | release.archive-broken | outside their zoom",
                "UPDATE images SET tile_data = NULL WHERE tile_id = 1 | release.archive-broken | have no data",
                "DELETE FROM metadata WHERE name = 'bounds' | release.archive-broken | lacks 'bounds'",
                "UPDATE metadata SET value = 'png' WHERE name = 'format' | release.archive-broken | 'png'",
                "UPDATE metadata SET value = '5' WHERE name = 'maxzoom' | release.archive-broken | of other zooms",
                "UPDATE metadata SET value = '9' WHERE name = 'maxzoom' | release.metadata | the highest zoom",
                "UPDATE metadata SET value = '{' WHERE name = 'json' | release.archive-broken | not JSON",
            })
    void rowsOfMbtilesChanged(String change, String code, String told) throws Exception {
        spoilRows(change);
        assertThat(codes()).contains("release.changed", code);
        assertThat(map.run().out()).contains(told);
    }

    @Test
    void contentWithoutAPlace() throws Exception {
        spoilRows("INSERT INTO images VALUES (1000, x'00')");
        assertThat(codes()).contains("release.archive-broken");
    }

    @Test
    void mbtilesCutShortOrWithASpoiltPage() throws IOException {
        spoilBytes(MBTILES, bytes -> Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(codes()).contains("release.archive-broken");
    }

    @Test
    void aPageOfMbtilesSpoilt() throws IOException {
        spoilBytes(MBTILES, bytes -> {
            Arrays.fill(bytes, 4096 * 2, 4096 * 2 + 8, (byte) 0x7F);
            return bytes;
        });
        assertThat(codes()).contains("release.archive-broken");
    }

    @Test
    void aTreeThatLacksATile() throws IOException {
        spoilBytes("tiles/high.index", bytes -> {
            var lines = new String(bytes, StandardCharsets.UTF_8);
            return lines.substring(lines.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
        });
        assertThat(codes()).contains("release.changed", "release.archives-differ");
    }

    @Test
    void aMapThatIsBlankWhereItWasNotIsBadAndIsNotPublished() throws IOException {
        var first = release;
        Files.writeString(
                folder.resolve("squares.json"),
                TwoSquares.SQUARES.replace("[0,", "[90,").replace("[1,", "[91,").replace("[2,", "[92,"));
        map.runs(0, "put", "squares", "squares.json", "--force");
        var built = map.json(0, "build").get("release").asString();

        map.runs(3, "check", built, "--dry-run");
        map.runs(0, "publish", built, "--dry-run");
        var checked = map.json(3, "check", built);

        assertThat(checked.get("against").asString()).isEqualTo(first);
        assertThat(checked.get("findings").findValuesAsString("code")).contains("release.blank");
        map.runs(3, "publish", built);
        assertThat(map.run().out() + map.run().err()).contains("publish.release-bad", "release.blank");
        map.runs(0, "publish", built, "--force", "--reason", "they have moved");
        map.runs(0, "rollback", "--yes", "--reason", "they have not");
        assertThat(map.live()).isEqualTo(first);
    }

    @Test
    void aRollbackPassesOverAReleaseWhoseTilesWereFoundDamaged() throws IOException {
        var first = release;
        var second = map.publish("3");
        map.publish("4");
        keepDamage(second);

        map.runs(3, "rollback", second, "--yes");
        assertThat(map.run().out()).contains("rollback.release-bad", "release.tile-broken");
        var plan = map.json(0, "rollback", "--dry-run");

        assertThat(plan.at("/plan/release").asString()).isEqualTo(first);
        assertThat(plan.at("/plan/passedOver/0/why").asString()).contains("release.tile-broken");
        map.runs(0, "check", second);
        assertThat(map.json(0, "rollback", "--dry-run").at("/plan/release").asString())
                .isEqualTo(second);
    }

    private void keepDamage(String damaged) throws IOException {
        var finding = new Finding(
                "release.tile-broken", Severity.FAIL, PMTILES, "tile 4/8/7", "a tile cannot be read", "", 1, List.of());
        try (var store = FolderObjectStore.open(folder.resolve("store"), InstantSource.system())) {
            new ReleaseVerdicts(store, "map")
                    .keep(new ReleaseVerdict(
                            ReleaseVerdict.FORMAT,
                            new ReleaseId(damaged),
                            List.of(finding),
                            List.of(),
                            Optional.empty(),
                            Instant.EPOCH,
                            "test"));
        }
    }
}
