package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backsight.cli.Estimate;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.Zooms;
import io.github.backsight.input.Pins;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a sample of some polygons tells of all of them, and what a build of them will take.
class PolygonSampleTest {
    private static final PolygonSample.Size SMALL = new PolygonSample.Size(60_000, 24, 10_000);

    @TempDir
    private static Path folder;

    private static TractFiles.Written truth;
    private static byte[] polygons;

    @BeforeAll
    static void makeUpTracts() throws IOException {
        var file = folder.resolve("tracts.json");
        truth = TractFiles.write(new TractCoverage(8, 2_500, 60), file, folder.resolve("tracts.csv"));
        polygons = Files.readAllBytes(file);
        Files.writeString(folder.resolve("backsight.yaml"), """
                store: file:./store
                inputs:
                  census: { key: inputs/census, id: GEOID10 }
                  score: { key: inputs/score.csv, id: GTF }
                map:
                  score: SCORE
                  layer: blocks
                  high: { zoom: 5-11 }
                  low: { zoom: 0-7, buckets: 10, group: 2, keep-groups-up-to: 20 }
                  outputs: [pmtiles]
                publish: { prefix: map }
                """);
    }

    private static Configuration configuration() throws IOException {
        return Configuration.read(folder.resolve("backsight.yaml"));
    }

    private static Optional<PolygonSample> sample(byte[] object, PolygonSample.Size size) throws IOException {
        try (var store = FolderObjectStore.openOrCreate(folder.resolve("store"), Clock.systemUTC())) {
            store.put(
                    new Key("inputs/census"),
                    Body.of(object),
                    Attributes.ofType("application/octet-stream"),
                    new Expectation.Anything());
            var settings = configuration().coverage().getFirst();
            var pins = Pins.at(store, List.of(settings), Map.of(), Progress.SILENT);
            return PolygonSample.of(settings, store, pins.getFirst(), size);
        }
    }

    private static Estimate estimate(PolygonSample sample, Optional<Double> price) throws IOException {
        return new CostEstimate(configuration().map(), OptionalInt.empty(), 1_000_000, 8, 4, price).of(List.of(sample));
    }

    @Test
    void aSixthOfAPlainFileTellsFeaturesAndVerticesWithinAFourthOfTheTruth() throws IOException {
        var sample = sample(polygons, SMALL).orElseThrow();

        assertThat(sample.whole()).isEqualTo(polygons.length);
        assertThat(sample.bytes()).isBetween(150_000L, polygons.length / 5L);
        assertTold(sample, 25);
    }

    private static void assertTold(PolygonSample sample, double percent) throws IOException {
        var estimate = estimate(sample, Optional.empty());
        assertThat(estimate.features()).isCloseTo(truth.tracts(), Percentage.withPercentage(percent));
        assertThat(estimate.vertices()).isCloseTo(truth.vertices(), Percentage.withPercentage(percent));
    }

    @Test
    void aFileThatIsNoLargerThanTheSampleIsToldExactly() throws IOException {
        var sample = sample(polygons, PolygonSample.Size.USUAL).orElseThrow();

        assertTold(sample, 0);
    }

