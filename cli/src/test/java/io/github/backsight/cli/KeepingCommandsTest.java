package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What somebody does by day so that the next night is a short one: `runbook`, `runway`, `pin`, `drill`.
class KeepingCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String GOOD_RATES = "id,rate\na,1\nb,2\n";

    @TempDir
    private Path folder;

    private CommandRun run;
    private String good = "";
    private String wrong = "";

    @BeforeEach
    void publishAWrongMap() throws IOException {
        run = new CommandRun(folder);
        Files.writeString(folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION);
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES);
        runs(0, "put", "squares", "squares.json");
        good = published(GOOD_RATES);
        wrong = published("id,rate\na,1.5\nb,2\n");
    }

    private String published(String rates) throws IOException {
        Files.writeString(folder.resolve("rates.csv"), rates);
        runs(0, "put", "rates", "rates.csv");
        runs(0, "build");
        runs(0, "publish");
        return live();
    }

    private void runs(int exitCode, String... command) {
        assertThat(run.run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
    }

    private JsonNode json(String... command) {
        runs(0, command);
        return JsonMapper.shared().readTree(run.out());
    }

    private String live() {
        return json("status", "--json").at("/live/release").asString();
    }

    @Test
    void theRunbookOfAFolderBringsTheGoodMapAndItsInputsOutByPlainCommands() throws Exception {
        runs(0, "runbook", "-o", "page.md");
        assertThat(run.out()).contains("page.md", good);

        var page = Files.readString(folder.resolve("page.md"));
        var script = BLOCK.matcher(page).results().map(found -> found.group(1)).collect(Collectors.joining("\n"));
        var process = new ProcessBuilder("sh", "-c", "set -e\n" + script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).as(said).isZero();
        assertThat(folder.resolve("inputs/rates")).hasContent(GOOD_RATES.strip());
        assertThat(said.lines()).isNotEmpty().allMatch(line -> line.endsWith(": OK"));
        runs(0, "export", good, "-o", "exported");
        assertThat(folder.resolve("map/geojson/usa-high.json"))
                .hasSameBinaryContentAs(folder.resolve("exported/geojson/usa-high.json"));
        runs(0, "runbook", good);
        assertThat(run.out()).startsWith("# Break glass: the map of release " + good);
    }

    @Test
    void aFolderKeepsEverythingForEver() {
        runs(0, "runway", "--least", "10000");
        assertThat(run.out())
                .contains(good + "  last good", wrong + "  live", "can be restored for ever", "10000 days or more");
        assertThat(json("runway", "--json").at("/releases/0/release").asString())
                .isEqualTo(wrong);
        runs(0, "releases");
        assertThat(run.out()).contains("can be restored for ever");
        assertThat(json("status", "--json").at("/runway/release").asString()).isEqualTo(good);
        runs(2, "runway", "--least", "soon");
    }

    @Test
    void withoutALastGoodReleaseTheAlarmRings() throws IOException {
        runs(0, "rollback", "--yes");

        runs(3, "runway", "--least", "1");
        assertThat(run.out()).contains("There is no last good release");
    }

    @Test
    void aReleaseIsPinnedOnceAndShownFirst() {
        runs(0, "pin", good, "--reason", "annual report", "--dry-run");
        assertThat(run.out()).contains("would be copied to 'map/.backsight/pinned/inputs/rates/", "DRY RUN");
        runs(0, "runway");
        assertThat(run.out()).doesNotContain("pinned");

        runs(0, "pin", good, "--reason", "annual report");
        assertThat(run.out()).contains("copied to", "is pinned.");
        runs(0, "runway");
        assertThat(run.out()).contains(good + "  last good  pinned");
        runs(0, "pin", good, "--reason", "again");
        assertThat(run.out()).contains("pinned already", "annual report", "Nothing was changed.");
        runs(2, "pin", good);
        runs(2, "pin", good, "--reason", " ");
    }

    @Test
    void runbookAndDrillTakeTheTargetsOfARollback() {
        runs(0, "runbook", "previous");
        assertThat(run.out()).startsWith("# Break glass: the map of release " + good);
        runs(0, "drill", "previous", "--dry-run");
        assertThat(run.out()).contains(wrong + " → " + good);
        runs(0, "rollback", "previous", "--dry-run");
        assertThat(run.out()).contains(wrong + " → " + good);
    }

    @Test
    void aDrillRehearsesAndLeavesNothingButItsRecord() throws IOException {
        runs(0, "drill", "--dry-run");
        assertThat(run.out()).contains("Roll back plan", wrong + " → " + good, "DRY RUN: nothing was copied");

        runs(0, "drill", "--reason", "every Monday");
        assertThat(run.out()).contains("copy release", "pointer", "input rates", "verify", "Time to safe: ");
        assertThat(live()).isEqualTo(wrong);
        try (var left = Files.list(folder.resolve(".backsight/work"))) {
            assertThat(left).isEmpty();
        }
        try (var records = Files.walk(folder.resolve("store/objects"))) {
            assertThat(records.map(Path::toString)).anyMatch(path -> path.contains("backsight/drills/"));
        }
        var drill = json("drill", "--json");
        assertThat(drill.at("/outcome").asString()).isEqualTo("done");
        assertThat(drill.at("/record/rollback/release").asString()).isEqualTo(good);
        assertThat(drill.at("/record/cleared").asBoolean()).isTrue();

        runs(2, "drill", wrong);
        assertThat(run.err()).contains("nothing to rehearse");
    }
}
