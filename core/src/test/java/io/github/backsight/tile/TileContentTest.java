package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TileContentTest {
    /// Layer "b", extent 4096, one feature: the triangle (1 1, 3 1, 3 3), "k" = "v".
    private static final byte[] TRIANGLE =
            HexFormat.of().parseHex("1a2378020a01621211120200001803220909020212040000040f1a016b22030a0176288020");

    @Test
    void bothWaysSeeTheSame() throws IOException {
        assertThat(TileContent.strictly(TRIANGLE, "k")).isEqualTo(TileContent.quickly(TRIANGLE, "k"));
        assertThat(TileContent.strictly(TRIANGLE, "k").ids()).containsExactly("v");
        assertThat(TileContent.strictly(TRIANGLE, "other").ids()).isEmpty();
    }

    @Test
    void whatTheDecoderRefusesIsRefused() {
        var random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            var spoilt = TRIANGLE.clone();
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
            boolean decodes = isRead(() -> MvtDecoder.decode(spoilt));
            assertThat(isRead(() -> TileContent.strictly(spoilt, "k")))
                    .as(HexFormat.of().formatHex(spoilt))
                    .isEqualTo(decodes);
            refused += decodes ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @FunctionalInterface
    private interface Reading {
        Object read() throws IOException;
    }

    private static boolean isRead(Reading reading) {
        try {
            return reading.read() != null;
        } catch (IOException refused) {
            return false;
        }
    }
}
