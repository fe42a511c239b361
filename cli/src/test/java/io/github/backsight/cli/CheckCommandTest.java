package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// `check` and `verdict`, and what `put`, `build`, `publish`, `rollback` and `versions` make of them:
/// a map of 300 squares whose first table is live.
class CheckCommandTest {
    private static final int SQUARES = 300;

    @TempDir
    private Path folder;

    private TwoSquares map;
    private String good = "";

    @BeforeEach
    void publishAGoodTable() throws IOException {
        map = new TwoSquares(folder);
        Files.writeString(
                folder.resolve("squares.json"),
                ManySquares.json(IntStream.range(0, SQUARES)
                        .mapToObj(number -> String.format(Locale.ROOT, "%03d", number))
                        .toList()));
        map.putSquares();
        map.putRates(table(row -> row / 1000.0));
        map.runs(0, "build");
        map.runs(0, "publish");
        good = map.live();
    }

    private static String table(IntFunction<Object> rate) {
        return IntStream.range(0, SQUARES)
                .mapToObj(row -> String.format(Locale.ROOT, "%03d,%s", row, rate.apply(row)))
                .collect(Collectors.joining("\n", "id,rate\n", "\n"));
    }

    private String putTurnedAround() throws IOException {
        return map.putRates(table(row -> (SQUARES - row) / 1000.0));
    }

    private JsonNode versions() {
        return map.json(0, "versions", "rates");
    }

    @Test
    void theNewestVersionsAreGoodWhereTheyAreWhatIsLive() {
        var checked = map.json(0, "check");

        assertThat(checked.get("verdict").asString()).isEqualTo("good");
        assertThat(checked.get("inputs")).hasSize(2).allSatisfy(input -> {
            assertThat(input.get("checks").asString()).isEqualTo("good");
            assertThat(input.get("against").asString()).isEqualTo(good);
        });
    }

    @Test
    void aTableFarFromTheLiveOneIsBadAndPutTellsSoAndStoresIt() throws IOException {
        Files.writeString(folder.resolve("rates.csv"), table(row -> (SQUARES - row) / 1000.0));

        var put = map.json(0, "put", "rates", "rates.csv");

        assertThat(put.get("outcome").asString()).isEqualTo("stored");
        assertThat(put.get("findings").findValuesAsString("code")).contains("drift.classes-changed");
        assertThat(versions().get(0).get("verdict").asString()).isEqualTo("bad");
        var checked = map.json(3, "check", "rates");
        assertThat(checked.get("verdict").asString()).isEqualTo("bad");
        assertThat(checked.at("/inputs/0/findings").findValuesAsString("code")).contains("drift.classes-changed");
    }

    @Test
    void aDryRunOfPutTellsTheSameAndStoresNothing() throws IOException {
        Files.writeString(folder.resolve("rates.csv"), table(row -> (SQUARES - row) / 1000.0));

        var put = map.json(0, "put", "rates", "rates.csv", "--dry-run");

        assertThat(put.get("findings").findValuesAsString("code")).contains("drift.classes-changed");
        assertThat(versions()).hasSize(1);
    }

    @Test
    void aDryRunOfPutWarnsOfBytesThatARollbackTookAway() throws IOException {
        putTurnedAround();
        map.runs(0, "build");
        map.runs(0, "publish", "--force", "--reason", "in a hurry");
        map.runs(0, "rollback", "--yes", "--reason", "turned around");

        var put = map.json(0, "put", "rates", "rates.csv", "--dry-run");

        assertThat(put.get("findings").findValuesAsString("code")).contains("put.quarantined");
    }

    @Test
    void publishRefusesAReleaseOfABadTableUntilSomebodyCallsItGood() throws IOException {
        var version = putTurnedAround();
        var built = map.json(0, "build");
        assertThat(built.get("verdict").asString()).isEqualTo("good");
        assertThat(built.get("findings").findValuesAsString("code")).contains("drift.classes-changed");

        map.runs(3, "publish");

        assertThat(map.run().out() + map.run().err()).contains("publish.input-bad", "drift.classes-changed");
        map.runs(0, "verdict", "rates@" + version, "good", "--reason", "a new way to count");
        map.runs(0, "publish");
        assertThat(map.live()).isNotEqualTo(good);
        var row = versions().get(0);
        assertThat(row.get("verdict").asString()).isEqualTo("good");
    }

    @Test
    void aBuildJudgesWhatOthersHavePutWithoutPut() throws IOException {
        putTurnedAround();
        try (var files = Files.walk(folder.resolve("store"))) {
            for (var file : files.filter(each -> each.toString().contains("verdicts"))
                    .filter(Files::isRegularFile)
                    .toList()) {
                Files.delete(file);
            }
        }

        var built = map.json(0, "build");

        assertThat(built.get("findings").findValuesAsString("code")).contains("drift.classes-changed");
        map.runs(3, "publish");
    }

