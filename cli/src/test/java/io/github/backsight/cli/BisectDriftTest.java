package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A bisect by the checks, without any configured rule, over versions of a table of twelve states of
/// which a later one is spoilt in a way that every build can read and that no count tells.
class BisectDriftTest {
    private static final int STATES = 12;
    private static final int COUNTIES = 25;
    private static final int SPOILT_STATES = 5;
    private static final int VERSIONS = 7;
    private static final int FIRST_BAD = 4;
    private static final String CONFIGURATION = TwoSquares.CONFIGURATION.replace("group: 1", "group: 2");

    @TempDir
    private Path folder;

    private TwoSquares map;
    private final List<String> versions = new ArrayList<>();

    /// The row of a county.
    @FunctionalInterface
    private interface Row {
        String of(double rate, double share);
    }

    @BeforeEach
    void putPolygons() throws IOException {
        map = new TwoSquares(folder, CONFIGURATION);
        Files.writeString(
                folder.resolve("squares.json"),
                ManySquares.json(IntStream.range(0, STATES * COUNTIES)
                        .mapToObj(BisectDriftTest::id)
                        .toList()));
        map.putSquares();
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "%02d%02d", 1 + number / COUNTIES, number % COUNTIES);
    }

    private void putVersions(Row spoilt) throws IOException {
        for (int version = 0; version < VERSIONS; version++) {
            versions.add(map.putRates(table(version, version < FIRST_BAD ? BisectDriftTest::row : spoilt)));
        }
    }

    private static String table(int version, Row ofSpoiltStates) {
        return IntStream.range(0, STATES * COUNTIES)
                .mapToObj(number -> {
                    double rate = number % COUNTIES / (double) COUNTIES + version / 10_000.0;
                    boolean concerned = number / COUNTIES < SPOILT_STATES;
                    Row row = concerned ? ofSpoiltStates : BisectDriftTest::row;
                    return id(number) + "," + row.of(rate, number % 100 / 100.0);
                })
                .collect(Collectors.joining("\n", "id,rate,share\n", "\n"));
    }

    private static String row(double rate, double share) {
        return String.format(Locale.ROOT, "%.4f,%.4f", rate, share);
    }

    private void assertFound(JsonNode result, String code) {
        assertThat(result.at("/guilty/input").asString()).isEqualTo("rates");
        assertThat(result.at("/guilty/version/id").asString()).isEqualTo(versions.get(FIRST_BAD));
        assertThat(result.at("/guilty/before/id").asString()).isEqualTo(versions.get(FIRST_BAD - 1));
        assertThat(result.get("verdicts"))
                .filteredOn(verdict -> verdict.get("judgement").asString().equals("bad"))
                .isNotEmpty()
                .allSatisfy(verdict -> assertThat(verdict.get("why").asString()).startsWith(code));
    }

    @Test
    void fiveStatesTurnedRoundAreFound() throws IOException {
        putVersions((rate, share) -> row(0.96 - rate, share));

        assertFound(map.json(0, "bisect"), "drift.classes-changed: ");

        map.runs(0, "bisect");
        assertThat(map.run().out())
                .contains("first bad ", "drift.classes-changed: rows are in another class", "rate: ");
    }

    @Test
    void percentsForFractionsInFiveStatesAreFound() throws IOException {
        putVersions((rate, share) -> row(rate, share * 100));

        assertFound(map.json(0, "bisect"), "drift.out-of-range: ");
    }

    @Test
    void theyAreFoundWhereReleasesOfThemAreThereAndGoodByThemselves() throws IOException {
        putVersions((rate, share) -> row(0.96 - rate, share));
        map.runs(0, "build", "--pin", "rates=" + versions.get(FIRST_BAD));
        map.runs(0, "build", "--pin", "rates=" + versions.get(FIRST_BAD - 1));

        assertFound(map.json(0, "bisect"), "drift.classes-changed: ");
    }

    @Test
    void polygonsThatLieElsewhereAreFound() throws IOException {
        putVersions(BisectDriftTest::row);
        var squares = folder.resolve("squares.json");
        Files.writeString(
                squares, Files.readString(squares).replace("[[[", "[[[-").replace("],[", "],[-"));
        var elsewhere = map.putSquares();
        map.putRates(table(VERSIONS, BisectDriftTest::row));

        var result = map.json(0, "bisect");

        assertThat(result.at("/guilty/input").asString()).isEqualTo("squares");
        assertThat(result.at("/guilty/version/id").asString()).isEqualTo(elsewhere);
        assertThat(result.toString()).contains("drift.elsewhere: ");
    }
}
