package io.github.backsight.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the reader says of archives that are damaged or were made to hurt.
class PmtilesReaderTest {
    private static final int ROOT_OFFSET = 8;
    private static final int ROOT_LENGTH = 16;
    private static final int LEAVES = 40;

    @TempDir
    Path folder;

    private Path archive;

    private byte[] bytes;

    @BeforeEach
    void writeAnArchive() throws IOException {
        archive = Archives.pmtiles(folder, List.of(Archives.tile(0, "world"), Archives.tile(1, "quarter")));
        bytes = Files.readAllBytes(archive);
    }

    @Test
    void anotherFileIsNoArchive() {
        bytes[0] = 'Q';
        assertRefused("is no PMTiles archive: it does not begin with 'PMTiles'");
    }

    @Test
    void anEmptyFileIsNoArchive() {
        bytes = new byte[0];
        assertRefused("is no PMTiles archive: it does not begin with 'PMTiles'");
    }

    @Test
    void anotherVersionIsRefused() {
        bytes[7] = 2;
        assertRefused("is PMTiles version 2; only 3 can be read");
    }

    @Test
    void aHeaderCutShortIsRefused() {
        bytes = Arrays.copyOf(bytes, 100);
        assertRefused("is damaged: it has 100 bytes, a header has 127");
    }

    @ParameterizedTest
    @CsvSource({"8, root directory", "24, metadata", "40, leaf directories", "56, tile data"})
    void aSectionOutsideTheFileIsRefused(int place, String section) {
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(place, Long.MAX_VALUE - 1);
        assertRefused("is damaged: its " + section + " (");
    }

    @Test
    void aFileCutShortIsRefused() {
        bytes = Arrays.copyOf(bytes, bytes.length - 1);
        assertRefused("lies outside the file of " + bytes.length + " bytes");
    }

    @Test
    void aRootDirectoryCutShortIsRefused() {
        var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(ROOT_LENGTH, header.getLong(ROOT_LENGTH) / 2);
        assertRefused("is damaged: not whole gzip");
    }

    @Test
    void aDirectoryThatPromisesMoreThanItHoldsIsRefused() {
        useAsRoot(0xFF, 0xFF, 0xFF, 0xFF, 0x0F);
        assertRefused("is damaged: a directory of 5 bytes cannot hold 4294967295 entries");
    }

    @Test
    void aDirectoryThatEndsInTheMiddleIsRefused() {
        useAsRoot(2, 0, 1, 1, 1, 5, 5, 1);
        assertRefused("is damaged: a directory ends in the middle");
    }

    @Test
    void anEntryWithoutBytesIsRefused() {
        useAsRoot(1, 0, 1, 0, 1);
        assertRefused("is damaged: entry 0 of a directory (tile 0, run 1, 0 bytes at 0) cannot be");
    }

    @Test
    void entriesThatOverlapAreRefused() {
        useAsRoot(2, 0, 1, 2, 1, 5, 5, 1, 0);
        assertRefused("is damaged: entry 0 of a directory (tile 0, run 2, 5 bytes at 0) cannot be");
    }

    @Test
    void aDirectoryThatUnpacksToTooMuchIsRefused() {
        useAsRoot(new byte[Gzip.MOST_BYTES + 1]);
        assertRefused("is refused: it unpacks to more than 67108864 bytes");
    }

    @Test
    void aTileOutsideTheTileDataIsRefused() throws IOException {
        useAsRoot(1, 0, 1, 100, 120);
        Files.write(archive, bytes);
        try (var reader = PmtilesReader.open(archive)) {
            assertThatThrownBy(() -> reader.tile(new TileId(0, 0, 0)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("is damaged: an entry points outside the tile data (100 bytes at 119 of");
        }
    }

    @Test
    void aLeafThatIsItsOwnLeafIsRefused() throws IOException {
        useAsRoot(1, 0, 0, 5, 1);
        var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        // The one leaf is the root directory itself, of the length that its entry says.
        int length = (int) header.getLong(ROOT_LENGTH);
        useAsRoot(1, 0, 0, length, 1);
        header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getLong(ROOT_LENGTH)).isEqualTo(length);
        header.putLong(LEAVES, header.getLong(ROOT_OFFSET)).putLong(LEAVES + 8, length);
        Files.write(archive, bytes);
        try (var reader = PmtilesReader.open(archive)) {
            assertThatThrownBy(() -> reader.tile(new TileId(0, 0, 0))).hasMessageContaining("more than 3 levels deep");
            assertThatThrownBy(reader::tiles).hasMessageContaining("more than 3 levels deep");
        }
    }

    @Test
    void runsOfBillionsOfTilesAreNotListed() throws IOException {
        useAsRoot(1, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x07, 5, 1);
        Files.write(archive, bytes);
        try (var reader = PmtilesReader.open(archive)) {
            assertThatThrownBy(reader::tiles).hasMessageContaining("is refused: it lists more than 67108864 tiles");
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void noDamageMakesAnythingButAnIoException(long seed) throws IOException {
        var random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            var damaged = bytes.clone();
            for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
                int place = random.nextBoolean() ? random.nextInt(250) : random.nextInt(damaged.length);
                damaged[place] = (byte) random.nextInt(256);
            }
            Files.write(archive, damaged);
            try (var reader = PmtilesReader.open(archive)) {
                var unused = reader.metadata();
                for (var id : reader.tiles()) {
                    var tile = reader.tile(id);
                    assertThat(tile).isPresent();
                }
            } catch (IOException expected) {
                assertThat(expected).hasMessageContaining(archive.toString());
            }
        }
    }

    private void useAsRoot(int... plain) {
        var directory = new byte[plain.length];
        for (int i = 0; i < plain.length; i++) {
            directory[i] = (byte) plain[i];
        }
        useAsRoot(directory);
    }

    /// Appends a directory to the archive, as its root.
    private void useAsRoot(byte[] plain) {
        var stored = Gzip.compressed(plain);
        int end = bytes.length;
        bytes = Arrays.copyOf(bytes, end + stored.length);
        System.arraycopy(stored, 0, bytes, end, stored.length);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(ROOT_OFFSET, end)
                .putLong(ROOT_LENGTH, stored.length);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> {
                    Files.write(archive, bytes);
                    PmtilesReader.open(archive).close();
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining(archive.toString())
                .hasMessageContaining(message);
    }
}