    @Test
    void aRollbackPassesOverWhatSomebodyCallsBad() throws IOException {
        var second = map.putRates(table(row -> row / 1000.0 + 0.001));
        map.runs(0, "build");
        map.runs(0, "publish");
        map.putRates(table(row -> row / 1000.0 + 0.002));
        map.runs(0, "build");
        map.runs(0, "publish");
        map.runs(0, "verdict", "rates@" + second, "bad", "--reason", "wrong year");

        var plan = map.json(0, "rollback", "--dry-run");

        assertThat(plan.at("/plan/release").asString()).isEqualTo(good);
        assertThat(plan.at("/plan/passedOver/0/why").asString())
                .contains("the bytes of its input rates are bad, says", "wrong year");
    }

    @Test
    void whatAPersonSaysStaysWhenChecksLookAgain() throws IOException {
        var version = putTurnedAround();
        map.runs(0, "verdict", "rates@" + version, "good", "--reason", "a new way to count");

        var checked = map.json(0, "check", "rates");

        assertThat(checked.get("verdict").asString()).isEqualTo("good");
        assertThat(checked.at("/inputs/0/checks").asString()).isEqualTo("bad");
        assertThat(checked.at("/inputs/0/overruling/reason").asString()).isEqualTo("a new way to count");
    }

    @Test
    void law4_dryRunsKeepNoVerdict() throws IOException {
        var version = map.putRates(table(row -> row / 1000.0 + 0.001));
        var before = versions().toString();

        map.runs(0, "check", "rates", "--dry-run");
        map.runs(0, "verdict", "rates@" + version, "bad", "--reason", "to see", "--dry-run");

        assertThat(versions().toString()).isEqualTo(before);
        assertThat(map.run().out()).doesNotContain("bad");
    }

    @Test
    void theBytesOfAnOlderVersionAreNamed() throws IOException {
        map.putRates(table(row -> row / 1000.0 + 0.001));
        Files.writeString(folder.resolve("rates.csv"), table(row -> row / 1000.0));

        var put = map.json(0, "put", "rates", "rates.csv");

        assertThat(put.get("findings").findValuesAsString("code")).contains("check.older-bytes");
    }

    @Test
    void aReleaseIsCheckedByItsOwnFindingsAndTheVerdictsOnItsInputs() throws IOException {
        var version = versions().get(0).get("version").asString();
        map.runs(0, "check", good.substring(0, 6));
        map.runs(0, "verdict", "rates@" + version, "bad", "--reason", "wrong year");

        map.runs(3, "check", good);

        assertThat(map.run().out()).contains("release " + good, "bad, says", "wrong year");
    }

    @Test
    void aRuleOfTheConfigurationMakesTheReleaseBadAndSaysWhere() throws IOException {
        Files.writeString(folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION + """
                        checks:
                          inputs:
                            rates: { rows: [300, 300], columns: { rate: { range: [0, 0.29] } } }
                        """);

        var built = map.json(0, "build");

        assertThat(built.get("verdict").asString()).isEqualTo("bad");
        assertThat(built.get("findings").get(0).get("code").asString()).isEqualTo("check.range");
        assertThat(built.get("findings").get(0).get("place").asString()).isEqualTo("id 291, column rate");
        map.runs(3, "publish");
        map.runs(3, "check", "rates");
    }

    private void configure(String rules) throws IOException {
        Files.writeString(
                folder.resolve("backsight.yaml"),
                TwoSquares.CONFIGURATION + "checks:\n  inputs:\n    rates: " + rules + "\n");
    }

    @Test
    void aQuestionInSqlMakesTheVersionBadAndLeavesTheReleaseWhatItWas() throws IOException {
        configure("{ sql: { \"no high rates\": \"SELECT id, rate FROM t WHERE rate > 0.298\" } }");

        var checked = map.json(3, "check", "rates");

        assertThat(checked.at("/inputs/0/findings/0/code").asString()).isEqualTo("check.sql");
        assertThat(checked.at("/inputs/0/findings/0/examples/0").asString()).isEqualTo("no high rates: 299 0.299");
        assertThat(map.json(0, "build").get("release").asString()).isEqualTo(good);
    }

    @Test
    void aVerdictByOtherRulesIsSaidToBeSoUntilChecksLookAgain() throws IOException {
        map.runs(0, "check", "rates");
        assertThat(versions().get(0).get("stale").asBoolean()).isFalse();

        configure("{ rows: [1, 1000] }");

        assertThat(versions().get(0).get("stale").asBoolean()).isTrue();
        map.runs(0, "versions", "rates");
        assertThat(map.run().out()).contains("latest judged by other rules");
        map.runs(0, "check", "rates");
        assertThat(versions().get(0).get("stale").asBoolean()).isFalse();
    }

