package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.cli.Backsight;
import io.github.backsight.cli.Engine;
import io.github.backsight.cli.Environment;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A build whose inputs are in a bucket, which executors open by themselves, and read by ranges.
class BucketBuildTest {
    @TempDir
    private Path folder;

    private MapsBucket server;

    @BeforeEach
    void startServer() throws IOException {
        server = MapsBucket.start();
        Files.writeString(folder.resolve("backsight.yaml"), """
                store: s3://maps
                endpoint: %s
                path-style: true
                inputs:
                  census: { key: inputs/census, id: GEOID10 }
                  score: { key: inputs/score.csv, id: GTF }
                map:
                  score: SCORE
                  layer: blocks
                  high: { zoom: 6-7 }
                  low: { zoom: 5-5, buckets: 3, group: 2, keep-groups-up-to: 10 }
                  outputs: [geojson, shapefile, pmtiles]
                publish: { prefix: map }
                """.formatted(server.address()));
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    @Test
    void law7_executorsReadRangesOfAnObjectInABucketAndMakeTheBytesOfTheLocalBuild() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(17, 300, 40), polygons, table);
        run(Optional.empty(), "put", "census", polygons.toString(), "--force");
        run(Optional.empty(), "put", "score", table.toString());
        var local = run(Optional.empty(), "build");

        try (var session = Sessions.local(2)) {
            server.asked();
            // Refused where a byte differs from those of the release that is there.
            var spark = run(Optional.of(Workshop.engine(session, 3, Optional.empty())), "build", "--rebuild");

            assertThat(spark).containsPattern("release [0-9a-f]{16} good: built");
            assertThat(release(spark)).isEqualTo(release(local));
            long ranges = Files.size(polygons) / Workshop.RANGE_BYTES;
            assertThat(server.asked())
                    .filteredOn(permission -> permission.resource().endsWith("/inputs/census")
                            && permission.action().startsWith("s3:GetObject"))
                    .as("each of %s ranges is read three times", ranges)
                    .hasSizeGreaterThan((int) (3 * ranges));
        }
    }

    private static String release(String said) {
        return said.replaceAll("(?s).*release ([0-9a-f]{16}) .*", "$1");
    }

    /// {@return what the command says as its result}
    private String run(Optional<Engine> engine, String... command) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var environment = new Environment(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Set.of(),
                Map.of(),
                folder,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
        int exitCode =
                Backsight.run(command, engine.map(environment::withEngine).orElse(environment));
        assertThat(exitCode)
                .as("%s: %s", String.join(" ", command), err.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
