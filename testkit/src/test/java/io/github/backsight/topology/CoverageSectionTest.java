package io.github.backsight.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.section.SectionFile;
import io.github.backsight.section.SectionFileWriter;
import io.github.backsight.shape.Polygons;
import io.github.backsight.testkit.Coverages;
import io.github.backsight.testkit.RandomCoverage;
import io.github.backsight.testkit.SpoiltCoverage;
import io.github.backsight.tile.CutSettings;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.TileCutter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written as sections and read back does all that the original does.
class CoverageSectionTest {
    private static final CutSettings SETTINGS = CutSettings.of(6, 9, 2);
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void aCleanCoverageReadBackIsTheSame(long seed) throws IOException {
        assertSameWhenReadBack(RandomCoverage.of(seed));
    }

    @ParameterizedTest
    @EnumSource
    void aSpoiltCoverageReadBackIsTheSame(SpoiltCoverage.Spoiler spoiler) throws IOException {
        for (long seed = 1; seed <= 4; seed++) {
            assertSameWhenReadBack(Coverages.of(SpoiltCoverage.features(seed, spoiler)));
        }
    }

    private void assertSameWhenReadBack(Polygons polygons) throws IOException {
        var coverage = Coverage.of(polygons);
        var faults = CoverageFaults.of(coverage);
        var cuttings = TileCutter.cut(coverage, SETTINGS, "drawn", Progress.SILENT);
        var file = Files.createTempFile(folder, "coverage", "");
        try (var writer = SectionFileWriter.to(file, KEY)) {
            writer.section("polygons", polygons::writeTo);
            writer.section("coverage", coverage::writeTo);
            writer.section("faults", faults::writeTo);
            writer.section("cutting", cuttings.getLast()::writeTo);
            writer.finish();
        }

        try (var sections = SectionFile.open(file, KEY)) {
            var polygonsBack = sections.read("polygons", Polygons::from);
            var back = sections.read("coverage", section -> Coverage.from(section, polygonsBack.ids()));
            var faultsBack = sections.read("faults", CoverageFaults::from);
            assertThat(faultsBack).isEqualTo(faults).isEqualTo(CoverageFaults.of(back));
            assertThat(sections.read("cutting", Cutting::from)).isEqualTo(cuttings.getLast());
            assertThat(TileCutter.cut(back, SETTINGS, "drawn", Progress.SILENT)).isEqualTo(cuttings);
            assertThat(coordinates(dissolved(back, faultsBack))).isEqualTo(coordinates(dissolved(coverage, faults)));
            assertThat(coordinates(polygonsBack)).isEqualTo(coordinates(polygons));
        }
    }

    private static Polygons dissolved(Coverage coverage, CoverageFaults faults) {
        var groups = IntStream.range(0, coverage.featureCount())
                .map(feature -> feature % 3)
                .toArray();
        return Dissolve.by(coverage, faults, groups, 3).polygons();
    }

    private static double[] coordinates(Polygons polygons) {
        return IntStream.range(0, polygons.vertexCount())
                .mapToDouble(vertex -> polygons.longitude(vertex) * 1000 + polygons.latitude(vertex))
                .toArray();
    }
}
