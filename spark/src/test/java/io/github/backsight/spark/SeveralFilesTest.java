package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A coverage in several files, each written another way.
class SeveralFilesTest {
    private static final String MAP = """
            score: SCORE
            layer: blocks
            high: { zoom: 6-9 }
            low: { zoom: 5-7, buckets: 4, group: 2, keep-groups-up-to: 10 }
            outputs: [geojson, shapefile, pmtiles]
            """;

    private static SparkSession session;

    @TempDir
    private Path folder;

    private List<String> features = List.of();
    private Path table = Path.of("");

    @BeforeAll
    static void start() {
        session = Sessions.local(2);
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    @BeforeEach
    void make() throws IOException {
        table = folder.resolve("tracts.csv");
        var whole = folder.resolve("tracts.json");
        TractFiles.write(new TractCoverage(5, 600, 60), whole, table);
        var lines = Files.readAllLines(whole);
        features = lines.subList(1, lines.size() - 1).stream()
                .map(line -> line.replaceAll(",$", ""))
                .toList();
    }

    @Test
    void law7_plainUnpackedByRangesGzippedAndZippedFilesTogetherMakeTheBytesOfTheLocalBuild() throws IOException {
        var workshop = new Workshop(folder, List.of(plain(0, 250), zipped(250, 300), gzipped(300)), table, MAP);
        var local = workshop.local();

        for (int blocks : new int[] {1, 7}) {
            assertThat(workshop.spark(session, blocks))
                    .as("in %s blocks", blocks)
                    .containsExactlyInAnyOrderEntriesOf(local);
        }
    }

    @Test
    void anIdInTwoFilesIsRefusedInTheWordsOfTheLocalBuild() throws IOException {
        var workshop = new Workshop(folder, List.of(plain(0, 250), zipped(240, 300)), table, MAP);

        assertThat(workshop.refusal(Workshop.engine(session, 3, Optional.empty())))
                .contains("shape.duplicate-id", "10 times")
                .endsWith(workshop.localRefusal());
    }

    @Test
    void theEstimateIsOfAllFiles() throws IOException {
        var workshop = new Workshop(folder, List.of(plain(0, 250), zipped(250, 300), gzipped(300)), table, MAP);

        assertThat(workshop.dryRun(Workshop.engine(session, 3, Optional.empty()), "--json"))
                .containsPattern("\"features\" : (5[0-9][0-9]|6[0-9][0-9]|7[0-4][0-9])");
    }

    private Path plain(int from, int to) throws IOException {
        return Files.write(folder.resolve("plain.json"), collection(features.subList(from, to)));
    }

    private Path zipped(int from, int to) throws IOException {
        var file = folder.resolve("zipped.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("some.json"));
            zip.write(collection(features.subList(from, to)));
        }
        return file;
    }

    private Path gzipped(int from) throws IOException {
        var file = folder.resolve("lines.ndgeojson.gz");
        try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(file))) {
            gzip.write(features.subList(from, features.size()).stream()
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private static byte[] collection(List<String> features) {
        return ("{\"type\":\"FeatureCollection\",\"features\":[\n" + String.join(",\n", features) + "\n]}\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
