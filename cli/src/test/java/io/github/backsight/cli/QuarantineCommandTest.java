package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The file that broke the map comes back the next day: `put`, `build`, `publish`, `quarantine`.
class QuarantineCommandTest {

    /// Where a wrong map was published, and rolled back; each test works on a copy.
    @TempDir
    private static Path rolledBack;

    @TempDir
    private Path folder;

    private CommandRun run;

    @BeforeAll
    static void publishAWrongMapAndGoBack() throws IOException {
        var run = new CommandRun(rolledBack);
        Files.writeString(rolledBack.resolve("backsight.yaml"), TwoSquares.CONFIGURATION);
        Files.writeString(rolledBack.resolve("squares.json"), TwoSquares.SQUARES);
        runs(run, 0, "put", "squares", "squares.json");
        for (var rate : List.of("1", "1.5")) {
            Files.writeString(rolledBack.resolve("rates.csv"), "id,rate\na," + rate + "\nb,2\n");
            runs(run, 0, "put", "rates", "rates.csv");
            runs(run, 0, "build");
            runs(run, 0, "publish");
        }
        runs(run, 0, "rollback", "--yes", "--reason", "too high");
    }

    @BeforeEach
    void copy() throws IOException {
        run = new CommandRun(folder);
        try (var files = Files.walk(rolledBack)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var copy = folder.resolve(rolledBack.relativize(file).toString());
                Files.createDirectories(copy.resolve("..").normalize());
                Files.copy(file, copy);
            }
        }
    }

    private void put(String rate) throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na," + rate + "\nb,2\n");
        runs(0, "put", "rates", "rates.csv");
    }

    private void runs(int exitCode, String... command) {
        runs(run, exitCode, command);
    }

    private static void runs(CommandRun run, int exitCode, String... command) {
        assertThat(run.run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
    }

    private JsonNode json(String... command) {
        var withJson = new String[command.length + 1];
        System.arraycopy(command, 0, withJson, 0, command.length);
        withJson[command.length] = "--json";
        run.run(withJson);
        return JsonMapper.shared().readTree(run.out());
    }

    /// {@return the files of the store that hold records of forced builds}
    private List<Path> records() throws IOException {
        try (var files = Files.walk(folder.resolve("store/objects"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/forced/"))
                    .toList();
        }
    }

    private String digest() {
        return json("quarantine").get(0).get("sha256").asString();
    }

    @Test
    void aBuildOfTheSameBytesIsRefusedThoughTheyHaveAnotherVersionId() throws IOException {
        put("1.5");
        assertThat(run.out()).contains("put.quarantined", "A build of them will be refused");

        runs(3, "build");

        assertThat(run.err())
                .contains("build.quarantined", "rates.csv", "too high", "the rollback from ")
                .contains("backsight quarantine lift " + digest().substring(0, 12) + " --reason TEXT")
                .contains("--force --reason TEXT");
        runs(3, "build", "--dry-run");
        assertThat(json("build").at("/findings/0/code").asString()).isEqualTo("build.quarantined");
        assertThat(records()).isEmpty();
    }

    @Test
    void aBuildOfWhatCameBackIsNotRefused() {
        runs(0, "build");

        assertThat(run.out()).doesNotContain("quarantine");
    }

    @Test
    void aForcedBuildGoesThroughWithAReasonThatIsRecordedAndItsReleaseIsStillRefused() throws IOException {
        put("1.5");
        runs(2, "build", "--force");
        runs(0, "build", "--force", "--reason", "for the inquiry");

        assertThat(run.out())
                .contains("build.quarantined", "Overruled by --force", "--force --reason TEXT (its checks refuse it)");
        assertThat(records())
                .singleElement()
                .satisfies(record -> assertThat(record).content().contains("for the inquiry"));
        runs(0, "unfreeze", "--reason", "go on");
        runs(3, "publish");
        assertThat(run.out()).contains("publish.quarantined", "too high");
        assertThat(json("quarantine")).hasSize(1);
    }

    @Test
    void aForcedDryRunRecordsNothing() throws IOException {
        put("1.5");

        runs(0, "build", "--force", "--reason", "for the inquiry", "--dry-run");

        assertThat(run.out()).contains("build.quarantined", "DRY RUN, nothing was built.");
        assertThat(records()).isEmpty();
    }

    @Test
    void itIsListedWithWhoAndWhyAndShownByStatusAndVersions() {
        runs(0, "quarantine");
        assertThat(run.out()).contains("rates  rates.csv  version ", "taken away by the rollback from ", "too high");

        runs(0, "status");
        assertThat(run.out()).contains("quarantine rates  version ", "See: backsight quarantine");
        assertThat(json("status").at("/quarantined/0/sha256").asString()).isEqualTo(digest());

        runs(0, "versions", "rates");
        assertThat(run.out()).contains(" quarantined\n");
        var versions = json("versions", "rates");
        assertThat(versions)
                .filteredOn(version -> version.get("quarantined").asBoolean())
                .extracting(version -> version.get("sha256").asString())
                .containsExactly(digest());
    }

    @Test
    void onceItIsLiftedTheBytesAreBuiltAndPublished() throws IOException {
        var digest = digest();
        put("1.5");
        runs(0, "quarantine", "lift", digest.substring(0, 12), "--reason", "right after all", "--dry-run");
        assertThat(run.out()).startsWith("DRY RUN: nothing was changed. In quarantine is input rates, version ");
        runs(3, "build");

        runs(0, "quarantine", "lift", digest.substring(0, 12), "--reason", "right after all");
        assertThat(run.out()).contains("May be built and published again: input rates, version ", "too high");
        runs(0, "quarantine", "lift", digest, "--reason", "right after all");
        assertThat(run.out()).contains("are in quarantine; nothing was changed.");

        runs(0, "quarantine");
        assertThat(run.out()).isEqualTo("Nothing is in quarantine.\n");
        runs(0, "build");
        runs(0, "unfreeze", "--reason", "right after all");
        runs(0, "publish");
    }

    @Test
    void aLiftNeedsAReasonAndEnoughDigits() {
        runs(2, "quarantine", "lift", digest());
        runs(2, "quarantine", "lift", digest(), "--reason", " ");
        runs(2, "quarantine", "lift", digest().substring(0, 11), "--reason", "right");
        runs(2, "quarantine", "lift");
        runs(2, "quarantine", "drop");

        assertThat(json("quarantine")).hasSize(1);
    }

    @Test
    void anUndoOfTheRollbackLiftsIt() {
        runs(0, "undo", "--yes");

        assertThat(json("quarantine")).isEmpty();
        runs(0, "build");
    }
}
