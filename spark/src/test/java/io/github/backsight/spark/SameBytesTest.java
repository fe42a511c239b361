package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The artifacts of a release are the same bytes, whether this machine built them or Spark, in
/// however many blocks.
class SameBytesTest {
    private static SparkSession session;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        session = Sessions.local(2);
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    @Test
    void law7_sparkMakesTheBytesOfTheLocalBuildInAnyNumberOfBlocks() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(7, 1_000, 60), polygons, table);
        var workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 5-10 }
                low: { zoom: 3-6, buckets: 10, group: 2, keep-groups-up-to: 20 }
                outputs: [pmtiles, mbtiles, tree, viewer]
                """);
        var local = workshop.local();

        assertThat(local).containsKeys("tiles/high.pmtiles", "tiles/low.pmtiles", "tiles/high.mbtiles");
        for (int blocks : new int[] {1, 2, 7, 64}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    @Test
    void law7_polygonsThatOverlapStandThereTwiceOrLieInOthersMakeTheSameBytes() throws IOException {
        var spoilt = SpoiltTracts.write(folder, 500);
        var workshop = new Workshop(folder, spoilt.polygons(), spoilt.table(), """
                score: SCORE
                layer: blocks
                high: { zoom: 6-9 }
                low: { zoom: 5-7, buckets: 4, group: 2, keep-groups-up-to: 10 }
                outputs: [pmtiles]
                """);
        var local = workshop.local();

        for (int blocks : new int[] {3, 16}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }
}