    @Test
    void aCommandOfOnesOwnGetsTheFileAndAnswersWithFindings() throws IOException {
        Files.writeString(folder.resolve("own.sh"), """
                test "$BACKSIGHT_INPUT" = rates || exit 9
                lines=$(grep -c . "$BACKSIGHT_FILE")
                printf '[{"code":"Too many lines","severity":"warn","message":"%s lines","count":3}]' "$lines"
                """);
        configure("{ command: sh own.sh }");

        var checked = map.json(0, "check", "rates");

        var finding = checked.at("/inputs/0/findings/0");
        assertThat(finding.get("code").asString()).isEqualTo("own.too-many-lines");
        assertThat(finding.get("severity").asString()).isEqualTo("warn");
        assertThat(finding.get("message").asString()).isEqualTo("301 lines");
        assertThat(finding.get("count").asInt()).isEqualTo(3);
    }

    @Test
    void law9_aCommandOfOnesOwnThatGivesNoAnswerIsAFinding() throws IOException {
        configure("{ command: \"echo nonsense\" }");
        assertThat(map.json(3, "check", "rates").at("/inputs/0/findings/0/code").asString())
                .isEqualTo("check.command-failed");
        configure("{ command: \"head -c 3000000 /dev/zero\" }");
        assertThat(map.json(3, "check", "rates").at("/inputs/0/findings/0/code").asString())
                .isEqualTo("check.command-failed");
        configure("{ command: exit 7 }");
        assertThat(map.json(3, "check", "rates")
                        .at("/inputs/0/findings/0/message")
                        .asString())
                .contains("exit 7");
    }

    @Test
    void aRollbackToABadReleaseNeedsForce() throws IOException {
        map.putRates(table(row -> row / 1000.0 + 0.001));
        map.runs(0, "build");
        map.runs(0, "publish");
        var version = versions().get(1).get("version").asString();
        map.runs(0, "verdict", "rates@" + version, "bad", "--reason", "wrong year");

        map.runs(3, "rollback", good, "--yes");

        assertThat(map.run().out()).contains("rollback.input-bad", "wrong year");
        map.runs(0, "rollback", good, "--yes", "--force", "--reason", "it is all there is");
        assertThat(map.run().out()).contains("readers see", "score.mean 0.150500 → 0.149500", "--html changes.html");
        assertThat(map.live()).isEqualTo(good);
    }

    /// In each month the rows of another third are exchanged, so that 33 % of all change their class.
    private static IntFunction<Object> month(int number) {
        return row -> {
            boolean exchanged = false;
            for (int month = 1; month <= number; month++) {
                exchanged ^= (row + month) % 3 == 0;
            }
            return (exchanged ? (row + SQUARES / 2) % SQUARES : row) / 1000.0;
        };
    }

    private void publishWithTheWordOfAPerson(String version) {
        map.runs(0, "verdict", "rates@" + version, "good", "--reason", "as each month");
        map.runs(0, "build");
        map.runs(0, "publish");
        map.runs(0, "check", "rates");
    }

    @Test
    void aLimitMayBeAMultipleOfHowFarAnInputMovedBefore() throws IOException {
        Files.writeString(
                folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION + "checks: { drift: { classes: 2x } }\n");
        for (int month = 1; month <= 3; month++) {
            var version = map.putRates(table(month(month)));
            var checked = map.json(3, "check", "rates");
            assertThat(checked.at("/inputs/0/findings").findValuesAsString("code"))
                    .as("too few moves are known, so it is 0.25")
                    .contains("drift.classes-changed", "drift.history-short");
            publishWithTheWordOfAPerson(version);
        }

        map.putRates(table(month(4)));
        var usual = map.json(0, "check", "rates");
        map.putRates(table(row -> month(3).apply(SQUARES - 1 - row)));
        var turned = map.json(3, "check", "rates");

        assertThat(usual.at("/inputs/0/findings")).isEmpty();
        assertThat(usual.at("/inputs/0/moves/0/amounts/classes/rate").asDouble())
                .isBetween(0.3, 0.35);
        assertThat(turned.at("/inputs/0/findings").findValuesAsString("code")).containsExactly("drift.classes-changed");
    }

    @Test
    void historyShowsTheVerdictOfEachVersion() throws IOException {
        var version = putTurnedAround();

        var states = map.json(0, "history").get("states");
        map.runs(0, "history");

        assertThat(states.at("/0/inputs/rates/verdict").asString()).isEqualTo("bad");
        assertThat(states.at("/1/inputs/rates/verdict").asString()).isEqualTo("good");
        assertThat(states.at("/1/releases/0/verdict").asString()).isEqualTo("good");
        assertThat(states.at("/2/inputs/rates").isNull()).isTrue();
        assertThat(map.run().out()).contains("rates@" + version + " bad");
        map.runs(0, "verdict", "rates@" + version, "good", "--reason", "a new way to count");
        map.runs(0, "history");
        assertThat(map.run().out()).contains("rates@" + version + " good");
    }
}
