package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.input.Download;
import io.github.backsight.input.Download.Existing;
import io.github.backsight.input.Download.Proof;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Checksum;
import io.github.backsight.store.Checksum.Algorithm;
import io.github.backsight.store.Details;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/// Downloads of two ranges, of objects that other tools have written: no SHA-256 is known of them.
class DownloadByRangesTest {
    private static final Key KEY = new Key("maps/usa.csv");
    private static final byte[] BYTES = bytes((16 << 20) + 4321);

    @TempDir
    private Path folder;

    private final FaithfulServer server = FaithfulServer.start();
    private final Connection connection = server.versioned();
    private final S3ObjectStore store = server.store(connection);

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(5).nextBytes(bytes);
        return bytes;
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    private Details put(PutObjectRequest.Builder request, byte[] bytes) throws IOException {
        var put = request.bucket(connection.name()).key(KEY.value()).build();
        var id =
                connection.writer().putObject(put, RequestBody.fromBytes(bytes)).versionId();
        return store.details(KEY, new VersionId(id));
    }

    private Download.Downloaded download(Details details) throws IOException {
        return new Download(store).to(folder.resolve("usa.csv"), details, Existing.KEEP, Progress.SILENT);
    }

    @Test
    void pitfall6_aDownloadIsHeldAgainstTheChecksumThatTheServerComputed() throws IOException {
        var details = put(PutObjectRequest.builder(), BYTES);
        assertThat(details.sha256()).isEmpty();

        var downloaded = download(details);

        assertThat(downloaded.proof()).isEqualTo(Proof.CRC64NVME);
        assertThat(downloaded.sha256()).isEqualTo(Sha256.of(BYTES));
        assertThat(downloaded.file()).hasBinaryContent(BYTES);
        assertThat(folder).isDirectoryContaining(path -> path.equals(downloaded.file()));
    }

    @ParameterizedTest
    @EnumSource
    void pitfall6_aDownloadIsHeldAgainstTheChecksumThatAnotherToolSent(Algorithm algorithm) throws IOException {
        var running = Checksum.start(algorithm);
        var bytes = bytes(4321);
        running.update(ByteBuffer.wrap(bytes));
        var value = Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(running.finished().hex()));
        var request = PutObjectRequest.builder();
        var details = put(
                switch (algorithm) {
                    case SHA1 -> request.checksumSHA1(value);
                    case CRC64NVME -> request.checksumCRC64NVME(value);
                    case CRC32C -> request.checksumCRC32C(value);
                    case CRC32 -> request.checksumCRC32(value);
                },
                bytes);

        assertThat(download(details).proof()).isEqualTo(Proof.valueOf(algorithm.name()));
    }

    @Test
    void law9_bytesThatWereDamagedInTheBucketAreRefused() throws IOException {
        var details = put(PutObjectRequest.builder(), BYTES);
        server.owned(connection).damage(KEY.value(), details.version().id().value(), 16 << 20);

        assertThatThrownBy(() -> download(details))
                .isInstanceOf(BadInputException.class)
                .hasMessageMatching("fail input.wrong-digest: maps/usa.csv, version .{32}: its bytes have the CRC64NVME"
                        + " [0-9a-f]{16}, and "
                        + details.checksum().map(Checksum::hex).orElseThrow()
                        + " was expected: they are damaged in s3://.* or on the way. Try again;"
                        + " when it stays so, choose another version with: backsight versions");
        assertThat(folder.resolve("usa.csv")).doesNotExist();
    }
}
