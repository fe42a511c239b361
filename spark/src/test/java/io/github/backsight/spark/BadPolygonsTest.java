package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that cannot be used is refused on Spark as it is without, with the same words.
class BadPolygonsTest {
    @Test
    void law9_aFileThatIsCutShortIsRefusedWithTheWordsOfTheLocalBuild(@TempDir Path folder) throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(2, 300, 40), polygons, table);
        var text = Files.readString(polygons);
        Files.writeString(polygons, text.substring(0, text.length() * 2 / 3), StandardCharsets.UTF_8);
        var workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 6-7 }
                low: { zoom: 5-6, buckets: 3, group: 2, keep-groups-up-to: 10 }
                outputs: [pmtiles]
                """);
        try (var session = Sessions.local(2)) {
            var refused = workshop.refusal(Workshop.engine(session, 2, java.util.Optional.empty()));

            assertThat(refused).contains("shape.truncated", "the JSON ends too early");
            assertThat(refused).isEqualTo(workshop.localRefusal());
        }
    }
}
