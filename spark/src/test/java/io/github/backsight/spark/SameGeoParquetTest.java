package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The tile archives are the same bytes, whether the polygons come as GeoJSON or as GeoParquet, and
/// whether this machine built them or Spark, in however many blocks.
@Tag("thorough")
class SameGeoParquetTest {
    private static final String MAP = """
            score: SCORE
            layer: blocks
            high: { zoom: 5-8 }
            low: { zoom: 3-6, buckets: 10, group: 2, keep-groups-up-to: 20 }
            outputs: [pmtiles]
            """;

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
    void law7_geoParquetMakesTheArchivesOfGeoJsonHereAndOnSparkInAnyNumberOfBlocks() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(7, 700, 40), polygons, table);
        var expected = archives(new Workshop(room("json"), polygons, table, MAP).local());
        var parquet = new Workshop(
                room("parquet"),
                GeoParquetFiles.polygons(polygons, CompressionCodecName.ZSTD, 100),
                GeoParquetFiles.table(session, table),
                MAP);

        assertThat(expected).containsKeys("tiles/high.pmtiles", "tiles/low.pmtiles");
        assertThat(archives(parquet.local())).isEqualTo(expected);
        for (int blocks : new int[] {1, 2, 7, 64}) {
            assertThat(archives(parquet.spark(session, blocks)))
                    .as("in %s blocks", blocks)
                    .isEqualTo(expected);
        }
    }

    @Test
    void law7_anyCompressionAndAnySizeOfRowGroupsMakeTheSameArchivesOnSpark() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(3, 200, 20), polygons, table);
        var expected = archives(new Workshop(room("json"), polygons, table, MAP).local());

        for (var codec : new CompressionCodecName[] {
            CompressionCodecName.UNCOMPRESSED, CompressionCodecName.SNAPPY, CompressionCodecName.GZIP
        }) {
            int rows = codec == CompressionCodecName.GZIP ? 1_000 : 7;
            var file = GeoParquetFiles.polygons(polygons, codec, rows);
            assertThat(archives(new Workshop(room(codec.name()), file, table, MAP).spark(session, 3)))
                    .as("%s", codec)
                    .isEqualTo(expected);
        }
    }

    @Test
    void law9_badFilesAreRefusedWithTheWordsOfTheLocalBuild() throws IOException {
        var polygons = folder.resolve("tracts.json");
        var table = folder.resolve("tracts.csv");
        TractFiles.write(new TractCoverage(3, 300, 20), polygons, table);
        byte[] whole = Files.readAllBytes(GeoParquetFiles.polygons(polygons, CompressionCodecName.SNAPPY, 50));
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 40, (byte) 0x7f);

        for (var bad : Map.of(
                        "parquet.truncated", Arrays.copyOf(whole, whole.length * 2 / 3), "parquet.damaged", damaged)
                .entrySet()) {
            var file = folder.resolve(bad.getKey());
            Files.write(file, bad.getValue());
            var workshop = new Workshop(room("bad-" + bad.getKey()), file, table, MAP);

            var refused = workshop.refusal(Workshop.engine(session, 2, Optional.empty()));

            assertThat(refused).contains(bad.getKey());
            assertThat(refused).isEqualTo(workshop.localRefusal());
        }
    }

    private Path room(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    private static Map<String, Sha256> archives(Map<String, Sha256> artifacts) {
        var archives = new TreeMap<>(artifacts);
        archives.keySet().removeIf(name -> !name.endsWith(".pmtiles"));
        return archives;
    }
}
