package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BuildCommandTest {
    @TempDir
    private Path folder;

    private TwoSquares map;
    private CommandRun run;

    @BeforeEach
    void putInputs() throws IOException {
        map = new TwoSquares(folder, TwoSquares.WITH_TILES);
        run = map.run();
        map.putSquares();
        map.putRate("1");
    }

    @Test
    void afterOnlyTheScoreChangedThePolygonsAreNotEvenFetched() throws IOException {
        assertThat(run.run("build")).isZero();
        var cached = map.cached("squares.json");
        Files.delete(cached);
        map.putRates("id,rate\na,2\nb,1\n");

        assertThat(run.run("build", "--json", "--timings")).isZero();

        assertThat(cached).doesNotExist();
        assertThat(json().at("/reused").asBoolean()).isFalse();
        assertThat(json().get("timings").findValuesAsString("step"))
                .contains("reading kept cutting", "writing high tiles")
                .doesNotContain("finding shared borders", "simplifying high borders");
    }

    @Test
    void withoutItsCodebookNothingIsBuiltAndGoingBackGoesOn() throws IOException {
        var first = map.publish("1");
        map.publish("1.5");
        var configuration = TwoSquares.WITH_TILES + "viewer: { codebook: columns.csv }\n";
        Files.writeString(folder.resolve("backsight.yaml"), configuration);

        map.runs(2, "build");
        assertThat(run.err()).contains(folder.resolve("columns.csv") + ": there is no such file", "viewer.codebook");
        map.runs(0, "rollback", "--yes", "--reason", "too high");
        assertThat(map.live()).isEqualTo(first);
        Files.writeString(folder.resolve("columns.csv"), "column,label\nrate,How high it is\n");
        assertThat(map.json(0, "build").at("/reused").asBoolean())
                .as("another label is another release")
                .isFalse();
    }

    @Test
    void whereCuttingsAreSharedAnotherMachineReadsNoPolygonsEither() throws IOException {
        var other = Files.createDirectories(folder.resolve("other-machine"));
        var shared = TwoSquares.WITH_TILES + "cuttings: shared\n";
        Files.writeString(folder.resolve("backsight.yaml"), shared);
        Files.writeString(other.resolve("backsight.yaml"), shared.replace("./store", "../store"));
        assertThat(run.run("build")).isZero();
        map.putRates("id,rate\na,2\nb,1\n");
        run = new CommandRun(other);

        assertThat(run.run("build", "--json", "--timings")).isZero();

        assertThat(other.resolve(".backsight/cache")
                        .resolve(Sha256.of(folder.resolve("squares.json")).hex()))
                .doesNotExist();
        assertThat(json().get("timings").findValuesAsString("step"))
                .contains("reading kept cutting")
                .doesNotContain("finding shared borders");
    }

    @Test
    void law7_aRebuildReadsThePolygonsAndFindsTheSameBytes() throws IOException {
        assertThat(run.run("build")).isZero();
        map.putRates("id,rate\na,2\nb,1\n");
        assertThat(run.run("build")).isZero();

        assertThat(run.run("build", "--rebuild", "--json", "--timings", "--threads", "1"))
                .isZero();

        assertThat(json().get("timings").findValuesAsString("step")).contains("finding shared borders");
    }

    @Test
    void timingsAreShownOnlyWhenAskedFor() {
        assertThat(run.run("build", "--json")).isZero();
        assertThat(json().get("timings").size()).isZero();

        assertThat(run.run("build", "--rebuild", "--timings")).isZero();

        assertThat(run.out()).containsPattern("at +[0-9.]+ m?s +took +[0-9.]+ m?s +finding shared borders");
    }

    @Test
    void threadsOutOfRangeAreAMistakeOfUsage() {
        assertThat(run.run("build", "--threads", "0")).isEqualTo(2);

        assertThat(run.err()).contains("--threads takes 1 to 1024, not 0");
    }

    private JsonNode json() {
        return new JsonMapper().readTree(run.out());
    }
}
