package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The artifacts of a release are the same bytes, whether this machine built them or Spark, in
/// however many blocks.
@Tag("thorough")
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
    void law7_coordinatesFinerThanTheGridAndRowsWithoutPolygonsAreWrittenAsTheLocalBuildWritesThem()
            throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(17, 400, 40), polygons, table);
        Files.write(polygons, finer(Files.readAllLines(polygons)));
        withoutPartners(polygons, table);
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
                aggregate-id-to: 10
                layer: blocks
                high: { zoom: 6-9 }
                low: { zoom: 5-7, buckets: 4, group: 2, keep-groups-up-to: 1 }
                outputs: [geojson, shapefile, pmtiles, viewer]
                """);
        var local = workshop.local();

        for (int blocks : new int[] {1, 2, 7, 64}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    @Test
    void law9_aShapefileThatCannotHoldTheTableIsRefusedInTheWordsOfTheLocalBuild() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(3, 20, 10), polygons, table);
        var names =
                IntStream.range(0, 300).mapToObj(column -> ",COLUMN" + column).collect(Collectors.joining());
        var rows = new ArrayList<>(Files.readAllLines(table));
        rows.replaceAll(row -> row + ",".repeat(300));
        rows.set(0, rows.getFirst().replaceAll(",+$", "") + names);
        Files.write(table, rows);
        var workshop = new Workshop(folder, polygons, table, """
                score: SCORE
                layer: blocks
                high: { zoom: 6-7 }
                low: { zoom: 5-5, buckets: 4, group: 2, keep-groups-up-to: 10 }
                outputs: [shapefile, pmtiles]
                """);

        assertThat(workshop.refusal(Workshop.engine(session, 2, Optional.empty())))
                .contains("shapefile.too-many-columns")
                .endsWith(workshop.localRefusal());
    }

    /// Adds rows without a feature before and behind all others, a feature without a row, and one
    /// without polygons.
    private static void withoutPartners(Path polygons, Path table) throws IOException {
        var nothing = """
                "features":[
                {"type":"Feature","properties":{"GEOID10":"99000000001"},"geometry":null},
                """;
        Files.writeString(polygons, Files.readString(polygons).replaceFirst("\"features\":\\[\n", nothing));
        var rows = new ArrayList<>(Files.readAllLines(table));
        rows.remove(rows.size() / 3);
        rows.add(1, "99000000000,First,0.25,False");
        rows.add(rows.size() / 2, "99000000001,Nothing,0.5,True");
        rows.add("99000000002,Last,,");
        Files.write(table, rows);
    }

    /// {@return the same features with ten digits behind each point; where every seventh has a
    /// position in common with others, it often has it a little beside them, by less than the
    /// grid can tell}
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
