package io.github.backsight.testkit.tracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import io.github.backsight.topology.Coverage;
import io.github.backsight.topology.CoverageFaults;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

class TractCoverageTest {
    private static final GeometryFactory FACTORY = new GeometryFactory();

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void isACleanCoverageToJts(long seed) {
        var polygons = geometries(new TractCoverage(seed, 300, 30));

        assertThat(polygons).allMatch(Geometry::isValid);
        assertThat(CoverageValidator.isValid(polygons.toArray(Geometry[]::new))).isTrue();
    }

    @ParameterizedTest(name = "{0} vertices a tract")
    @ValueSource(ints = {4, 12, 120, 400})
    void isCleanInAnyDetail(int vertices) {
        var polygons = geometries(new TractCoverage(9, 150, vertices));

        assertThat(polygons).allMatch(Geometry::isValid);
        assertThat(CoverageValidator.isValid(polygons.toArray(Geometry[]::new))).isTrue();
    }

    @ParameterizedTest(name = "{0} tracts")
    @ValueSource(ints = {1000, 4000})
    void hasAboutAsMuchAsWasAskedFor(int count) {
        var tracts = tracts(new TractCoverage(10, count, 60));
        int vertices = tracts.stream().mapToInt(Tract::vertexCount).sum();

        assertThat(tracts.size()).isBetween(count * 8 / 10, count * 12 / 10);
        assertThat(vertices / tracts.size()).isBetween(40, 80);
    }

    @Test
    void sizesAreSkewed() {
        var areas = geometries(new TractCoverage(11, 2000, 8)).stream()
                .mapToDouble(Geometry::getArea)
                .sorted()
                .toArray();
        double mean = java.util.Arrays.stream(areas).average().orElseThrow();

        assertThat(mean).isGreaterThan(areas[areas.length / 2] * 1.5);
        assertThat(areas[areas.length - 20]).isGreaterThan(areas[20] * 50);
    }

    @Test
    void someTractsHaveHolesAndSeveralPolygons() {
        var tracts = tracts(new TractCoverage(12, 2000, 8));

        assertThat(tracts).anyMatch(tract -> tract.polygons().size() > 1);
        assertThat(tracts).anyMatch(tract -> tract.polygons().stream().anyMatch(rings -> rings.size() > 1));
        assertThat(tracts.stream().map(Tract::id)).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9]{11}"));
    }

    @Test
    void theSameSeedMakesTheSameBytes(@TempDir Path folder) throws IOException {
        write(folder, "one", 13);
        write(folder, "two", 13);
        write(folder, "other", 14);

        assertThat(folder.resolve("one.json")).hasSameBinaryContentAs(folder.resolve("two.json"));
        assertThat(folder.resolve("one.csv")).hasSameBinaryContentAs(folder.resolve("two.csv"));
        assertThat(java.nio.file.Files.mismatch(folder.resolve("one.json"), folder.resolve("other.json")))
                .isNotNegative();
    }

    @Test
    void isReadBackWithoutAFinding(@TempDir Path folder) throws IOException {
        var written = write(folder, "map", 15);
        var findings = new Findings("map");
        var polygons = PolygonReader.read(
                        Content.of(folder.resolve("map.json")),
                        PolygonOptions.id("GEOID10"),
                        1,
                        Progress.SILENT,
                        findings)
                .polygons();
        var table = TableReader.read(
                Content.of(folder.resolve("map.csv")),
                new TableOptions("GTF", Optional.of("SCORE"), ','),
                Progress.SILENT,
                findings);

        assertThat(findings.list()).isEmpty();
        assertThat(polygons.vertexCount()).isEqualTo((int) written.vertices());
        assertThat(table.ids()).isEqualTo(polygons.ids()).hasSize((int) written.tracts());
        assertThat(CoverageFaults.of(Coverage.of(polygons)).list()).isEmpty();
    }

    @Test
    void refusesWhatCannotBe() {
        assertThatThrownBy(() -> new TractCoverage(1, 0, 100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a coverage has 1 to 50000000 tracts of at least 4 vertices, not 0 of 100");
    }

    private static TractFiles.Written write(Path folder, String name, long seed) throws IOException {
        return TractFiles.write(
                new TractCoverage(seed, 500, 40), folder.resolve(name + ".json"), folder.resolve(name + ".csv"));
    }

    private static List<Tract> tracts(TractCoverage coverage) {
        List<Tract> tracts = new ArrayList<>();
        coverage.forEach(tracts::add);
        return tracts;
    }

    private static List<Geometry> geometries(TractCoverage coverage) {
        return tracts(coverage).stream().map(TractCoverageTest::geometry).toList();
    }

    private static Geometry geometry(Tract tract) {
        var polygons = tract.polygons().stream()
                .map(rings -> FACTORY.createPolygon(
                        ring(rings.getFirst()),
                        rings.stream().skip(1).map(TractCoverageTest::ring).toArray(LinearRing[]::new)))
                .toArray(Polygon[]::new);
        return polygons.length == 1 ? polygons[0] : FACTORY.createMultiPolygon(polygons);
    }

    private static LinearRing ring(Tract.Ring ring) {
        var places = new Coordinate[ring.size() + 1];
        for (int point = 0; point < places.length; point++) {
            int place = point % ring.size();
            places[point] = new Coordinate(ring.longitude(place) / 1e6, ring.latitude(place) / 1e6);
        }
        return FACTORY.createLinearRing(places);
    }
}
