package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.TileCutter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fails when readers, topology or cutter make something else of the same polygons, so that nobody forgets to raise
/// [Groundwork#VERSION].
class GroundworkVersionTest {
    private static final int VERSION = 4;
    private static final String DIGEST = "5583b558c12980dc7587b467ab0565a06b88daab4b2aef74813fcb52e157a28f";

    @Test
    void whatIsMadeOfTheSamePolygonsChangesWithTheVersionOnly(@TempDir Path folder) throws IOException {
        var cells = Files.writeString(folder.resolve("cells.json"), WavyGrid.geoJson(6, 7));
        var configuration = Configuration.parse("""
                store: file:./store
                inputs:
                  cells: { key: cells.json, id: cell, drop-when-zero: land }
                  score: { key: score.csv, id: tract }
                map:
                  score: score
                  layer: blocks
                  high: { zoom: 5-9 }
                  low: { zoom: 0-5, buckets: 2, group: 2, keep-groups-up-to: 4 }
                publish: { prefix: map }
                """, folder.resolve("backsight.yaml"));
        var groundwork = Groundwork.read(configuration, InputFiles.of(Map.of("cells", cells)), 2, Progress.SILENT);
        var coverage = groundwork.coverage();
        var cuttings = TileCutter.cut(coverage, CutSettings.of(5, 9, 2), "high", Progress.SILENT);
        var file = Files.createFile(folder.resolve("cutting"));

        CuttingFile.write(file, new CuttingKey(Sha256.of(new byte[0])), new Prepared(groundwork, cuttings));

        assertThat(Sha256.of(file).hex())
                .as("raise Groundwork.VERSION, and put the new version and digest here")
                .isEqualTo(DIGEST);
        assertThat(Groundwork.VERSION).as("version of the digest here").isEqualTo(VERSION);
    }
}
