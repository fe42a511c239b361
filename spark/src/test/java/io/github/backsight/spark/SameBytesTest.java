package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
                outputs: [geojson, shapefile, pmtiles, mbtiles, tree, viewer]
                """);
        var local = workshop.local();

        assertThat(local)
                .containsKeys("tiles/high.pmtiles", "tiles/low.pmtiles", "tiles/high.mbtiles")
                .containsKeys("geojson/usa-high.json", "geojson/usa-low.json", "shapefile/usa.zip");
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
                outputs: [geojson, shapefile, pmtiles]
                """);
        var local = workshop.local();

        for (int blocks : new int[] {1, 3, 16}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    @Test
    void law7_coordinatesFinerThanTheGridAreWrittenAsTheLocalBuildWritesThem() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(17, 400, 40), polygons, table);
        Files.write(polygons, finer(Files.readAllLines(polygons)));
        var workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 6-7 }
                low: { zoom: 5-5, buckets: 4, group: 2, keep-groups-up-to: 10 }
                outputs: [geojson, shapefile]
                """);
        var local = workshop.local();

        assertThat(local).doesNotContainKey("tiles/high.pmtiles");
        for (int blocks : new int[] {1, 7, 64}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    @Test
    void law7_areasMadeOfFeaturesAreThoseOfTheLocalBuild() throws IOException {
        var spoilt = SpoiltTracts.write(folder, 500);
        var workshop = new Workshop(folder, spoilt.polygons(), spoilt.table(), """
                score: SCORE
                aggregate-id-to: 5
                layer: blocks
                high: { zoom: 6-9 }
                low: { zoom: 5-7, buckets: 4, group: 2, keep-groups-up-to: 10 }
                outputs: [geojson, shapefile, pmtiles, viewer]
                """);
        var local = workshop.local();

        for (int blocks : new int[] {1, 2, 7, 64}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    /// {@return the same features with ten digits behind each point; where every seventh has a position in common with
    /// others, it often has it a little beside them, by less than the grid can tell}
    private static List<String> finer(List<String> lines) {
        var position = Pattern.compile("\\[(-?[0-9]+\\.[0-9]+),(-?[0-9]+\\.[0-9]+)]");
        return IntStream.range(0, lines.size())
                .mapToObj(line -> position.matcher(lines.get(line)).replaceAll(found -> {
                    var last = line % 7 == 0 && found.group().hashCode() % 3 == 0 ? "1" : "2";
                    return "[" + tenDigits(found.group(1), last) + "," + tenDigits(found.group(2), last) + "]";
                }))
                .toList();
    }

    private static String tenDigits(String number, String last) {
        int decimals = number.length() - number.indexOf('.') - 1;
        return number + "0".repeat(9 - decimals) + last;
    }
}
