package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.archive.TreeWriter;
import io.github.backsight.build.Build;
import io.github.backsight.build.CuttingFolder;
import io.github.backsight.build.Cuttings;
import io.github.backsight.build.InputFiles;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.SharedCuttings;
import io.github.backsight.build.Tileify;
import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two machines that build from one bucket, each with an empty folder of its own.
class SharedCuttingsTest {
    private static final String POLYGONS = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"a"},"geometry":{"type":"Polygon",
            "coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
            {"type":"Feature","properties":{"id":"b"},"geometry":{"type":"Polygon",
            "coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}
            """;
    private static final String CONFIGURATION = """
            store: s3://some-bucket
            inputs:
              polygons: { key: squares.json, id: id }
              table: { key: scores.csv, id: id }
            map:
              score: score
              high: { zoom: 4-6 }
              low: { zoom: 0-4, buckets: 2, group: 1, keep-groups-up-to: 0 }
              outputs: [geojson, pmtiles]
            cuttings: shared
            """;

    @TempDir
    private Path folder;

    private final FaithfulServer server = FaithfulServer.start();
    private final Connection connection = server.versioned();
    private final S3ObjectStore store = server.store(connection);
    private final List<String> notes = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.close();
    }

    @Test
    void law7_theSecondReadsNoPolygonsAndMakesTheSameBytes() throws IOException {
        build("first", POLYGONS);

        build("second", "no polygons at all");

        assertThat(notes).isEmpty();
        assertThat(folder.resolve("second/out/tiles/high.pmtiles"))
                .hasSameBinaryContentAs(folder.resolve("first/out/tiles/high.pmtiles"));
        assertThat(folder.resolve("second/out/geojson/usa-high.json"))
                .hasSameBinaryContentAs(folder.resolve("first/out/geojson/usa-high.json"));
    }

    @Test
    void law3_aTruncatedOneIsSupersededAndStaysAsAVersion() throws IOException {
        build("first", POLYGONS);
        var key = key();
        var whole = store.newest(key).orElseThrow();
        try (var cut = store.read(key, whole.id(), 0, 1000)) {
            store.put(key, Body.of(cut.readAllBytes()), Attributes.ofType("text/plain"), new Expectation.Anything());
        }

        build("second", POLYGONS);

        assertThat(notes).singleElement().asString().contains("cannot be used").endsWith("made anew");
        assertThat(store.history(key)).hasSize(3);
        assertThat(store.sha256(key, store.newest(key).orElseThrow().id())).isEqualTo(store.sha256(key, whole.id()));
    }

    @Test
    void aBucketThatIsGoneIsSaidAndTheBuildGoesOn() throws IOException {
        server.close();

        build("first", POLYGONS);

        assertThat(folder.resolve("first/out/tiles/high.pmtiles")).isNotEmptyFile();
        assertThat(notes).hasSize(2).allSatisfy(note -> assertThat(note).contains("s3://"));
    }

    private Key key() throws IOException {
        return store.list("map/.backsight/cuttings/").getFirst().key();
    }

    private Outputs build(String machine, String polygons) throws IOException {
        var place = Files.createDirectories(folder.resolve(machine));
        var files = Map.of(
                "polygons", Files.writeString(place.resolve("squares.json"), polygons),
                "table", Files.writeString(place.resolve("scores.csv"), "id,score\na,1\nb,2\n"));
        var cuttings = new Cuttings(
                new CuttingFolder(
                        place.resolve("cuttings"), CuttingFolder.MOST_BYTES, InstantSource.system(), notes::add),
                Optional.of(SharedCuttings.below("map", store)),
                List.of(Sha256.of(new byte[0])),
                "1",
                Cuttings.Use.READ_AND_KEEP,
                notes::add);
        return new Build(
                        Configuration.parse(CONFIGURATION, place.resolve("backsight.yaml")),
                        place.resolve("out"),
                        "",
                        new Tileify.Formats(TreeWriter::to, target -> {
                            throw new AssertionError("no MBTiles are asked for: " + target);
                        }),
                        2,
                        Optional.of(cuttings))
                .run(InputFiles.of(files), Progress.SILENT);
    }
}
