package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Checksum.Algorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumTest {

    /// The check values of the catalogue of CRC algorithms, and of FIPS 180.
    @ParameterizedTest
    @CsvSource({
        "CRC64NVME, ae8b14860a799888",
        "CRC32C,    e3069283",
        "CRC32,     cbf43926",
        "SHA1,      f7c3bc1d808e04732adf679965ccc34ca7ae3441"
    })
    void theDigitsOneToNineHaveTheCheckValue(Algorithm algorithm, String hex) {
        var running = Checksum.start(algorithm);
        running.update(ByteBuffer.wrap("123456789".getBytes(StandardCharsets.US_ASCII)));

        assertThat(running.finished()).isEqualTo(new Checksum(algorithm, hex));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void crc64IsTheSameBitByBitAndHoweverTheBytesArrive(long seed) {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(2000)];
        random.nextBytes(bytes);

        var crc = new Crc64Nvme();
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(bytes.length - at, random.nextInt(40));
            crc.update(bytes, at, length);
            at += length;
        }

        assertThat(crc.getValue()).isEqualTo(bitByBit(bytes));
        crc.reset();
        assertThat(crc.getValue()).isZero();
    }

    private static long bitByBit(byte[] bytes) {
        long crc = ~0L;
        for (byte each : bytes) {
            for (int bit = 0; bit < 8; bit++) {
                boolean odd = ((crc ^ (each >>> bit)) & 1) != 0;
                crc = odd ? crc >>> 1 ^ 0x9a6c9329ac4bc9b5L : crc >>> 1;
            }
        }
        return ~crc;
    }

    @Test
    void aValueOfAnotherLengthIsRefused() {
        assertThatThrownBy(() -> new Checksum(Algorithm.CRC32, "ae8b14860a799888"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a CRC32 is 8 lower-case hexadecimal digits, not 'ae8b14860a799888'");
    }
}
