package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Polygons that no dealing to blocks makes even. What a million vertices of one polygon and
/// hundreds of thousands of features in one tile take is told in `docs/scale.md`.
@Tag("thorough")
class LopsidedBuildTest {
    @Test
    void law7_onePolygonOfVeryManyVerticesAndOneTileOfVeryManyFeaturesMakeTheSameBytes(@TempDir Path folder)
            throws IOException {
        var lopsided = LopsidedTracts.write(folder, 50_000, 5_000);
        var workshop = new Workshop(folder, lopsided.polygons(), lopsided.table(), """
                score: SCORE
                layer: blocks
                high: { zoom: 10-11 }
                low: { zoom: 5-5, buckets: 3, group: 2, keep-groups-up-to: 10 }
                outputs: [geojson, shapefile, pmtiles]
                """);

        try (var session = Sessions.local(2)) {
            var made = workshop.by(Workshop.engine(session, 12, Optional.empty()));

            assertThat(made).containsExactlyInAnyOrderEntriesOf(workshop.local());
        }
    }
}
