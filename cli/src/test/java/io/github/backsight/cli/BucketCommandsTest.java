package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands on a bucket whose server is away: the store is a bucket, and no fault of the SDK reaches people as such.
class BucketCommandsTest {
    @TempDir
    private Path folder;

    private String endpoint = "";

    @BeforeEach
    void configureABucketOfAServerThatIsAway() throws IOException {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            endpoint = "http://127.0.0.1:" + free.getLocalPort();
        }
        Files.writeString(folder.resolve("backsight.yaml"), """
                store: s3://my-maps
                endpoint: %s
                path-style: true
                anonymous: true
                inputs:
                  polygons: { key: tracts.geojson, id: GEOID10 }
                  score: { key: usa.csv, id: GTF }
                map: { score: SN_C }
                """.formatted(endpoint));
    }

    @Test
    void law9_aServerThatIsAwayIsNamedWithWhatToDo() {
        var run = new CommandRun(folder);

        assertThat(run.run("versions")).isEqualTo(1);

        assertThat(run.err())
                .contains("s3://my-maps: nobody answers at " + endpoint + ". Check 'endpoint' and the network")
                .doesNotContain("Exception");
    }

    @Test
    void geoScoreTakesAwsForTheStore() {
        var run = new CommandRun(folder);

        assertThat(run.run("geo-score", "-s", "aws")).isEqualTo(1);

        assertThat(run.err()).contains("nobody answers at " + endpoint);
    }

    @Test
    void generateMapTilesTakesTheSameSourceAndReadsWhatGeoScoreWrote() {
        var run = new CommandRun(folder);

        assertThat(run.run("generate-map-tiles", "-s", "aws")).isEqualTo(1);

        assertThat(run.err()).contains("usa-low.json").doesNotContain("Unknown option");
    }
}
