package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
    private static final Grid GRID = new Grid(4, 5);
    private static final String CONFIGURATION = """
            store: file:./store
            inputs:
              cells: { key: cells.json, id: cell, drop-when-zero: land }
              score: { key: score.csv, id: tract }
            map: { score: score, id: CELL, low: { buckets: 2, group: 2, keep-groups-up-to: 4 }AGGREGATED }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", ", aggregate-id-to: 3"})
    void itCountsAndFindsWhatABuildDoes(String aggregated) throws IOException {
        var configuration =
                Configuration.parse(CONFIGURATION.replace("AGGREGATED", aggregated), folder.resolve("backsight.yaml"));
        var inputs = InputFiles.of(Map.of(
                "cells", Files.writeString(folder.resolve("cells.json"), GRID.geoJson()),
                "score",
                        Files.writeString(
                                folder.resolve("score.csv"), GRID.csv((row, column) -> column == 0 ? "" : "7"))));
        var rows = Rows.read(configuration, inputs, Progress.SILENT);
        var groundwork = Groundwork.read(configuration, inputs, 2, Progress.SILENT);
        var built = Combine.join(configuration, rows, groundwork).dissolve(Progress.SILENT);

        var tables = Inspection.of(configuration, rows);
        var all = Inspection.of(configuration, rows, FeatureIds.read(configuration, inputs, 2, Progress.SILENT));

        assertThat(all.counts())
                .containsKeys("rows", "rowsWithoutPolygon", "polygonsWithoutRow", "score.mean", "score.max");
        assertThat(built.counts()).containsAllEntriesOf(all.counts()).containsAllEntriesOf(tables.counts());
        assertThat(all.findings())
                .isEqualTo(built.findings().stream()
                        .filter(finding -> !finding.code().startsWith("coverage."))
                        .toList());
    }
}
