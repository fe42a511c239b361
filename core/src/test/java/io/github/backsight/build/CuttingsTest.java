package io.github.backsight.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.archive.TreeWriter;
import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Kept cuttings, beside the configuration and shared in a store: one class, because all of them are builds of one map,
/// and what they share is longer than what they do not.
class CuttingsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");
    private static final String CONFIGURATION = """
            store: file:./store
            inputs:
              cells: { key: cells.json, id: cell, drop-when-zero: land }
              score: { key: score.csv, id: tract }
            map:
              score: score
              layer: blocks
              id: CELL
              high: { zoom: 5-9 }
              low: { zoom: 0-5, buckets: 2, group: 2, keep-groups-up-to: 4 }
              outputs: [geojson, shapefile, pmtiles, tree]
            publish: { prefix: map }
            """;

    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();
    private Path cells;

    @BeforeEach
    void writeInputs() throws IOException {
        cells = Files.writeString(folder.resolve("cells.json"), WavyGrid.geoJson(4, 5));
        var grid = new Grid(4, 5);
        Files.writeString(folder.resolve("old.csv"), grid.csv((row, column) -> String.valueOf(row * 10)));
        Files.writeString(folder.resolve("new.csv"), grid.csv((row, column) -> String.valueOf(column - row)));
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 4})
    void law7_afterOnlyTheScoreChangedNoPolygonsAreReadAndTheBytesAreThoseOfAWholeBuild(int threads)
            throws IOException {
        build("first", "old", CONFIGURATION, threads, Optional.of(kept()));

        var fast = buildWithoutPolygons("fast", "new", CONFIGURATION, threads);
        var whole = build("whole", "new", CONFIGURATION, 2, Optional.empty());

        assertThat(digests("fast")).isEqualTo(digests("whole")).hasSizeGreaterThan(5);
        assertThat(fast).isEqualTo(whole);
        assertThat(fast.findings())
                .extracting(Finding::code)
                .contains("shape.heights", "shape.numeric-id", "shape.no-geometry", "coverage.crossing-borders");
        assertThat(notes).isEmpty();
    }

    @Test
    void law7_soItIsWithAggregatedPolygons() throws IOException {
        var aggregated = CONFIGURATION.replace("id: CELL", "id: CELL\n  aggregate-id-to: 2");
        build("first", "old", aggregated, 2, Optional.of(kept()));

        var fast = buildWithoutPolygons("fast", "new", aggregated, 2);
        var whole = build("whole", "new", aggregated, 2, Optional.empty());

        assertThat(digests("fast")).isEqualTo(digests("whole"));
        assertThat(fast).isEqualTo(whole);
    }

    @Test
    void withoutTilesOnlyTheGroundworkIsKept() throws IOException {
        var files = CONFIGURATION.replace("[geojson, shapefile, pmtiles, tree]", "[geojson]");
        build("first", "old", files, 2, Optional.of(kept()));

        buildWithoutPolygons("fast", "new", files, 2);

        assertThat(folder.resolve("fast/geojson/usa-high.json")).isRegularFile();
    }

    @Test
    void whatDecidesThePolygonsDecidesTheKey() throws IOException {
        var key = key(CONFIGURATION, "a");

        assertThat(key(CONFIGURATION.replace("score: score", "score: name").replace("0-5", "0-4"), "a"))
                .isEqualTo(key);
        assertThat(List.of(
                        key(CONFIGURATION, "b"),
                        key(CONFIGURATION.replace("id: cell,", "id: name,"), "a"),
                        key(CONFIGURATION.replace(", drop-when-zero: land", ""), "a"),
                        key(CONFIGURATION.replace("cells.json,", "cells.json, member: x,"), "a"),
                        key(CONFIGURATION.replace("cells.json,", "cells.json, object: x,"), "a"),
                        key(CONFIGURATION.replace("cells.json,", "cells.json, format: geojson,"), "a"),
                        key(CONFIGURATION.replace("cells.json", "other.json"), "a"),
                        key(CONFIGURATION.replace("5-9", "5-8"), "a"),
                        key(CONFIGURATION.replace("id: CELL", "id: CELL\n  aggregate-id-to: 3"), "a"),
                        key(CONFIGURATION + "limits: { most-ratio: 100 }\n", "a")))
                .doesNotContain(key)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0} of the file")
    @ValueSource(doubles = {0, 0.3, 0.6, 0.999_99})
    void aDamagedCuttingIsSaidAndMadeAnew(double place) throws IOException {
        build("first", "old", CONFIGURATION, 2, Optional.of(kept()));
        var file = cutting();
        var bytes = Files.readAllBytes(file);
        flip(file, bytes, (int) (bytes.length * place));

        build("again", "new", CONFIGURATION, 2, Optional.of(kept()));
        build("whole", "new", CONFIGURATION, 2, Optional.empty());

        assertThat(digests("again")).isEqualTo(digests("whole"));
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("the kept cutting " + file.getFileName() + " cannot be used: ")
                .endsWith(". It is dropped and made anew");
        assertThat(Files.readAllBytes(cutting())).isEqualTo(bytes);
    }

    @Test
    void noFlippedByteAndNoTruncationIsEverTrusted() throws IOException {
        build("first", "old", CONFIGURATION, 2, Optional.of(kept()));
        var file = cutting();
        var bytes = Files.readAllBytes(file);
        var key = new CuttingKey(new Sha256(file.getFileName().toString()));

        for (int place = 0; place < bytes.length; place += place < 700 ? 1 : 97) {
            flip(file, bytes, place);
            assertThat(cuttings().find(key, 1, Progress.SILENT))
                    .as("byte %d", place)
                    .isEmpty();
            assertThat(file).doesNotExist();
            Files.write(file, java.util.Arrays.copyOf(bytes, place));
            assertThat(cuttings().find(key, 1, Progress.SILENT))
                    .as("the first %d bytes", place)
                    .isEmpty();
        }
        Files.write(file, bytes);
        assertThat(cuttings().find(key, 1, Progress.SILENT)).isPresent();
    }

    @Test
    void whatAKilledProcessLeftIsNotReadAndIsDroppedLater() throws IOException {
        build("first", "old", CONFIGURATION, 2, Optional.of(kept()));
        var draft = cutting().resolveSibling("." + cutting().getFileName() + ".1.part");
        Files.move(cutting(), draft);
        Files.setLastModifiedTime(draft, java.nio.file.attribute.FileTime.from(NOW.minusSeconds(3700)));

        build("again", "old", CONFIGURATION, 2, Optional.of(kept()));

        assertThat(draft).doesNotExist();
        assertThat(cutting()).isRegularFile();
    }

    @Test
    void aBuildThatProvesReadsThePolygons() throws IOException {
        build("first", "old", CONFIGURATION, 2, Optional.of(kept()));
        Files.writeString(cells, WavyGrid.geoJson(4, 4));
        var proving = new Cuttings(
                cuttings(), Optional.empty(), List.of(Sha256.of(new byte[0])), "1", Cuttings.Use.KEEP_ONLY, notes::add);

        assertThat(build("again", "old", CONFIGURATION, 2, Optional.of(proving)).counts())
                .containsEntry("polygons", 19L);
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidAndStopsNothing() throws IOException {
        Files.writeString(folder.resolve("cuttings"), "in the way");

        build("out", "old", CONFIGURATION, 2, Optional.of(kept()));

        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("the cutting could not be kept in ")
                .endsWith("The next build reads the polygons again");
    }

    @Test
    void theLeastRecentlyUsedAreDroppedAndForeignFilesAreNot() throws IOException {
        var kept = Files.createDirectories(folder.resolve("cuttings"));
        var foreign = Files.write(kept.resolve("notes.txt"), new byte[5000]);
        var older = Files.write(kept.resolve("a".repeat(64)), new byte[600]);
        var newer = Files.write(kept.resolve("b".repeat(64)), new byte[600]);
        Files.setLastModifiedTime(older, java.nio.file.attribute.FileTime.from(NOW.minusSeconds(20)));
        Files.setLastModifiedTime(newer, java.nio.file.attribute.FileTime.from(NOW.minusSeconds(10)));
        var target = kept.resolve("c".repeat(64));
        var eviction = new CuttingEviction(kept, 1000, () -> NOW);

        assertThat(eviction.makeRoom(400, target, target)).isTrue();
        assertThat(eviction.makeRoom(1001, target, target)).isFalse();

        assertThat(older).doesNotExist();
        assertThat(newer).exists();
        assertThat(foreign).exists();
    }

    @Test
    void buildsAtTheSameTimeShareAFolder() throws Exception {
        try (var both = Executors.newFixedThreadPool(2)) {
            var one = both.submit(() -> build("one", "new", CONFIGURATION, 2, Optional.of(kept())));
            var other = both.submit(() -> build("other", "new", CONFIGURATION, 2, Optional.of(kept())));
            assertThat(one.get()).isEqualTo(other.get());
        }

        assertThat(digests("one")).isEqualTo(digests("other"));
        assertThat(cutting()).isRegularFile();
    }

    @Test
    void law7_anotherMachineTakesTheCuttingFromTheStoreAndMakesTheSameBytes() throws IOException {
        var store = new MemoryObjectStore(() -> NOW);
        build("first", "old", CONFIGURATION, 2, shared("one", store));

        var fast = buildWithoutPolygons("fast", "new", CONFIGURATION, 2, shared("other", store));
        var whole = build("whole", "new", CONFIGURATION, 2, Optional.empty());

        assertThat(digests("fast")).isEqualTo(digests("whole"));
        assertThat(fast).isEqualTo(whole);
        assertThat(notes).isEmpty();
        assertThat(store.list("map/.backsight/cuttings/")).hasSize(1);
    }

    @Test
    void whatIsSharedAlreadyIsNotWrittenAgain() throws IOException {
        var store = new MemoryObjectStore(() -> NOW);
        build("first", "old", CONFIGURATION, 2, shared("one", store));
        var before = store.newest(sharedKey(store));

        build("second", "old", CONFIGURATION, 2, shared("one", store));
        build("third", "old", CONFIGURATION, 2, shared("other", store));

        assertThat(store.newest(sharedKey(store))).isEqualTo(before);
    }

    @Test
    void aCuttingThatWasKeptBeforeSharingBeganIsShared() throws IOException {
        var store = new MemoryObjectStore(() -> NOW);
        build("first", "old", CONFIGURATION, 2, Optional.of(kept("one", Optional.empty())));
        build("second", "new", CONFIGURATION, 2, shared("one", store));

        buildWithoutPolygons("fast", "new", CONFIGURATION, 2, shared("other", store));

        assertThat(digests("fast")).isEqualTo(digests("second"));
    }

    @ParameterizedTest(name = "{0} of the object")
    @ValueSource(doubles = {0, 0.5, 0.999_99})
    void aDamagedSharedCuttingIsSaidNeverTrustedSupersededAndNotDeleted(double place) throws IOException {
        var store = new MemoryObjectStore(() -> NOW);
        build("first", "old", CONFIGURATION, 2, shared("one", store));
        var key = sharedKey(store);
        var bytes = newestBytes(store, key);
        var damaged = bytes.clone();
        damaged[(int) (bytes.length * place)] ^= 0x10;
        store.put(key, Body.of(damaged), Attributes.ofType("text/plain"), new Expectation.Anything());

        build("again", "new", CONFIGURATION, 2, shared("other", store));
        build("whole", "new", CONFIGURATION, 2, Optional.empty());

        assertThat(digests("again")).isEqualTo(digests("whole"));
        assertThat(notes).singleElement().asString().contains("cannot be used").endsWith("made anew");
        assertThat(newestBytes(store, key)).isEqualTo(bytes);
        assertThat(store.history(key)).hasSize(3);
    }

    @Test
    void aStoreThatCannotBeWrittenIsSaidAndStopsNothing() throws IOException {
        var place = folder.resolve("store");
        var store = FolderObjectStore.openOrCreate(place, () -> NOW, unused -> false);
        Files.move(place, folder.resolve("elsewhere"));
        Files.writeString(place, "in the way");

        build("out", "new", CONFIGURATION, 2, shared("one", store));
        build("whole", "new", CONFIGURATION, 2, Optional.empty());

        assertThat(digests("out")).isEqualTo(digests("whole"));
        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("the cutting could not be shared in ")
                .endsWith("Other machines read the polygons again");
    }

    private Optional<Cuttings> shared(String machine, ObjectStore store) {
        return Optional.of(kept(machine, Optional.of(SharedCuttings.below("map", store))));
    }

    private static Key sharedKey(ObjectStore store) throws IOException {
        return store.list("map/.backsight/cuttings/").getFirst().key();
    }

    private static byte[] newestBytes(ObjectStore store, Key key) throws IOException {
        try (var reading = store.readNewest(key).orElseThrow()) {
            return reading.bytes().readAllBytes();
        }
    }

    private Cuttings kept() {
        return kept("cuttings", Optional.empty());
    }

    /// @param machine the folder that a machine of its own would have
    private Cuttings kept(String machine, Optional<SharedCuttings> shared) {
        return new Cuttings(
                new CuttingFolder(folder.resolve(machine), CuttingFolder.MOST_BYTES, () -> NOW, notes::add),
                shared,
                List.of(Sha256.of(new byte[0])),
                "1",
                Cuttings.Use.READ_AND_KEEP,
                notes::add);
    }

    private CuttingFolder cuttings() {
        return new CuttingFolder(folder.resolve("cuttings"), CuttingFolder.MOST_BYTES, () -> NOW, notes::add);
    }

    private Path cutting() throws IOException {
        try (var files = Files.list(folder.resolve("cuttings"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .reduce((one, other) -> {
                        throw new AssertionError("two cuttings: " + one + ", " + other);
                    })
                    .orElseThrow();
        }
    }

    private static void flip(Path file, byte[] bytes, int place) throws IOException {
        var damaged = bytes.clone();
        damaged[place] ^= 0x10;
        Files.write(file, damaged);
    }

    private CuttingKey key(String configuration, String content) throws IOException {
        return CuttingKey.of(
                Configuration.parse(configuration, folder.resolve("backsight.yaml")),
                List.of(Sha256.of(content.getBytes(java.nio.charset.StandardCharsets.US_ASCII))),
                "1",
                true);
    }

    private Outputs build(String out, String score, String configuration, int threads, Optional<Cuttings> cuttings)
            throws IOException {
        var files = Map.of("cells", cells, "score", folder.resolve(score + ".csv"));
        return build(out, configuration, threads, cuttings, InputFiles.of(files));
    }

    private Outputs buildWithoutPolygons(String out, String score, String configuration, int threads)
            throws IOException {
        return buildWithoutPolygons(out, score, configuration, threads, Optional.of(kept()));
    }

    private Outputs buildWithoutPolygons(
            String out, String score, String configuration, int threads, Optional<Cuttings> cuttings)
            throws IOException {
        var files = Map.of("score", folder.resolve(score + ".csv"));
        return build(out, configuration, threads, cuttings, InputFiles.of(files));
    }

    private Outputs build(String out, String configuration, int threads, Optional<Cuttings> cuttings, InputFiles inputs)
            throws IOException {
        return new Build(
                        Configuration.parse(configuration, folder.resolve("backsight.yaml")),
                        folder.resolve(out),
                        "",
                        new Tileify.Formats(TreeWriter::to, target -> {
                            throw new AssertionError("no MBTiles are asked for: " + target);
                        }),
                        threads,
                        cuttings)
                .run(inputs, Progress.SILENT);
    }

    private Map<String, Sha256> digests(String out) throws IOException {
        var digests = new TreeMap<String, Sha256>();
        try (var files = Files.walk(folder.resolve(out))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                digests.put(folder.resolve(out).relativize(file).toString(), Sha256.of(file));
            }
        }
        return digests;
    }
}
