package io.github.backsight.bench.hot;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Table;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.TileField;
import io.github.backsight.tile.TileLayer;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A map of some thousand made-up tracts, as files and as what is made of them.
@State(Scope.Benchmark)
public class MadeUpMap {
    private static final int VERTICES = 120;

    /// About how many tracts the map has.
    @Param("5000")
    public int tracts;

    private Path folder = Path.of("");

    public MadeUpMap() {}

    @Setup(Level.Trial)
    public void write() throws IOException {
        folder = Files.createTempDirectory("bench");
        TractFiles.write(new TractCoverage(1, tracts, VERTICES), geoJson(), csv());
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(geoJson());
        Files.delete(csv());
        Files.delete(folder);
    }

    Path geoJson() {
        return folder.resolve("tracts.json");
    }

    Path csv() {
        return folder.resolve("tracts.csv");
    }

    Polygons polygons() throws IOException {
        return PolygonReader.read(
                        Content.of(geoJson()), PolygonOptions.id("GEOID10"), 1, Progress.SILENT, new Findings("map"))
                .polygons();
    }

    Table table() throws IOException {
        return TableReader.read(
                Content.of(csv()),
                new TableOptions("GTF", Optional.of("SCORE"), ','),
                Progress.SILENT,
                new Findings("map"));
    }

    /// {@return all columns of the table as attributes; row and feature numbers are the same}
    static TileLayer layer(Table table, Coverage coverage) {
        return new TileLayer(
                "blocks",
                table.columns().stream().map(TileField::of).toList(),
                IntStream.range(0, coverage.featureCount()).toArray());
    }

    static CutSettings cutSettings() {
        return CutSettings.of(5, 9, 1);
    }
}
