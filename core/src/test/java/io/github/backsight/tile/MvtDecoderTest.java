package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MvtDecoderTest {
    /// Layer "b", extent 4096, one feature: the triangle (1 1, 3 1, 3 3).
    private static final String TRIANGLE = "1A 17 7802 0A0162 12 0D 1803 2209 09 0202 12 0400 0004 0F 288020";

    @Test
    void aTriangleIsRead() throws IOException {
        var tile = MvtDecoder.decode(bytes(TRIANGLE));

        assertThat(tile.layers()).hasSize(1);
        assertThat(tile.layers().getFirst().features().getFirst().polygons())
                .hasToString("[Polygon[shell=(1 1, 3 1, 3 3), holes=[]]]");
    }

    @Test
    void anEmptyTileHasNoLayers() throws IOException {
        assertThat(MvtDecoder.decode(new byte[0]).layers()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "22 00 | a tile has no such field",
                "1A 05 7802 | a field is longer than what is left of its message",
                "1A 03 0A0162 | a layer of version 2 with a name and an extent was expected, not version 1, name 'b', extent 4096",
                "1A 05 7802 0A01FF | a text is not UTF-8",
                "1A 07 7802 0A0162 6000 | a layer has no such field",
                "1A 09 7802 0A0162 12 02 1801 | polygons (type 3) were expected, not type 1",
                "1A 0D 7802 0A0162 12 06 1803 2202 0000 | MoveTo was expected, not command 0",
                "1A 15 7802 0A0162 12 0E 1803 220A 09 0202 0A 0400 0F 0000 00 | a ring has at least three points, not 2",
                "1A 14 7802 0A0162 12 0D 1803 2209 09 0202 12 0400 0400 0F | a ring has no area",
                "1A 14 7802 0A0162 12 0D 1803 2209 09 0202 12 0004 0400 0F | a hole stands before the first shell",
                "1A 0A 7802 0A0162 12 03 120100 | the tile ends within a number",
                "1A 0B 7802 0A0162 12 04 12020000 | a tag names key 0 and value 0, but the layer has 0 keys and 0 values",
            })
    void whatIsNoTileOfOursIsRefusedWithItsPlace(String hex, String message) {
        assertThatThrownBy(() -> MvtDecoder.decode(bytes(hex)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not a vector tile that can be read: " + message + " (field ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1A 14 7802 0A0162 12 0D 1803 2209 09 0202 12 0400 0400 0F",
                "1A 14 7802 0A0162 12 0D 1803 2209 09 0202 12 0004 0400 0F"
            })
    void ringsOfOtherProgramsAreTakenAsTheyCome(String hex) throws IOException {
        var feature = MvtDecoder.decode(bytes(hex), MvtDecoder.Rings.AS_THEY_COME)
                .layers()
                .getFirst()
                .features()
                .getFirst();

        assertThat(feature.polygons()).hasSize(1);
        assertThat(feature.polygons().getFirst().shell().doubledArea()).isNotPositive();
    }

    @Test
    void damagedTilesEndInAnIoExceptionOrAreRead() {
        var random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes(TRIANGLE);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            try {
                assertThat(MvtDecoder.decode(damaged)).isNotNull();
            } catch (IOException e) {
                assertThat(e).hasMessageStartingWith("not a vector tile that can be read: ");
            }
        }
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
