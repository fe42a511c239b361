package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.release.Action;
import io.github.backsight.release.Status;
import io.github.backsight.testkit.s3.FaithfulS3;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The break-glass page, run as it is by a shell and Amazon's own command line, beside Backsight's own rollback of the
/// same bucket.
@Tag("thorough")
class RunbookTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String GO_BACK = "\n## To go back\n";
    private static final long MOST_SECONDS = 600;

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireTheAwsCli() {
        assumeTrue(
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1))
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "aws"))),
                "skipped: the AWS CLI is not on PATH");
    }

    /// What a run of some blocks came to.
    private record Run(int exitCode, String said) {}

    @Test
    void thePageDoesWhatARollbackDoesAndThenTakesItBack() throws IOException, InterruptedException {
        try (var server = FaithfulServer.start()) {
            requireSameAsBacksight(server, Writers.MANY, List.of(), state -> state);
        }
    }

    @Test
    void thePageDoesWhatARollbackDoesOnARealServer() throws IOException, InterruptedException {
        try (var server = RealServer.required()) {
            requireSameAsBacksight(server, Writers.ONE, environmentOfThisProcess(), RunbookTest::withoutTags);
        }
    }

    /// Ceph drops the tags of an old version in a plain copy; Backsight sets them again, and the page says so.
    private static Map<String, String> withoutTags(Map<String, String> state) {
        var without = new TreeMap<String, String>();
        state.forEach((key, text) -> without.put(key, text.replaceAll("tags=\\{[^}]*\\}", "")));
        return without;
    }

    private void requireSameAsBacksight(
            S3Server server, Writers writers, List<String> credentials, UnaryOperator<Map<String, String>> compared)
            throws IOException, InterruptedException {
        var byHand = new RunbookTeam(server, writers, folder, 6 << 20);
        var byBacksight = new RunbookTeam(server, writers, folder, 6 << 20);
        var page = byHand.page();
        var versions = byHand.inputVersions();

        var there = run(blocks(page.substring(0, page.indexOf(GO_BACK))), credentials);
        assertThat(there.exitCode()).as(there.said()).isZero();
        assertThat(there.said()).doesNotContain("STOP");
        byBacksight.rollBack();

        assertThat(compared.apply(byHand.state())).isEqualTo(compared.apply(byBacksight.state()));
        assertThat(byHand.rollbackPlan().changesAnything()).isFalse();
        assertThat(byHand.inputVersions()).containsAll(versions);
        var status = byHand.status();
        assertThat(status.notes()).isEmpty();
        assertThat(status.frozen()).isTrue();
        assertThat(status.staleDocuments()).isEmpty();
        // What was copied in parts has no digest that the server vouches for; its bytes were compared above.
        assertThat(status.inputs().values())
                .extracting(Status.InputStatus::match)
                .isNotEmpty()
                .isSubsetOf(Status.Match.SAME_BYTES, Status.Match.UNKNOWN);
        assertThat(status.live().orElseThrow().by()).isEqualTo("your name");

        var back = run(blocks(page.substring(page.indexOf(GO_BACK))), credentials);
        assertThat(back.exitCode()).as(back.said()).isZero();
        assertThat(byHand.status().live().orElseThrow().release())
                .isEqualTo(byHand.spoilt().id());
        assertThat(byHand.status().live().orElseThrow().action()).isEqualTo(Action.UNDO);
        byHand.requireSpoiltScore();
        byHand.close();
        byBacksight.close();
    }

    @Test
    void law2_aPageThatIsOlderThanThePointerStopsBeforeItChangesAnything() throws IOException, InterruptedException {
        try (var server = FaithfulServer.start();
                var team = new RunbookTeam(server, Writers.MANY, folder, 100)) {
            var page = team.page();
            team.publishGood();
            var before = team.pointerVersions();

            var blocks = blocks(page);
            var look = run(blocks.subList(0, 2), List.of());
            var move = run(List.of(blocks.get(0), blocks.get(2)), List.of());

            assertThat(look.exitCode()).isNotZero();
            assertThat(look.said()).contains("STOP: '" + RunbookTeam.LIVE + "' has moved");
            assertThat(move.exitCode()).isNotZero();
            assertThat(team.pointerVersions()).isEqualTo(before);
        }
    }

    private static List<String> blocks(String page) {
        return BLOCK.matcher(page).results().map(found -> found.group(1)).toList();
    }

    private static List<String> environmentOfThisProcess() {
        return Stream.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION")
                .map(name ->
                        name + "=" + Optional.ofNullable(System.getenv(name)).orElse("us-east-1"))
                .toList();
    }

    /// @param credentials as `NAME=VALUE`; none: those of the faithful server's owner
    private Run run(List<String> blocks, List<String> credentials) throws IOException, InterruptedException {
        // The variables of the first block are wanted after it.
        var who = "WHO='your name'\nWHY='the map is wrong'\n";
        var said = folder.resolve("said");
        var process = new ProcessBuilder(
                        "sh", "-c", "set -e\n" + who + blocks.stream().collect(Collectors.joining("\n")))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        var environment = process.environment();
        environment.put("AWS_ACCESS_KEY_ID", FaithfulS3.OWNER.accessKey());
        environment.put("AWS_SECRET_ACCESS_KEY", FaithfulS3.OWNER.secretKey());
        environment.put("AWS_DEFAULT_REGION", "us-east-1");
        for (var each : credentials) {
            environment.put(each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        environment.remove("AWS_SESSION_TOKEN");
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
        var running = process.start();
        assertThat(running.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        return new Run(running.exitValue(), Files.readString(said));
    }
}
