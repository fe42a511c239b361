package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.input.Download.Downloaded;
import io.github.backsight.input.Download.Existing;
import io.github.backsight.input.Download.Proof;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Checksum;
import io.github.backsight.store.Checksum.Algorithm;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What downloads are held against where the store was never told a SHA-256.
class DownloadProofTest {
    private static final Key KEY = new Key("maps/usa.csv");
    private static final byte[] BYTES = DownloadTest.randomBytes(100_000, 7);

    @TempDir
    private Path folder;

    private final ShakyStore store = new ShakyStore();
    private final Download download = new Download(store);

    private Details stored(byte[] bytes) throws IOException {
        return store.details(KEY, store.put(KEY.value(), bytes));
    }

    private Path file() {
        return folder.resolve("usa.csv");
    }

    @Test
    void pitfall6_withoutADigestTheProofIsTheSizeAndTheDigestIsSaid() throws IOException {
        var details = stored(BYTES);
        var unproven = new Details(details.version(), Optional.empty(), details.attributes());

        assertThat(download.to(file(), unproven, Existing.KEEP, Progress.SILENT))
                .isEqualTo(new Downloaded(file(), 100_000, Sha256.of(BYTES), Proof.SIZE));
    }

    private static Checksum checksum(Algorithm algorithm, byte[] bytes) {
        var running = Checksum.start(algorithm);
        running.update(ByteBuffer.wrap(bytes));
        return running.finished();
    }

    private Details known(Details details, Checksum checksum) {
        return new Details(details.version(), Optional.empty(), Optional.of(checksum), details.attributes());
    }

    @ParameterizedTest
    @EnumSource
    void pitfall6_withoutADigestTheProofIsAnotherChecksumThatTheStoreKeeps(Algorithm algorithm) throws IOException {
        var details = known(stored(BYTES), checksum(algorithm, BYTES));

        assertThat(download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isEqualTo(new Downloaded(file(), 100_000, Sha256.of(BYTES), Proof.valueOf(algorithm.name())));
    }

    @Test
    void law9_bytesOfAnotherChecksumAreAFinding() throws IOException {
        var details = known(stored(BYTES), new Checksum(Algorithm.CRC64NVME, "0123456789abcdef"));

        assertThatThrownBy(() -> download.to(file(), details, Existing.KEEP, Progress.SILENT))
                .isInstanceOf(BadInputException.class)
                .hasMessage("fail input.wrong-digest: maps/usa.csv, version 1: its bytes have the CRC64NVME "
                        + checksum(Algorithm.CRC64NVME, BYTES).hex()
                        + ", and 0123456789abcdef was expected: they are damaged in memory: or on the way. Try again;"
                        + " when it stays so, choose another version with: backsight versions");
        assertThat(store.offsets).containsExactly(0L, 0L);
        assertThatThrownBy(() -> Digests.of(store, details, Progress.SILENT)).isInstanceOf(BadInputException.class);
    }
}
