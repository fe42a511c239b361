package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.release.Intent;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.Plan;
import io.github.backsight.release.Planner;
import io.github.backsight.release.Target;
import io.github.backsight.testkit.s3.FaithfulS3;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands beside a saved plan, run by a shell and Amazon's own command line.
class PlainCommandsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final long MOST_SECONDS = 120;

    @TempDir
    private Path folder;

    private final FaultyTeam team;

    PlainCommandsTest() throws IOException {
        team = new FaultyTeam(FaithfulServer.start(), Writers.MANY, 1000);
        team.publish(team.store(), team.spoilt());
        team.spoilInputs();
    }

    @AfterEach
    void stop() throws IOException {
        team.close();
    }

    private Plan plan() throws IOException {
        return new Planner(team.store(), "maps")
                .rollback(new Target.Release(team.good().id()), Intent.of("ada", "it's \"wrong\" & 'late'"));
    }

    private static PlainCommands commands(Bucket bucket) {
        return new PlainCommands(bucket, "maps", Optional.empty());
    }

    @Test
    void theAwsCliBringsTheBucketToWhereThePlanWouldByThem() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "aws"))),
                "skipped: the AWS CLI is not on PATH");
        var plan = plan();
        var before = team.inputVersions();
        var script = String.join("\n", commands(team.bucket()).of(plan, plan.pointer(operation(), NOW)));

        run("set -e\n" + script + "\n");

        assertThat(plan().changesAnything()).isFalse();
        assertThat(team.live()).isEqualTo(team.good());
        assertThat(team.hasGoodInputs()).isTrue();
        assertThat(team.inputVersions()).containsAll(before);
        assertThat(team.status().live().orElseThrow().reason()).isEqualTo("it's \"wrong\" & 'late'");
    }

    @Test
    void eachIsOneLineAndSaysWhereTheBucketIs() throws IOException {
        var plan = plan();
        var bucket = team.bucket();
        var far = new Bucket(
                "maps-eu",
                Optional.empty(),
                Optional.of("eu-central-1"),
                bucket.addressing(),
                new Credentials.Profile("night shift"),
                bucket.writers(),
                bucket.state());

        var lines = commands(far).of(plan, plan.pointer(operation(), NOW));

        assertThat(lines).hasSize(4).noneMatch(line -> line.contains("\n"));
        assertThat(lines.subList(1, 4))
                .allMatch(line -> line.contains(" --bucket maps-eu --region eu-central-1 --profile 'night shift' "));
    }

    private static OperationId operation() {
        return OperationId.begunAt(NOW, new Random(3));
    }

    private void run(String script) throws IOException, InterruptedException {
        var said = folder.resolve("said");
        var process = new ProcessBuilder("sh", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = process.environment();
        environment.put("AWS_ACCESS_KEY_ID", FaithfulS3.OWNER.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", FaithfulS3.OWNER.secretKey());
        environment.remove("AWS_SESSION_TOKEN");
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        var running = process.start();
        assertThat(running.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(running.exitValue()).as(Files.readString(said)).isZero();
    }
}
