package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.archive.PmtilesReader;
import io.github.backsight.archive.TreeWriter;
import io.github.backsight.config.Configuration;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BuildTest {
    private static final Grid GRID = new Grid(4, 5);
    private static final String CONFIGURATION = """
            store: file:./store
            inputs:
              cells: { key: cells.json, id: cell, drop-when-zero: land }
              score: { key: score.csv, id: tract }
            map:
              score: score
              layer: blocks
              id: CELL
              high: { zoom: 5-8 }
              low: { zoom: 0-5, buckets: 2, group: 2, keep-groups-up-to: 4 }
              outputs: [geojson, shapefile, pmtiles, tree]
            publish: { prefix: map }
            """;

    @TempDir
    private Path folder;

    private Path cells;
    private Path score;

    @BeforeEach
    void writeInputs() throws IOException {
        cells = Files.writeString(folder.resolve("cells.json"), GRID.geoJson());
        score = Files.writeString(folder.resolve("score.csv"), GRID.csv((row, column) -> String.valueOf(row * 10)));
    }

    @Test
    void highHasEveryRowInTheOrderOfTheTableWithItsPolygonOrNull() throws IOException {
        build("out", CONFIGURATION, 2);

        var features = read("out/geojson/usa-high.json").get("features");
        assertThat(features).hasSize(20);
        assertThat(features.get(0).get("geometry").isNull())
                .as("its polygon has no land")
                .isTrue();
        assertThat(features.get(7).get("properties").toString())
                .isEqualTo("{\"CELL\":\"0102\",\"score\":10,\"name\":\"cell 1\"}");
        assertThat(features.get(7).get("geometry").get("coordinates").toString())
                .isEqualTo("[[[-79.8,40.1],[-79.7,40.1],[-79.7,40.2],[-79.8,40.2],[-79.8,40.1]]]");
    }

    @Test
    void lowHasEachBucketDissolvedWithItsMeanScore() throws IOException {
        build("out", CONFIGURATION, 2);

        var features = read("out/geojson/usa-low.json").get("features");
        assertThat(features).hasSize(2);
        assertThat(features.get(0).get("properties").get("SCORE").asDouble()).isEqualTo(5.0);
        assertThat(features.get(1).get("properties").get("SCORE").asDouble()).isEqualTo(25.0);
    }

    @Test
    void countsSayWhatWasJoined() throws IOException {
        var counts = build("out", CONFIGURATION, 2).counts();

        assertThat(counts)
                .containsEntry("rows", 20L)
                .containsEntry("rowsWithoutPolygon", 1L)
                .containsEntry("polygons", 19L)
                .containsEntry("polygonsLeftOut", 1L)
                .containsEntry("score.mean", 15.0)
                .containsEntry("low.bucket.0.rows", 10L)
                .containsKey("tiles.high.8");
        assertThat(counts.getOrDefault("low.bucket.1.squareDegrees", 0).doubleValue())
                .isCloseTo(0.1, org.assertj.core.data.Offset.offset(1e-12));
    }

    @Test
    void whatRanksIsInASmallFileOfItsOwnWithTheClassOfEachRow() throws IOException {
        var files = build("out", CONFIGURATION, 2).files();

        var lines = Files.readAllLines(folder.resolve("out/tiles/scores.tsv"));
        assertThat(files).contains("tiles/scores.tsv");
        assertThat(lines).hasSize(21).startsWith("CELL\tgroup\tscore\tclass");
        assertThat(lines.subList(1, 21).stream()
                        .map(line -> line.substring(line.lastIndexOf('\t') + 1))
                        .distinct())
                .containsExactlyInAnyOrder("2", "4", "7", "9");
    }

    @Test
    void tilesCarryTheLayerAndItsFields() throws IOException {
        build("out", CONFIGURATION, 2);

        try (var reader = PmtilesReader.open(folder.resolve("out/tiles/high.pmtiles"))) {
            assertThat(reader.metadata().layer()).isEqualTo("blocks");
            assertThat(reader.metadata().fields())
                    .isEqualTo(Map.of("CELL", "String", "score", "Number", "name", "String"));
            assertThat(reader.tiles()).isNotEmpty().allMatch(tile -> tile.z() >= 5 && tile.z() <= 8);
        }
        assertThat(folder.resolve("out/tiles/low/0/0/0.pbf")).isRegularFile();
        assertThat(read("out/tiles/high.json").get("tiles").toString())
                .isEqualTo("[\"https://maps.example.org/releases/r/tiles/high/{z}/{x}/{y}.pbf\"]");
    }

    @Test
    void law7_theSameInputsMakeTheSameBytesOnAnyNumberOfThreads() throws IOException {
        build("one", CONFIGURATION, 1);
        build("four", CONFIGURATION, 4);

        assertThat(digests("four")).isEqualTo(digests("one")).hasSizeGreaterThan(5);
    }

    @Test
    void aggregatingDissolvesPolygonsThatShareTheirFirstCharactersAndTakesTheMeanScore() throws IOException {
        var counts = build("out", CONFIGURATION.replace("id: CELL", "id: CELL\n  aggregate-id-to: 2"), 2)
                .counts();

        assertThat(counts).containsEntry("rows", 4L).containsEntry("polygons", 4L);
        var features = read("out/geojson/usa-high.json").get("features");
        assertThat(features.get(1).get("properties").get("score").asDouble()).isEqualTo(10.0);
        assertThat(features.get(1).get("geometry").get("type").asString()).isEqualTo("Polygon");
    }

    @Test
    void tooManyRowsWithoutPolygonMakeTheBuildBad() throws IOException {
        Files.writeString(score, Files.readString(score).replace("\n01", "\n1"));

        assertThat(build("out", CONFIGURATION, 2).findings())
                .filteredOn(finding -> finding.code().equals("join.rows-without-polygon"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.message())
                        .endsWith("5 of them match but for leading zeros, as '100' and '0100'"))
                .extracting(Finding::count, finding -> finding.severity().name())
                .containsExactly(6L, "FAIL");
    }

    @Test
    void law9_anInputThatCannotBeUsedLeavesNothingHalfWritten() throws IOException {
        Files.writeString(score, "tract,score\n\"0101,1\n");

        assertThatThrownBy(() -> build("out", CONFIGURATION, 2)).isInstanceOf(BadInputException.class);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    private Outputs build(String out, String configuration, int threads) throws IOException {
        return new Build(
                        Configuration.parse(configuration, folder.resolve("backsight.yaml")),
                        folder.resolve(out),
                        "https://maps.example.org/releases/r/tiles/",
                        new Tileify.Formats(TreeWriter::to, target -> {
                            throw new AssertionError("no MBTiles are asked for: " + target);
                        }),
                        threads,
                        Optional.empty())
                .run(InputFiles.of(Map.of("cells", cells, "score", score)), Progress.SILENT);
    }

    private JsonNode read(String name) throws IOException {
        return new JsonMapper().readTree(Files.readAllBytes(folder.resolve(name)));
    }

    private Map<String, Sha256> digests(String out) throws IOException {
        var digests = new TreeMap<String, Sha256>();
        try (var files = Files.walk(folder.resolve(out))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.resolve(out).relativize(file).toString(), Sha256.of(file));
            }
        }
        return digests;
    }
}
