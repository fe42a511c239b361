package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a build on Spark says beforehand, and how near to the truth it is.
@Tag("thorough")
class EstimateTest {
    @Test
    void itIsToldByADryRunAndBeforeABuildAndTheTilesAreWithinAFactorOfTwo(@TempDir Path folder) throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        var written = TractFiles.write(new TractCoverage(4, 500, 40), polygons, table);
        var workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 8-9 }
                low: { zoom: 5-5, buckets: 3, group: 2, keep-groups-up-to: 10 }
                outputs: [pmtiles]
                """);
        try (var session = Sessions.local(2, Map.of("spark.backsight.price", 0.05))) {
            var engine = Workshop.engine(session, 2, Optional.empty());

            var text = workshop.dryRun(engine);
            var json = workshop.dryRun(engine, "--json");

            assertThat(text)
                    .contains("ESTIMATE, from a sample of all ")
                    .containsPattern("polygons +[0-9,]+ with [0-9,]+ vertices")
                    .containsPattern("work +[0-9]+ core seconds: .* on 2 cores")
                    .containsPattern("memory +[0-9.]+ MB an executor, 3[0-9.]+ MB the driver")
                    .containsPattern("money +0\\.00[0-9]+, at 0\\.05 a core and hour")
                    .contains("DRY RUN, nothing was built.");
            assertThat(number(json, "features")).isEqualTo(written.tracts());
            assertThat(number(json, "vertices")).isEqualTo(written.vertices());

            workshop.by(engine);

            assertThat(workshop.messages()).contains("ESTIMATE, from a sample of all ");
            long tiles = engine.metrics().getOrDefault("backsight.tiles", 0L);
            assertThat(number(json, "tiles")).isBetween(tiles / 2, 2 * tiles);
        }
    }

    private static long number(String json, String name) {
        var found = Pattern.compile("\"" + name + "\" : ([0-9]+)").matcher(json);
        assertThat(found.find()).as("%s in %s", name, json).isTrue();
        return Long.parseLong(found.group(1));
    }
}
