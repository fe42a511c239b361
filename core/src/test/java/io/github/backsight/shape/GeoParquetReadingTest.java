package io.github.backsight.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Column;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeoParquetReadingTest {
    private static final PolygonOptions BY_ID = PolygonOptions.id("GEOID");

    @TempDir
    private Path folder;

    private Findings findings = new Findings("map.parquet");

    @ParameterizedTest
    @ValueSource(strings = {"none", "snappy", "gzip", "zstd"})
    void anyCompressionAndManyRowGroupsGiveTheFeaturesOfTheGeoJson(String codec) throws IOException {
        var options = BY_ID.withDropWhenZero("AREA").withProperties();
        var json = read(resource("map.json"), options, 2);
        var told = findings.list();
        for (int threads : new int[] {1, 3}) {
            var features = read(file("map-" + codec), options, threads);

            assertThat(Reading.drawn(features.polygons())).isEqualTo(Reading.drawn(json.polygons()));
            assertThat(features.polygons().finerThanGrid()).isTrue();
            assertThat(features.dropped()).isEqualTo(1);
            assertThat(cells(features.properties().orElseThrow()))
                    .isEqualTo(cells(json.properties().orElseThrow()));
            assertThat(findings.list()).isEqualTo(told);
        }
        assertThat(told).extracting(Finding::code).containsExactly("shape.no-geometry");
    }

    @Test
    void featuresOfOddGeometriesAreToldWithPlaceAndId() throws IOException {
        var failures = failures(file("odd"), BY_ID);

        assertThat(failures)
                .containsExactly(
                        "warn shape.heights: map.parquet, feature 0: positions have a third number, the height; it is"
                                + " left out (2 times) e.g. height, extended. Export the polygons without heights",
                        "fail shape.geometry-type: map.parquet, feature 3, id point: the geometry is a Point; only"
                                + " Polygon and MultiPolygon can be mapped. Take the feature out, or make polygons of"
                                + " it where the file is made",
                        "fail shape.wkb: map.parquet, feature 4, id cut: the geometry is no well-known binary: it ends"
                                + " too early (2 times). Write the file again; the geometry column must be encoded as"
                                + " WKB",
                        "fail shape.open-ring: map.parquet, feature 6, id open: a ring does not end where it began."
                                + " Repair the polygon where it is made: the last position must repeat the first",
                        "fail shape.not-finite: map.parquet, feature 7, id nan: a coordinate is not a finite number."
                                + " Look for a failed projection or a division by zero where the file is made",
                        "fail shape.off-earth: map.parquet, feature 8, id far: the position 500000.0, 4000000.0 is"
                                + " outside of longitude ±180, latitude ±90: it seems to be projected. Export the"
                                + " polygons in WGS 84 degrees (EPSG:4326)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"crs-crs84", "crs-4326", "crs-nameless"})
    void degreesOfWgs84AreReadWhateverTheyAreCalled(String name) throws IOException {
        assertThat(read(file(name), BY_ID, 1).polygons().featureCount()).isEqualTo(2);
        assertThat(findings.list()).isEmpty();
    }

    @Test
    void anUnknownReferenceSystemIsTakenForDegreesAndTold() throws IOException {
        assertThat(read(file("crs-unknown"), BY_ID, 1).polygons().featureCount())
                .isEqualTo(2);
        assertThat(findings.list()).extracting(Finding::code).containsExactly("shape.crs-unknown");
    }

    @Test
    void anyOtherReferenceSystemIsRefused() throws IOException {
        assertThat(failures(file("crs-3857"), BY_ID))
                .containsExactly("fail shape.crs: map.parquet, metadata 'geo': the coordinates are of the reference"
                        + " system EPSG:3857 (WGS 84 / Pseudo-Mercator); only degrees of WGS 84 (OGC:CRS84, EPSG:4326)"
                        + " can be mapped. Convert the polygons to EPSG:4326 (geopandas to_crs(4326), ogr2ogr -t_srs"
                        + " EPSG:4326)");
        assertThat(failures(file("crs-other"), BY_ID))
                .singleElement()
                .asString()
                .startsWith("fail shape.crs:");
    }

    @ParameterizedTest
    @CsvSource({
        "encoding, shape.geometry-encoding",
        "geo-cut, shape.geo-metadata",
        "geo-list, shape.geo-metadata",
        "geo-no-columns, shape.geo-metadata",
        "geo-other-column, shape.geo-metadata",
        "geo-text-column, shape.geo-metadata",
        "no-geo, shape.no-geo-metadata",
        "scores-zstd, shape.no-geo-metadata",
        "scores-lz4, parquet.codec",
        "null-id, shape.no-id",
        "no-features, shape.no-features"
    })
    void law9_aBadFileEndsInACodedFinding(String name, String code) throws IOException {
        assertThat(failures(file(name), BY_ID)).singleElement().asString().startsWith("fail " + code + ": map.parquet");
    }

    @Test
    void aMissingColumnIsToldOnceWithTheNearestName() throws IOException {
        assertThat(failures(file("map-zstd"), PolygonOptions.id("GEOID10").withDropWhenZero("area")))
                .containsExactly("fail shape.no-id: map.parquet, columns: there is no column 'GEOID10' of texts or"
                        + " numbers; the nearest is 'GEOID'. Configure the column that holds the ids as the input's id,"
                        + " or put the file that has it");
        read(file("map-zstd"), BY_ID.withDropWhenZero("AREAS"), 2);
        assertThat(findings.list())
                .extracting(Finding::code)
                .containsExactly("shape.no-drop-property", "shape.no-geometry");
        assertThat(findings.list().getFirst().count()).isEqualTo(1);
    }

    @Test
    void numbersAsIdsAreTextsAndTold() throws IOException {
        assertThat(read(file("number-ids-map"), BY_ID, 1).polygons().ids()).containsExactly("1", "2");
        assertThat(findings.list()).extracting(Finding::code).containsExactly("shape.numeric-id");
    }

    @Test
    void theConfiguredFormatIsHeldAgainstTheContent() throws IOException {
        assertThat(failures(file("map-zstd"), BY_ID.withFormat(PolygonFormat.GEOJSON)))
                .singleElement()
                .asString()
                .startsWith("fail shape.other-format: map.parquet, beginning: the content is GEOPARQUET, and the");
        assertThat(failures(resource("map.json"), BY_ID.withFormat(PolygonFormat.GEOPARQUET)))
                .singleElement()
                .asString()
                .startsWith("fail shape.other-format: map.parquet, beginning: the content is not GEOPARQUET");
        assertThat(read(file("map-zstd"), BY_ID.withFormat(PolygonFormat.GEOPARQUET), 1)
                        .polygons()
                        .featureCount())
                .isEqualTo(8);
    }

    @Test
    void limitsHold() throws IOException {
        var content = new Content(file("map-zstd"), Optional.empty(), new Limits(600, 200, 0));
        findings = new Findings("map.parquet");
        try {
            PolygonReader.read(content, BY_ID, 1, Progress.SILENT, findings);
        } catch (BadInputException expected) {
            assertThat(expected).hasMessageStartingWith("fail content.too-large: map.parquet, footer:");
            return;
        }
        throw new AssertionError("was read");
    }

    @Test
    @Timeout(120)
    void law9_bytesThatAreDamagedAreReadOrRefusedAndNeverATrace() throws IOException {
        var random = new Random(7);
        var damaged = folder.resolve("damaged.parquet");
        for (var name : List.of("map-none", "map-zstd", "map-snappy", "map-gzip")) {
            byte[] whole = Files.readAllBytes(file(name));
            for (int i = 0; i < 120; i++) {
                byte[] bytes = whole.clone();
                bytes[8 + random.nextInt(bytes.length - 12)] = (byte) random.nextInt(256);
                Files.write(damaged, i % 10 == 0 ? Arrays.copyOf(bytes, 9 + random.nextInt(bytes.length - 9)) : bytes);
                findings = new Findings("map.parquet");
                try {
                    PolygonReader.read(Content.of(damaged), BY_ID, 2, Progress.SILENT, findings);
                } catch (BadInputException expected) {
                    assertThat(expected.findings())
                            .as("%s, change %s", name, i)
                            .isNotEmpty()
                            .isEqualTo(findings.list());
                }
            }
        }
    }

    private static Path file(String name) {
        return resource(name + ".parquet");
    }

    private static Path resource(String name) {
        try {
            return Path.of(
                    GeoParquetReadingTest.class.getResource("/parquet/" + name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Features read(Path file, PolygonOptions options, int threads) throws IOException {
        findings = new Findings("map.parquet");
        var features = PolygonReader.read(Content.of(file), options, threads, Progress.SILENT, findings);
        findings.throwIfFailed();
        return features;
    }

    private List<String> failures(Path file, PolygonOptions options) throws IOException {
        try {
            read(file, options, 2);
        } catch (BadInputException expected) {
            assertThat(expected.findings()).anyMatch(finding -> finding.severity() == Severity.FAIL);
            return expected.findings().stream().map(Finding::text).toList();
        }
        throw new AssertionError("was read: " + file);
    }

    private static List<String> cells(Table table) {
        return table.columns().stream()
                .map(column -> column.name() + " " + column.kind() + ": " + cells(column, table.rowCount()))
                .toList();
    }

    private static List<String> cells(Column column, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> column.isBlank(row) ? "" : column.text(column.code(row)))
                .toList();
    }
}
