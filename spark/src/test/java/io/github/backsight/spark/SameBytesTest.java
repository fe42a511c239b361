package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The archives of a map are the same bytes, whether this machine built them or Spark, in however many blocks.
class SameBytesTest {
    private static Workshop workshop;
    private static Map<String, Sha256> local;
    private static SparkSession session;

    @BeforeAll
    static void buildLocally(@TempDir Path folder) throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(7, 3_000, 60), polygons, table);
        workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 5-11 }
                low: { zoom: 0-7, buckets: 10, group: 2, keep-groups-up-to: 50 }
                outputs: [pmtiles, mbtiles, viewer]
                """);
        local = workshop.local();
        session = Sessions.local(2);
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    @ParameterizedTest(name = "{0} blocks")
    @ValueSource(ints = {1, 2, 7, 64})
    void law7_sparkMakesTheBytesOfTheLocalBuildInAnyNumberOfBlocks(int blocks) throws IOException {
        assertThat(local).containsKeys("tiles/high.pmtiles", "tiles/low.pmtiles", "tiles/high.mbtiles");

        assertThat(workshop.spark(session, blocks)).containsExactlyInAnyOrderEntriesOf(local);
    }
}
