package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.archive.TreeWriter;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.ConfigurationException;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A coverage in several files is the coverage that one file with the same features is.
class SeveralPolygonFilesTest {
    private static final String ONE = """
            store: file:./store
            inputs:
              cells: { key: cells.json, id: cell }
              score: { key: score.csv, id: tract }
            map:
              score: score
              high: { zoom: 5-9 }
              low: { zoom: 0-5, buckets: 2, group: 2, keep-groups-up-to: 4 }
              outputs: [geojson, pmtiles]
            publish: { prefix: map }
            """;
    private static final String THREE = ONE.replace("  cells: { key: cells.json, id: cell }\n", """
              north: { key: north.json, id: cell }
              middle: { key: middle.json, id: cell }
              south: { key: south.json, id: cell }
            """);

    @TempDir
    private Path folder;

    private List<String> features = List.of();

    @BeforeEach
    void cut() throws IOException {
        var lines = WavyGrid.geoJson(4, 5).lines().toList();
        features = lines.subList(1, lines.size() - 1).stream()
                .map(line -> line.endsWith(",") ? line.substring(0, line.length() - 1) : line)
                .toList();
        write("cells", features);
        write("north", features.subList(0, 7));
        write("middle", features.subList(7, 8));
        write("south", features.subList(8, features.size()));
        var grid = new Grid(4, 5);
        Files.writeString(folder.resolve("score.csv"), grid.csv((row, column) -> String.valueOf(row * 10)));
    }

    @Test
    void theyMakeTheMapThatOneFileMakes() throws IOException {
        var one = build("one", ONE);
        var three = build("three", THREE);

        assertThat(digests("three")).isEqualTo(digests("one")).hasSizeGreaterThan(4);
        assertThat(three.counts()).isEqualTo(one.counts());
    }

    @Test
    void aFindingNamesTheFileThatItIsOf() throws IOException {
        assertThat(build("three", THREE).findings())
                .filteredOn(finding -> finding.code().equals("shape.no-geometry"))
                .extracting(Finding::object)
                .containsExactly("south.json");
    }

    @Test
    void bordersThatCrossAreOfAllFilesTogether() throws IOException {
        assertThat(build("three", THREE).findings())
                .filteredOn(finding -> finding.code().equals("coverage.crossing-borders"))
                .extracting(Finding::object)
                .containsExactly("north.json and 2 more");
    }

    @Test
    void anIdInTwoOfThemIsRefusedAndBothPlacesAreNamed() throws IOException {
        write("middle", List.of(features.get(7), features.get(3)));

        assertThatThrownBy(() -> build("three", THREE))
                .isInstanceOfSatisfying(
                        BadInputException.class,
                        fault -> assertThat(fault.findings())
                                .filteredOn(finding -> finding.code().equals("shape.duplicate-id"))
                                .singleElement()
                                .satisfies(finding -> assertThat(finding.examples())
                                        .singleElement()
                                        .asString()
                                        .contains("kept feature 3 of north.json", "kept feature 1 of middle.json")));
    }

    @Test
    void aJudgementByIdsSeesAllFiles() throws IOException {
        var read = FeatureIds.read(configuration(THREE), inputs(), 2, Progress.SILENT);

        assertThat(read.ids()).hasSize(features.size());
    }

    @Test
    void aKeptCuttingIsOfTheBytesAndTheOrderOfAllFiles() throws IOException {
        var configuration = configuration(THREE);
        var first = Sha256.of(new byte[] {1});
        var second = Sha256.of(new byte[] {2});

        assertThat(List.of(
                        CuttingKey.of(configuration, List.of(first, first, first), "1", true),
                        CuttingKey.of(configuration, List.of(first, first, second), "1", true),
                        CuttingKey.of(configuration, List.of(second, first, first), "1", true)))
                .doesNotHaveDuplicates();
    }

    private void write(String name, List<String> some) throws IOException {
        Files.writeString(
                folder.resolve(name + ".json"),
                "{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", some) + "\n]}\n");
    }

    private Configuration configuration(String text) throws ConfigurationException {
        return Configuration.parse(text, folder.resolve("backsight.yaml"));
    }

    private InputFiles inputs() {
        return InputFiles.of(Map.of(
                "cells", folder.resolve("cells.json"),
                "north", folder.resolve("north.json"),
                "middle", folder.resolve("middle.json"),
                "south", folder.resolve("south.json"),
                "score", folder.resolve("score.csv")));
    }

    private Outputs build(String out, String text) throws IOException {
        var formats = new Tileify.Formats(TreeWriter::to, target -> {
            throw new AssertionError("no MBTiles are asked for: " + target);
        });
        return new Build(configuration(text), folder.resolve(out), "", formats, 2, Optional.empty())
                .run(inputs(), Progress.SILENT);
    }

    private Map<String, Sha256> digests(String out) throws IOException {
        try (var files = Files.walk(folder.resolve(out))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> folder.resolve(out).relativize(file).toString(),
                            SeveralPolygonFilesTest::digest,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static Sha256 digest(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