    @Test
    void ofAGzipAndAZipTheBeginningTellsWithinAFactorOfTwo() throws IOException {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(polygons);
        }
        var size = new PolygonSample.Size(400_000, 0, 0);
        var gzipped = sample(bytes.toByteArray(), size).orElseThrow();
        bytes.reset();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("census/tracts.json"));
            zip.write(polygons);
        }
        var zipped = sample(bytes.toByteArray(), size).orElseThrow();

        for (var sample : List.of(gzipped, zipped)) {
            assertThat(sample.packed()).isTrue();
            assertThat(sample.bytes()).isBetween(300_000L, 500_000L);
            assertThat(sample.whole()).isCloseTo(polygons.length, Percentage.withPercentage(25));
            assertTold(sample, 100);
        }
    }

    @Test
    void someRowGroupsOfGeoParquetTellAllPolygonsAndVerticesWithinATenth() throws IOException {
        byte[] parquet = geoParquet(50);
        var sample = sample(parquet, SMALL).orElseThrow();

        assertThat(sample.whole()).isEqualTo(parquet.length);
        assertThat(sample.bytes()).isBetween(100_000L, parquet.length / 3L);
        assertTold(sample, 10);
        double area = sample(polygons, PolygonSample.Size.USUAL).orElseThrow().area();
        assertThat(sample.area()).isCloseTo(area, Percentage.withPercentage(30));
    }

    @Test
    void oneRowGroupThatIsLargerThanTheSampleIsReadWhole() throws IOException {
        byte[] parquet = geoParquet(10_000);
        var sample = sample(parquet, new PolygonSample.Size(1000, 0, 0)).orElseThrow();

        assertThat(sample.bytes()).isEqualTo(parquet.length);
        assertTold(sample, 0);
    }

    @Test
    void law9_ofDamagedGeoParquetNothingIsToldForTheBuildSaysWhatIsWrong() throws IOException {
        byte[] parquet = geoParquet(50);

        assertThat(sample(Arrays.copyOf(parquet, parquet.length / 2), SMALL)).isEmpty();
    }

    private static byte[] geoParquet(int rows) throws IOException {
        var file = GeoParquetFiles.polygons(folder.resolve("tracts.json"), CompressionCodecName.SNAPPY, rows);
        try {
            return Files.readAllBytes(file);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void featuresThatBeginOtherwiseAreFoundInTheMiddleToo() throws IOException {
        var text = new String(polygons, StandardCharsets.UTF_8)
                .replaceAll(
                        "\\{\"type\":\"Feature\",(\"properties\":\\{[^}]*}),",
                        "{\"bbox\":null, $1,\"type\":\"Feature\",");

        assertTold(sample(text.getBytes(StandardCharsets.UTF_8), SMALL).orElseThrow(), 25);
    }

    @Test
    void ofWhatIsNoGeoJsonNothingIsTold() throws IOException {
        assertThat(sample("id,score\n1,2\n".getBytes(StandardCharsets.UTF_8), SMALL))
                .isEmpty();
    }

    @Test
    void law9_ofADamagedGzipNothingIsToldForTheBuildSaysWhatIsWrong() throws IOException {
        byte[] damaged = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 7, 7, 7, 7};

        assertThat(sample(damaged, SMALL)).isEmpty();
    }

    @Test
    void aSquareTouchesItsTilesAndHalfOfThoseAround() {
        assertThat(MappedArea.tiles(1.0 / 16, List.of(new Zooms(2, 2)))).isEqualTo(4);
        assertThat(MappedArea.tiles(1.0 / 4, List.of(new Zooms(4, 4), new Zooms(1, 1))))
                .isEqualTo(81 + 4);
    }

    @Test
    void moneyIsWhatAllCoresCostForAllTheTime() throws IOException {
        var sample = new PolygonSample(100_000_000, false, 1_000_000, 10_000, 5_000_000, 0.0001);

        var estimate = estimate(sample, Optional.of(0.05));

        assertThat(estimate.features()).isEqualTo(10_000);
        assertThat(estimate.vertices()).isEqualTo(5_000_000);
        assertThat(estimate.coreSeconds()).isCloseTo(50 + 5_000_000 * 16e-6, within(0.001));
        assertThat(estimate.shuffleBytes()).isEqualTo(5_000_000 * 79L);
        assertThat(estimate.executorBytes()).isEqualTo(500_000_000 + 4 * 300 * 5_000_000L / 8);
        assertThat(estimate.driverBytes()).isEqualTo(300_000_000 + 10_000 * 325L);
        double tileSeconds = estimate.tileBytes() / 100e6;
        assertThat(estimate.seconds()).isCloseTo(45 + 80.0 / 8 * 1.3 + tileSeconds, within(0.001));
        assertThat(estimate.money().orElseThrow()).isCloseTo(8 * estimate.seconds() / 3600 * 0.05, within(1e-9));
        assertThat(estimate(sample, Optional.empty()).money()).isEmpty();
    }
}
