package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BisectCommandTest {
    /// Good is a rate of less than 10.
    private static final String JUDGE = "grep -qE '^a,[0-9]([.]|$)' \"$BACKSIGHT_RATES\"";

    private static final List<String> RATES = List.of("1", "1.1", "1.2", "1.3", "1.4", "150", "151");
    private static final int FIRST_BAD = 5;

    @TempDir
    private Path folder;

    private TwoSquares map;
    private final List<String> versions = new ArrayList<>();

    @BeforeEach
    void putAHistoryWithABadVersion() throws IOException {
        map = new TwoSquares(folder);
        map.putSquares();
        for (var rate : RATES) {
            versions.add(map.putRate(rate));
        }
    }

    private void assertFound(JsonNode result) {
        assertThat(result.get("outcome").asString()).isEqualTo("found");
        assertThat(result.at("/guilty/input").asString()).isEqualTo("rates");
        assertThat(result.at("/guilty/version/id").asString()).isEqualTo(versions.get(FIRST_BAD));
        assertThat(result.at("/guilty/before/id").asString()).isEqualTo(versions.get(FIRST_BAD - 1));
        assertThat(rateIn(result.get("lastGood"))).isEqualTo(versions.get(FIRST_BAD - 1));
        assertThat(rateIn(result.get("firstBad"))).isEqualTo(versions.get(FIRST_BAD));
        assertThat(kept()).doesNotExist();
    }

    private static String rateIn(JsonNode state) {
        return state.at("/combination/versions/rates/id").asString();
    }

    private Path kept() {
        return folder.resolve(".backsight/bisect.json");
    }

    @Test
    void theChecksFindTheGuiltyVersionWithoutBuilding() {
        var result = map.json(0, "bisect");

        assertFound(result);
        assertThat(result.get("states").asInt()).isEqualTo(6);
        assertThat(result.get("verdicts").size()).as("two ends and three").isEqualTo(5);
        assertThat(result.get("next").asString())
                .startsWith("backsight rollback --as-of ")
                .endsWith(result.at("/lastGood/from").asString());
        assertThat(map.json(0, "releases")).isEmpty();
        map.runs(0, ("rollback --dry-run " + result.get("next").asString().substring(19)).split(" "));
        assertThat(map.run().out()).contains("DRY RUN");
        map.runs(0, "bisect");
        assertThat(map.run().out())
                .contains("guilty", "rates.csv  version " + versions.get(FIRST_BAD))
                .contains("publish.score-")
                .contains("no other input changed between the two");
        assertThat(map.run().err())
                .contains("6 states may be the first bad one: at most 3 verdicts by the checks, and one on each end")
                .contains("Only rates changed, so it is guilty.");
    }

    @Test
    void aTableThatNoBuildCouldReadIsBad() throws IOException {
        var broken = map.putRates("id,rate\na,one\nb,2\n");

        var result = map.json(0, "bisect", "--good", time(6));

        assertThat(result.at("/guilty/version/id").asString()).isEqualTo(broken);
        assertThat(result.at("/verdicts/1/why").asString()).startsWith("table.text-in-");
    }

    /// The time at which the rate of that number was the newest.
    private static String time(int number) {
        return CommandRun.NOW.plusSeconds(60L * (number + 2)).toString();
    }

    @Test
    void whatAReleaseTellsToBeBadIsNotFetched() throws IOException {
        for (var version : versions) {
            map.runs(0, "build", "--pin", "rates=" + version);
        }
        var other = Files.createDirectories(folder.resolve("other-machine"));
        var there = new TwoSquares(other, TwoSquares.CONFIGURATION.replace("./store", "../store"));

        assertFound(there.json(0, "bisect"));

        var cache = other.resolve(".backsight/cache");
        assertThat(cache.resolve(Sha256.of(folder.resolve("rates.csv")).hex()))
                .as("the bad end")
                .doesNotExist();
        assertThat(cache.resolve(Sha256.of(folder.resolve("squares.json")).hex()))
                .as("never changed")
                .doesNotExist();
    }

    @Test
    void aCommandFindsItAndSeesFilesAndVersions() throws IOException {
        var command = "echo \"$BACKSIGHT_RATES_VERSION\" >> seen; test -s \"$BACKSIGHT_SQUARES\" && " + JUDGE;

        var result = map.json(0, "bisect", "--run", command);

        assertFound(result);
        assertThat(Files.readAllLines(folder.resolve("seen")))
                .hasSize(5)
                .startsWith(versions.getFirst(), versions.getLast())
                .contains(versions.get(FIRST_BAD), versions.get(FIRST_BAD - 1));
    }

    @Test
    void aPersonFindsIt() {
        map.run().onTerminals(Environment.Channel.IN).typing("good\nperhaps\nG\nbad\n");

        map.runs(0, "bisect", "--ask");

        assertThat(map.run().out()).contains("first bad   ", versions.get(FIRST_BAD), "3 verdicts by --ask");
        assertThat(map.run().err())
                .contains("Verdict 1 of a search among 6 states: ")
                .contains(folder.resolve(".backsight/cache").toString())
                .contains("'perhaps' is none of good, bad, skip, quit.");
    }

    @Test
    void withoutATerminalNobodyIsAsked() {
        map.runs(2, "bisect", "--ask");

        assertThat(map.run().err()).contains("nobody is there to be asked: judge with --run COMMAND");
        assertThat(kept()).doesNotExist();
    }

    @Test
    void aCommandThatEndsInNoVerdictStopsTheBisectWhichThenGoesOn() throws IOException {
        var command = "echo >> seen; test $(wc -l < seen) -ne 4 || exit 200; " + JUDGE;

        map.runs(1, "bisect", "--run", command);

        assertThat(map.run().err())
                .contains("the command ended with exit 200, which is no verdict")
                .contains("3 verdicts are kept. Go on with: backsight bisect --run ");
        assertThat(kept()).exists();
        map.putRate("153");

        assertFound(map.json(0, "bisect", "--run", command));

        assertThat(map.run().err()).contains("Going on with the bisect of ", "3 verdicts are there already.");
        assertThat(Files.readAllLines(folder.resolve("seen")))
                .as("the one without verdict, and five")
                .hasSize(6);
    }

    @Test
    void whoQuitsGoesOnLaterOrForgets() {
        map.run().onTerminals(Environment.Channel.IN).typing("good\nquit\n");
        map.runs(3, "bisect", "--ask");
        assertThat(map.run().err()).contains("1 verdict is kept. Go on with: backsight bisect --ask");

        map.runs(2, "bisect");
        assertThat(map.run().err())
                .contains("another bisect is not finished")
                .contains("Go on with it: backsight bisect --ask; or forget it: backsight bisect --reset");
        map.run().typing("good\nbad\n");
        assertFound(map.json(0, "bisect", "--ask"));

        map.run().typing("good\n");
        map.runs(3, "bisect", "--ask");
        map.runs(0, "bisect", "--reset");
        assertThat(map.run().out()).contains("Forgotten: a bisect with 1 verdict.");
        map.runs(0, "bisect", "--reset");
        assertThat(map.run().out()).contains("There is no unfinished bisect");
        assertFound(map.json(0, "bisect"));
    }

    @Test
    void aBisectOfAnotherStoreIsNotGoneOnWith() throws IOException {
        map.run().onTerminals(Environment.Channel.IN).typing("quit\n");
        map.runs(3, "bisect", "--ask");
        var other = Files.createDirectories(folder.resolve("other"));
        var there = new TwoSquares(other);
        there.putSquares();
        Files.createDirectories(other.resolve(".backsight"));
        Files.copy(kept(), other.resolve(".backsight/bisect.json"));

        there.runs(3, "bisect", "--ask");

        assertThat(there.run().err())
                .contains("was begun on file:" + folder.resolve("store"))
                .contains("Forget it with: backsight bisect --reset");
    }

    @Test
    void aDamagedFileIsSaidAndForgotten() throws IOException {
        Files.createDirectories(kept().getParent());
        Files.writeString(kept(), "{\"format\": 1}");

        map.runs(1, "bisect");
        assertThat(map.run().err()).contains("bisect.json' does not hold a bisect", "backsight bisect --reset");

        map.runs(0, "bisect", "--reset");
        assertFound(map.json(0, "bisect"));
    }

    @Test
    void aBadEndThatIsGoodIsSaid() throws IOException {
        map.putRate("1.5");

        map.runs(3, "bisect");

        assertThat(map.run().err())
                .contains("the bad end, ", "(the newest inputs), is good by the checks. Name another end with --bad");
        assertThat(kept()).doesNotExist();
        assertFound(map.json(0, "bisect", "--bad", time(6)));
    }

    @Test
    void aGoodEndThatIsBadIsSaid() {
        map.runs(3, "bisect", "--run", "no-such-command");

        assertThat(map.run().err())
                .contains("the good end, ", "(the oldest state with all inputs), is bad by --run 'no-such-command'")
                .contains("exit 127: there is no such command");
        assertThat(kept()).doesNotExist();
    }

    @Test
    void endsInTheWrongOrderAreRefused() {
        map.runs(2, "bisect", "--good", time(5), "--bad", time(2));
        assertThat(map.run().err()).contains("is not older than the bad end");

        map.runs(2, "bisect", "--good", "yesterday");
        assertThat(map.run().err()).contains("--good: 'yesterday' is no time");

        map.runs(2, "bisect", "--bad", "2020-01-01T00:00:00Z");
        assertThat(map.run().err()).contains("is before the first version of any input");

        map.runs(1, "bisect", "--bad", time(0));
        assertThat(map.run().err()).contains("nothing is older than the bad end");
    }

    @Test
    void whatCannotBeJudgedLeavesARange() {
        var command = "grep -qE '^a,1([.]1)?$' \"$BACKSIGHT_RATES\" && exit 0;"
                + " grep -qE '^a,15[01]$' \"$BACKSIGHT_RATES\" && exit 1; exit 125";

        var result = map.json(1, "bisect", "--run", command);

        assertThat(result.get("outcome").asString()).isEqualTo("undecided");
        assertThat(rateIn(result.get("lastGood"))).isEqualTo(versions.get(1));
        assertThat(rateIn(result.get("firstBad"))).isEqualTo(versions.get(5));
        assertThat(result.at("/guilty/input").asString())
                .as("nothing else changed")
                .isEqualTo("rates");
        assertThat(result.at("/guilty/version").isNull()).isTrue();
    }

    @Test
    void ofTwoInputsThatChangedAtOnceOneIsSwappedAlone() throws IOException {
        deleteSquares();
        var badRates = map.putRate("160");
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES.replace("[2,1]", "[2,2]"));
        map.putSquares();

        var result = map.json(
                0, "bisect", "--good", time(3), "--bad", time(9), "--run", JUDGE.replace("a,[0-9]", "a,1[0-5]?[0-9]?"));

        assertThat(result.at("/guilty/input").asString()).isEqualTo("rates");
        assertThat(result.at("/guilty/version/id").asString()).isEqualTo(badRates);
        assertThat(result.at("/guilty/how").asString())
                .isEqualTo(
                        "rates and squares changed at once; with rates alone changed it is bad; that combination never"
                                + " was live");
    }

    private void deleteSquares() throws IOException {
        try (var store = FolderObjectStore.open(
                folder.resolve("store"),
                Clock.fixed(CommandRun.NOW.plusSeconds(60 * 8 + 30), ZoneOffset.UTC),
                unused -> false)) {
            store.delete(new Key("squares.json"));
        }
    }

    @Test
    void aStateWithoutAnInputIsNoEnd() throws IOException {
        deleteSquares();

        map.runs(2, "bisect", "--bad", time(7));

        assertThat(map.run().err()).contains("there was no squares. Name another time with --bad");
        assertFound(map.json(0, "bisect"));
    }

    @Test
    void afterARollbackTheStateBeforeItIsTheBadEndAndTheGoodOneIsLive() throws IOException {
        var good = map.publish("2");
        var wrong = map.publish("170");
        map.runs(0, "rollback", "--yes", good);

        var result = map.json(0, "bisect");

        assertThat(result.get("goodEnd").asString()).endsWith("the inputs of release " + good + ", the last good one");
        assertThat(result.get("badEnd").asString()).contains("the inputs of release " + wrong);
        assertThat(result.get("states").asInt()).isEqualTo(1);
        assertThat(result.get("lastGoodIsLive").asBoolean()).isTrue();
        assertThat(result.get("next").asString()).isEqualTo("backsight put rates FILE");
    }

    @Test
    void aReleaseIsAnEndAndWhereToGoBackTo() throws IOException {
        map.runs(0, "build", "--pin", "rates=" + versions.get(FIRST_BAD - 1));
        var release = map.json(0, "releases").get(0).get("release").asString();

        var result = map.json(0, "bisect", "--good", release.substring(0, 4));

        assertFound(result);
        assertThat(result.get("states").asInt()).isEqualTo(2);
        assertThat(result.get("next").asString()).isEqualTo("backsight rollback " + release);
    }
}
