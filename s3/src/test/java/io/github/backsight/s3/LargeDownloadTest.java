package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.config.StoreLocation.Addressing;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.input.Download;
import io.github.backsight.input.Download.Existing;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A download of 5 GiB in a process whose heap has 64 MiB. It takes a minute and as much disk, and runs where
/// `BACKSIGHT_TEST_LARGE` is set.
class LargeDownloadTest {
    private static final long SIZE = 5L << 30;

    @TempDir
    private Path folder;

    @Test
    void aDownloadOfFiveGibibytesNeedsNoMoreMemoryThanAnyOther() throws Exception {
        assumeTrue(
                Optional.ofNullable(System.getenv("BACKSIGHT_TEST_LARGE")).isPresent(),
                "skipped: it takes a minute and 5 GiB of disk; set BACKSIGHT_TEST_LARGE to run it");
        var file = folder.resolve("large");
        try (var object = GeneratedObject.start(SIZE)) {
            var process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:MaxDirectMemorySize=16m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            LargeDownloadTest.class.getName(),
                            object.address().toString(),
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(said);

            assertThat(process.waitFor()).isZero();
            assertThat(said).contains(object.sha256().hex() + " proven by CRC64NVME");
            assertThat(file).hasSize(SIZE);
        }
    }

    /// Downloads, and says what came, how long it took and the most memory that it ever had.
    public static void main(String[] arguments) throws IOException {
        var bucket = new Bucket(
                "large",
                Optional.of(URI.create(arguments[0])),
                Optional.empty(),
                Addressing.PATH,
                new Credentials.Anonymous(),
                Writers.ONE,
                Optional.empty());
        long began = System.nanoTime();
        try (var store = S3ObjectStore.open(bucket, S3Server.options(), S3Server.surroundings())) {
            var details = store.details(new Key("large"), new VersionId(GeneratedObject.VERSION));
            var done = new Download(store).to(Path.of(arguments[1]), details, Existing.KEEP, Progress.SILENT);
            System.out.println(done.sha256() + " proven by " + done.proof());
        }
        System.out.println((System.nanoTime() - began) / 1_000_000 + " ms");
        var status = Path.of("/proc/self/status");
        if (Files.exists(status)) {
            Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM"))
                    .forEach(System.out::println);
        }
    }
}
