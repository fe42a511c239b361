package io.github.backsight.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.testkit.s3.FaithfulS3;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An independent judge of the faithful endpoint: Amazon's own command line, which shares no code with the SDK.
///
/// Source: AWS CLI Command Reference, `s3api` and `s3 cp`.
@Execution(ExecutionMode.CONCURRENT)
class FaithfulServerJudgedByCliTest extends OnFaithfulServer {
    private static final long MOST_SECONDS = 120;
    private static final String KEY = "data/usa ü.csv";

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void find() throws IOException {
        var installed = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                .anyMatch(each -> Files.isExecutable(Path.of(each, "aws")));
        assumeTrue(installed, "skipped: the AWS CLI is not on PATH");
        Files.writeString(folder.resolve("config"), """
                [default]
                region = us-east-1
                retries = 1
                s3 =
                  multipart_threshold = 5MB
                  multipart_chunksize = 5MB
                """);
    }

    private JsonNode aws(String... words) throws IOException, InterruptedException {
        var said = run(words);
        return said.isBlank()
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(said);
    }

    private String run(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(
                List.of("aws", "--endpoint-url", server.server().address().toString()));
        command.addAll(List.of("--output", "json"));
        command.addAll(Arrays.asList(words));
        var out = folder.resolve("out");
        var err = folder.resolve("err");
        var process = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        process.environment().put("AWS_ACCESS_KEY_ID", FaithfulS3.OWNER.accessKey());
        process.environment().put("AWS_SECRET_ACCESS_KEY", FaithfulS3.OWNER.secretKey());
        process.environment().remove("AWS_SESSION_TOKEN");
        process.environment().put("AWS_CONFIG_FILE", folder.resolve("config").toString());
        process.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        process.environment().put("PYTHONIOENCODING", "utf-8");
        process.environment().put("LC_ALL", "C.UTF-8");
        var running = process.start();
        if (!running.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            running.destroyForcibly();
            throw new IOException("no end of " + command);
        }
        assertThat(running.exitValue())
                .as("%s: %s", command, Files.readString(err, UTF_8))
                .isZero();
        return Files.readString(out, UTF_8);
    }

    private JsonNode api(String operation, String... words) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("s3api", operation, "--bucket", connection.name()));
        all.addAll(Arrays.asList(words));
        return aws(all.toArray(String[]::new));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).asString();
    }

    @Test
    void theCliPutsAnObjectAndReadsBackAllThatItSaidOfIt() throws IOException, InterruptedException {
        var file = Files.writeString(folder.resolve("file"), "the score");

        var put = api(
                "put-object",
                "--key",
                KEY,
                "--body",
                file.toString(),
                "--content-type",
                "text/csv",
                "--metadata",
                "place=Basel",
                "--tagging",
                "team=tiles%20%26%20scores",
                "--acl",
                "public-read");
        var head = api("head-object", "--key", KEY, "--checksum-mode", "ENABLED");
        var acl = api("get-object-acl", "--key", KEY);
        var tags = api("get-object-tagging", "--key", KEY);

        assertThat(text(head, "VersionId")).isEqualTo(text(put, "VersionId"));
        assertThat(text(head, "ETag")).isEqualTo(text(put, "ETag"));
        assertThat(text(head, "ContentType")).isEqualTo("text/csv");
        assertThat(head.get("ContentLength").asInt()).isEqualTo(9);
        assertThat(text(head, "ServerSideEncryption")).isEqualTo("AES256");
        assertThat(text(head, "ChecksumType")).isEqualTo("FULL_OBJECT");
        assertThat(text(head.get("Metadata"), "place")).isEqualTo("Basel");
        assertThat(acl.get("Grants").toString())
                .contains("http://acs.amazonaws.com/groups/global/AllUsers", "\"READ\"", "FULL_CONTROL");
        assertThat(tags.get("TagSet").toString()).isEqualTo("[{\"Key\":\"team\",\"Value\":\"tiles & scores\"}]");
    }

    @Test
    void theCliListsVersionsCopiesAnOldOneOnTopAndUndeletes() throws IOException, InterruptedException {
        var good = raw("good");
        raw("bad");
        var marker = api("delete-object", "--key", INPUT.value());
        var listed = api("list-object-versions", "--prefix", "data/");
        api("delete-object", "--key", INPUT.value(), "--version-id=" + text(marker, "VersionId"));
        var copied = api(
                "copy-object",
                "--key",
                INPUT.value(),
                "--copy-source",
                connection.name() + "/" + INPUT + "?versionId=" + good);
        var got = folder.resolve("got");
        api("get-object", "--key", INPUT.value(), got.toString());

        assertThat(marker.get("DeleteMarker").asBoolean()).isTrue();
        assertThat(listed.get("Versions")).hasSize(2);
        assertThat(text(listed.get("Versions").get(1), "VersionId")).isEqualTo(good.value());
        assertThat(listed.get("DeleteMarkers").get(0).get("IsLatest").asBoolean())
                .isTrue();
        assertThat(text(copied, "CopySourceVersionId")).isEqualTo(good.value());
        assertThat(text(copied.get("CopyObjectResult"), "ETag")).isNotEmpty();
        assertThat(Files.readString(got)).isEqualTo("good");
        assertThat(versions().versions()).hasSize(3);
        assertThat(versions().deleteMarkers()).isEmpty();
    }

    private ListObjectVersionsResponse versions() {
        return connection.reader().listObjectVersions(list -> list.bucket(connection.name()));
    }

    @Test
    void theCliUploadsInPartsAndDownloadsTheSameBytes() throws IOException, InterruptedException {
        var bytes = new byte[9 << 20];
        new Random(9).nextBytes(bytes);
        var file = Files.write(folder.resolve("file"), bytes);
        var back = folder.resolve("back");
        var address = "s3://" + connection.name() + "/data/census.zip";

        run("s3", "cp", "--quiet", file.toString(), address);
        run("s3", "cp", "--quiet", address, back.toString());
        var head = api("head-object", "--key", "data/census.zip", "--checksum-mode", "ENABLED");

        assertThat(text(head, "ETag")).endsWith("-2\"");
        assertThat(text(head, "ChecksumType"))
                .as("CRC32 by the first CLI, CRC64NVME by the second")
                .isIn("COMPOSITE", "FULL_OBJECT");
        assertThat(Files.mismatch(file, back)).isEqualTo(-1);
    }
}
