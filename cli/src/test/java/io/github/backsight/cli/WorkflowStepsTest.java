package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// The shell steps of both workflows tell the whole story: published, spoilt, forced, rolled back.
@Tag("thorough")
@DisabledOnOs(OS.WINDOWS)
class WorkflowStepsTest {
    private static final String COMBINE = "combine-and-tileify.yml";
    private static final String ROLLBACK = "rollback.yml";
    private static final Path EXAMPLE = Path.of("..", "examples", "minimal");

    @TempDir
    private Path folder;

    @Test
    void theWholeStoryInAFolder() throws Exception {
        tellTheStory("store: file:./store");
    }

    @Test
    void theWholeStoryOnARealServer() throws Exception {
        var named = Optional.ofNullable(System.getenv("BACKSIGHT_TEST_S3"));
        assumeTrue(named.isPresent(), "skipped: BACKSIGHT_TEST_S3 names no S3 server");
        var endpoint = named.orElseThrow();
        var maps = "backsight-test-" + UUID.randomUUID();
        var state = "backsight-test-" + UUID.randomUUID();
        try (var http = Apache5HttpClient.create();
                var server = client(endpoint, http)) {
            server.createBucket(request -> request.bucket(state));
            server.createBucket(request -> request.bucket(maps));
            server.putBucketVersioning(request -> request.bucket(maps)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
            try {
                tellTheStory("""
                        store: s3://%s
                        endpoint: %s
                        path-style: true
                        state: s3://%s""".formatted(maps, endpoint, state));
            } finally {
                remove(server, maps);
                remove(server, state);
            }
        }
    }

    private void tellTheStory(String store) throws Exception {
        var run = inAFolder(store);
        run.program("put", "squares", "squares.geojson");
        run.program("put", "scores", "scores.csv");

        var first = run.run(COMBINE, Map.of("reason", "first map"));

        assertThat(first.badly()).isEmpty();
        assertThat(first.summary()).contains("### Build", "### Plan", "### Publish", "### Status", "nothing → ");
        var good = live(run);

        spoil(run);
        var refused = run.run(COMBINE, Map.of());

        assertThat(refused.badly()).containsExactly("Publish");
        assertThat(refused.summary()).contains("publish.score-mean", "It ended with exit code 3.");
        assertThat(live(run)).isEqualTo(good);

        // The reason is text of people: the shell must not read it.
        var reason = "hurry\"; touch spoilt; $(touch spoilt) `touch spoilt`";
        var forced = run.run(COMBINE, Map.of("force", "true", "reason", reason));

        assertThat(forced.badly()).isEmpty();
        assertThat(folder.resolve("spoilt")).doesNotExist();
        var bad = live(run);
        assertThat(bad).isNotEqualTo(good);
        assertThat(run.program("status")).contains("by ada, publish: " + reason);

        rollBack(run, good, bad);
    }

    private static void rollBack(WorkflowRun run, String good, String bad) throws Exception {
        var inputs = Map.of("target", "last-good", "reason", "scores a hundredfold");

        var plan = run.run(ROLLBACK, inputs);

        assertThat(plan.badly()).isEmpty();
        assertThat(plan.summary()).contains(bad + " → " + good, "DRY RUN");
        assertThat(live(run)).isEqualTo(bad);

        var mistyped = run.run(ROLLBACK, with(inputs, "confirmation", "last good"));

        assertThat(mistyped.badly()).containsExactly("Confirmation");
        assertThat(mistyped.well()).containsExactly("Status");
        assertThat(mistyped.summary()).contains("The confirmation is not the target 'last-good'. Nothing was changed.");
        assertThat(live(run)).isEqualTo(bad);

        var back = run.run(ROLLBACK, with(inputs, "confirmation", "last-good"));

        assertThat(back.badly()).isEmpty();
        assertThat(back.summary()).contains("### Rollback", "Release " + good + " is live. Verified.");
        assertThat(live(run)).isEqualTo(good);
    }

    private static Map<String, String> with(Map<String, String> inputs, String name, String value) {
        var more = new HashMap<>(inputs);
        more.put(name, value);
        more.put("dry-run", "false");
        return more;
    }

    private WorkflowRun inAFolder(String store) throws IOException {
        for (var name : new String[] {"squares.geojson", "scores.csv"}) {
            Files.copy(EXAMPLE.resolve(name), folder.resolve(name));
        }
        var example = Files.readString(EXAMPLE.resolve("backsight.yaml"));
        Files.writeString(folder.resolve("backsight.yaml"), example.replace("store: file:./store", store));
        return new WorkflowRun(folder);
    }

    private void spoil(WorkflowRun run) throws Exception {
        var scores = Files.readString(EXAMPLE.resolve("scores.csv"));
        Files.writeString(folder.resolve("hundredfold.csv"), scores.replaceAll("(?m),([0-9]+)$", ",$1" + "00"));
        run.program("put", "scores", "hundredfold.csv");
    }

    /// {@return the release that is live}
    private static String live(WorkflowRun run) throws Exception {
        return run.program("status")
                .lines()
                .filter(line -> line.startsWith("live "))
                .map(line -> line.split(" +", -1)[1])
                .findFirst()
                .orElse("nothing");
    }

    private static S3Client client(String endpoint, SdkHttpClient http) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .httpClient(http)
                .build();
    }

    private static void remove(S3Client server, String bucket) {
        for (var page : server.listObjectVersionsPaginator(request -> request.bucket(bucket))) {
            page.versions()
                    .forEach(version -> server.deleteObject(
                            request -> request.bucket(bucket).key(version.key()).versionId(version.versionId())));
            page.deleteMarkers()
                    .forEach(marker -> server.deleteObject(
                            request -> request.bucket(bucket).key(marker.key()).versionId(marker.versionId())));
        }
        server.deleteBucket(request -> request.bucket(bucket));
    }
}
