package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasuredBodyTest {
    private static final Key KEY = new Key("map/releases/1/tiles/high.pmtiles");
    private static final long PART_BYTES = 16L << 20;
    private static final Sha256 DIGEST = Sha256.of(new byte[0]);

    @Test
    void whatLiesElsewhereIsNotReadAndSaysItsOwnDigest() throws IOException {
        var measured = MeasuredBody.of(KEY, new Elsewhere(PART_BYTES + 1), PART_BYTES);

        assertThat(measured.isInParts()).isTrue();
        assertThat(measured.partBytes()).isEqualTo(PART_BYTES);
        assertThat(measured.sha256()).isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @ValueSource(longs = {(16L << 20) * 10_000, (16L << 20) * 10_000 + 1, 5_000_000_000_000L})
    void pitfall2_partsAreLongerWhereS3WouldNotTakeSoMany(long size) throws IOException {
        var measured = MeasuredBody.of(KEY, new Elsewhere(size), PART_BYTES);

        assertThat(measured.partBytes()).isGreaterThanOrEqualTo(PART_BYTES);
        assertThat(Math.ceilDiv(size, measured.partBytes())).isLessThanOrEqualTo(Multipart.MOST_PARTS);
    }

    private record Elsewhere(long size) implements SpreadBody {
        @Override
        public Sha256 sha256() {
            return DIGEST;
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("not to be read here");
        }

        @Override
        public List<Receipt> send(Parts parts) throws IOException {
            throw new IOException("not to be sent here");
        }
    }
}
