package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The first bad night of a team that has never built a map with Backsight: `history`, and `rollback` to versions of
/// the
/// inputs.
class HistoryCommandsTest {
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    private Path folder;

    private CommandRun run;

    @BeforeEach
    void putInputsAsTheWeeksGo() throws IOException {
        run = new CommandRun(folder).at(TEN);
        Files.writeString(folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION);
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES);
        runs(0, "put", "squares", "squares.json");
        run.at(TEN.plus(Duration.ofHours(1)));
        putRates("a,1\nb,2\n");
        run.at(TEN.plus(Duration.ofHours(2)));
        putRates("a,100\nb,2\n");
        run.at(TEN.plus(Duration.ofHours(4)));
    }

    private void putRates(String rows) throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "id,rate\n" + rows);
        runs(0, "put", "rates", "rates.csv");
    }

    private void runs(int exitCode, String... command) {
        assertThat(run.run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
    }

    private JsonNode json(String... command) {
        runs(0, Stream.concat(Arrays.stream(command), Stream.of("--json")).toArray(String[]::new));
        return JsonMapper.shared().readTree(run.out());
    }

    private String version(String input, int index) {
        return json("versions", input).get(index).get("version").asString();
    }

    private String live() {
        return json("status").at("/live/release").asString("");
    }

    private List<String> storedFiles() throws IOException {
        try (var files = Files.walk(folder.resolve("store"))) {
            return files.filter(Files::isRegularFile)
                    .map(folder::relativize)
                    .map(Path::toString)
                    .sorted()
                    .toList();
        }
    }

    private void assertRatesAre(String rows) throws IOException {
        runs(0, "get", "rates", "--force", "-o", "rates-now.csv");
        assertThat(folder.resolve("rates-now.csv")).hasContent("id,rate\n" + rows);
    }

    @Test
    void historyTellsWhatWasThereTogetherAndHowToGoBack() {
        runs(0, "history");

        assertThat(run.out().lines().toList())
                .containsExactly(
                        "2026-11-22 12:00:00Z until now  squares@" + version("squares", 0) + " good  rates@"
                                + version("rates", 0) + " good",
                        "    backsight rollback --as-of 2026-11-22T12:00:00Z",
                        "2026-11-22 11:00:00Z until 2026-11-22 12:00:00Z  squares@" + version("squares", 0)
                                + " good  rates@" + version("rates", 1) + " good",
                        "    backsight rollback --as-of 2026-11-22T11:00:00Z",
                        "2026-11-22 10:00:00Z until 2026-11-22 11:00:00Z  squares@" + version("squares", 0)
                                + " good  rates@missing",
                        "    not whole: nobody can go back to it");
    }

    @Test
    void historyCanBeCutShortAndSaysSo() {
        runs(0, "history", "--limit", "1");

        assertThat(run.out()).contains("2 older states not shown. See all: backsight history --limit 3");
        assertThat(json("history", "--limit", "1").get("older").asInt()).isEqualTo(2);
        runs(2, "history", "--limit", "0");
    }

    @Test
    void theVeryCommandThatHistoryShowsGoesBackOnAStoreWithoutAnyRelease() throws IOException {
        var command = json("history").at("/states/1/command").asString();
        var words = (command.replaceFirst("backsight ", "") + " --yes").split(" ");

        runs(0, words);

        assertThat(run.out()).contains("no release was made of these versions yet", "is live. Verified.");
        assertRatesAre("a,1\nb,2\n");
        var made = json("history").at("/states/0");
        assertThat(made.at("/releases/0/release").asString()).isEqualTo(live());
        assertThat(made.at("/releases/0/periods/0/action").asString()).isEqualTo("rollback");
        assertThat(json("history").at("/states/2/releases/0/release").asString())
                .as("the bytes count, not the versions")
                .isEqualTo(live());
    }

    @Test
    void law4_aDryRunSaysWhatItWouldBuildAndChangesNothing() throws IOException {
        var before = storedFiles();

        runs(0, "rollback", "--as-of", "150 minutes ago", "--dry-run");

        assertThat(run.out())
                .contains("rates  rates.csv  version " + version("rates", 1), "nothing → ")
                .contains("as of 2026-11-22T11:30:00Z (150 minutes ago), squares@");
        runs(0, "rollback", "--as-of", "150 minutes ago", "--dry-run");
        assertThat(run.out()).contains("DRY RUN: nothing was changed.");
        assertThat(storedFiles()).isEqualTo(before);
    }

    @Test
    void law4_whoDoesNotSayYesToTheBuildHasChangedNothing() throws IOException {
        var before = storedFiles();
        runs(2, "rollback", "--as-of", "150 minutes ago");
        run.onTerminals(Environment.Channel.IN).typing("no\n");

        runs(3, "rollback", "--as-of", "150 minutes ago");

        assertThat(run.out()).contains("Nothing was changed: you did not say yes.");
        assertThat(storedFiles()).isEqualTo(before);
    }

    @Test
    void aReleaseThatIsThereIsGoneToWithoutABuild() throws IOException {
        var good = json("build", "--pin", "rates=" + version("rates", 1))
                .get("release")
                .asString();
        runs(0, "build");
        runs(0, "publish");

        runs(0, "rollback", "--as-of", "2026-11-22T11:59:59.999Z", "--yes");

        assertThat(run.out()).doesNotContain("no release was made").contains("rollback.as-of");
        assertThat(live()).isEqualTo(good);
        assertRatesAre("a,1\nb,2\n");
    }

    @Test
    void onePinAloneKeepsTheOtherInputsAsTheLiveReleaseHasThem() throws IOException {
        runs(0, "build");
        runs(0, "publish");
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES.replace("[1,1]", "[1,1.5]"));
        runs(0, "put", "squares", "squares.json");

        runs(0, "rollback", "--pin", "rates=" + version("rates", 1).substring(0, 6), "--yes");

        assertThat(run.out()).doesNotContain("rollback.never-together");
        runs(0, "get", "squares", "-o", "squares-now.json");
        assertThat(folder.resolve("squares-now.json")).hasContent(TwoSquares.SQUARES);
        assertRatesAre("a,1\nb,2\n");
    }

    @Test
    void versionsThatWereNeverThereTogetherAreSaidToBeSo() throws IOException {
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES.replace("[1,1]", "[1,1.5]"));
        runs(0, "put", "squares", "squares.json");

        runs(0, "rollback", "--pin", "rates@" + version("rates", 1), "--dry-run");
        runs(2, "rollback", "--pin", "rates", "--dry-run");
        runs(2, "rollback", "--pin", "rates=a", "--pin", "rates@b", "--dry-run");
        runs(0, "rollback", "--pin", "rates=" + version("rates", 1), "--dry-run");
        assertThat(run.out()).contains("rollback.never-together", "were never there together");

        runs(
                0,
                "rollback",
                "--pin",
                "rates=" + version("rates", 1),
                "--pin",
                "squares=" + version("squares", 1),
                "--dry-run");
        assertThat(run.out()).doesNotContain("rollback.never-together");
    }

    @Test
    void whatItsChecksCallBadIsBuiltButNotMadeLiveWithoutForce() throws IOException {
        run.at(TEN.plus(Duration.ofHours(5)));
        putRates("a,1\nx,2\n");
        run.at(TEN.plus(Duration.ofHours(6)));
        putRates("a,3\nb,2\n");
        runs(0, "build");
        runs(0, "publish");
        var before = live();

        runs(3, "rollback", "--as-of", "30 minutes ago", "--yes");
        assertThat(run.out()).contains("rollback.target-bad", "join.rows-without-polygon");
        assertThat(live()).isEqualTo(before);
        assertRatesAre("a,3\nb,2\n");

        runs(3, "rollback", "--as-of", "30 minutes ago", "--yes");
        assertThat(live()).as("also once it is built").isEqualTo(before);

        runs(0, "rollback", "--as-of", "30 minutes ago", "--yes", "--force", "--reason", "better than none");
        assertThat(live()).isNotEqualTo(before);
        assertRatesAre("a,1\nx,2\n");
    }

    @Test
    void bytesThatARollbackTookAwayAreNeitherBuiltNorGoneToWithoutForce() throws IOException {
        runs(0, "build", "--pin", "rates=" + version("rates", 1));
        runs(0, "publish", json("releases").get(0).get("release").asString());
        runs(0, "build");
        runs(0, "publish", "--force", "--reason", "hurry");
        var bad = live();
        runs(0, "rollback", "--yes");
        var good = live();

        runs(3, "rollback", "--as-of", "1 hour ago", "--yes");
        assertThat(run.out()).contains("build.quarantined");
        Files.writeString(
                folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION.replace("buckets: 2", "buckets: 1"));
        runs(3, "rollback", "--as-of", "1 hour ago", "--yes");
        assertThat(run.err()).contains("build.quarantined");
        assertThat(live()).isEqualTo(good);

        runs(0, "rollback", "--as-of", "1 hour ago", "--yes", "--force", "--reason", "it was right");
        assertThat(live()).isNotIn(good, bad);
    }

    @Test
    void theSameBytesBuiltWithOtherSettingsAreNamed() throws IOException {
        var other = json("build").get("release").asString();
        Files.writeString(
                folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION.replace("buckets: 2", "buckets: 1"));

        runs(0, "rollback", "--as-of", "1 minute ago", "--dry-run");

        assertThat(run.out())
                .contains(
                        "rollback.other-recipe",
                        "To go to it, in seconds and without a build: backsight rollback " + other);
        runs(0, "rollback", other, "--dry-run");
        assertThat(run.out()).contains("rollback.recipe-differs", "map.low.buckets: 2 then, 1 now");
    }

    @Test
    void timesAtWhichAnInputWasMissingAreNoTargets() {
        runs(1, "rollback", "--as-of", "2026-11-22T10:30:00Z");
        assertThat(run.err()).contains("as of 2026-11-22T10:30:00Z rates was missing", "backsight history");
        runs(1, "rollback", "--as-of", "2026-11-22T09:00:00Z");
        assertThat(run.err()).contains("nothing was there yet: the oldest version is of 2026-11-22T10:00:00Z");
    }

    @Test
    void targetsThatCannotBeMeantAreRefused() {
        runs(2, "rollback", "--as-of", "2026-11-22T11:30:00");
        assertThat(run.err()).contains("does not say in which zone");
        runs(2, "rollback", "previous", "--as-of", "1 hour ago");
        assertThat(run.err()).contains("name one target only");
        runs(2, "rollback", "--pin", "rats=1");
        assertThat(run.err()).contains("did you mean 'rates'?");
        runs(3, "rollback", "--pin", "rates=9-0000000000");
        assertThat(run.err()).contains("input.no-such-version");
        runs(2, "rollback", "--as-of", "150 minutes ago", "--plan-out", "back.json");
        assertThat(run.err()).contains("Build it first: backsight build --pin squares=");
        assertThat(folder.resolve("back.json")).doesNotExist();
    }

    @Test
    void previousIsTheOneBeforeWhateverItsVerdict() throws IOException {
        runs(0, "build");
        runs(0, "publish");
        var first = live();
        putRates("a,101\nb,2\n");
        runs(0, "build");
        runs(0, "publish");

        runs(0, "rollback", "previous", "--yes");

        assertThat(live()).isEqualTo(first);
        assertRatesAre("a,100\nb,2\n");
    }

    @Test
    void anInputOfATimeCanBeDownloaded() {
        runs(0, "get", "rates", "--as-of", "2026-11-22T11:00:00Z", "-o", "then.csv");
        assertThat(folder.resolve("then.csv")).hasContent("id,rate\na,1\nb,2\n");

        runs(2, "get", "rates", "--as-of", "1 hour ago", "--version", "1");
        runs(1, "get", "rates", "--as-of", "2026-11-22T10:59:59Z");
    }
}
