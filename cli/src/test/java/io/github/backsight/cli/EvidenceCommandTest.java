package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The record of an operation for those who were not there.
class EvidenceCommandTest {
    private static final String REASON = "wrong in <img src=x onerror=alert(1)> County & \"elsewhere\"";

    @TempDir
    private static Path folder;

    private static CommandRun run;
    private static String rollback = "";

    @BeforeAll
    static void publishAWrongMapAndGoBack() throws IOException {
        run = new CommandRun(folder);
        Files.writeString(folder.resolve("backsight.yaml"), TwoSquares.CONFIGURATION);
        Files.writeString(folder.resolve("squares.json"), TwoSquares.SQUARES);
        runs(0, "put", "squares", "squares.json");
        for (var rate : new String[] {"1", "1.5"}) {
            Files.writeString(folder.resolve("rates.csv"), "id,rate\na," + rate + "\nb,2\n");
            runs(0, "put", "rates", "rates.csv");
            runs(0, "build");
            runs(0, "publish");
        }
        runs(0, "rollback", "--yes", "--reason", REASON);
        runs(0, "evidence", "--json");
        rollback = JsonMapper.shared()
                .readTree(run.out())
                .at("/evidence/operation")
                .asString();
    }

    private static void runs(int exitCode, String... command) {
        assertThat(run.run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
    }

    @Test
    void ofAnOperationItIsWrittenAndPrinted() throws IOException {
        runs(0, "evidence", rollback, "-o", "audit");

        assertThat(run.out())
                .containsPattern("what +rollback\n")
                .containsPattern("how +finished: done\n")
                .containsPattern("exit code +0\n")
                .containsPattern("time to safe +not recorded\n")
                .contains("input rates", "SHA-256 ", "no address was read")
                .contains("-pointer-begun", "-input-rates-done", "-finished: done")
                .endsWith("Wrote evidence.json and evidence.html to " + folder.resolve("audit") + ".\n");
        var json = JsonMapper.shared().readTree(Files.readString(folder.resolve("audit/evidence.json")));
        assertThat(json.get("end").asString()).isEqualTo("finished");
        assertThat(json.get("exitCode").asInt()).isZero();
        assertThat(json.get("reason").asString()).isEqualTo(REASON);
        assertThat(json.get("steps"))
                .extracting(step -> step.get("step").asString())
                .contains("pointer", "input rates", "input squares", "verify", "public");
        assertThat(json.get("steps"))
                .allSatisfy(step -> assertThat(step.get("began").asString()).isEqualTo("2026-11-23T03:00:00Z"));
    }

    @Test
    void thePageShowsWhatSomebodyTypedAsTextAndFetchesNothing() throws IOException {
        runs(0, "evidence", rollback, "--output", "page");

        assertThat(folder.resolve("page/evidence.html"))
                .content()
                .contains("wrong in &lt;img src=x onerror=alert(1)&gt; County &amp; &quot;elsewhere&quot;")
                .contains("<h2>Before and after</h2>", "default-src 'none'")
                .doesNotContain("<img", "<script", "<link", "<a ", "src=\"", "href", "url(");
    }

    @Test
    void withoutAFolderOneIsNamedByTheOperationAndTheSameAgainReplacesIt() throws IOException {
        runs(0, "evidence", "--json");
        var json = JsonMapper.shared().readTree(run.out());
        var operation = json.at("/evidence/operation").asString();
        var written = folder.resolve("evidence-" + operation);
        var page = written.resolve("evidence.html");
        assertThat(json.get("folder").asString()).isEqualTo(written.toString());
        var before = Files.readString(page);

        runs(0, "evidence", operation);

        assertThat(page).hasContent(before);
    }

    @Test
    void anOperationThatIsNotThereIsSaid() {
        runs(1, "evidence", "1999");
        assertThat(run.err()).contains("no operation begins with '1999' in file:");

        runs(2, "evidence", "2026");
        assertThat(run.err()).contains("'2026' begins ", " operations, the last of them ");
    }

    @Test
    void noControlCharacterOfAReasonReachesTheTerminalOrThePage() throws IOException {
        runs(0, "undo", "--yes", "--reason", "a\u001b[2Jb\nc");

        runs(0, "evidence", "-o", "undo");

        assertThat(run.out()).contains("a [2Jb c").doesNotContain("\u001b");
        assertThat(folder.resolve("undo/evidence.html")).content().contains("a [2Jb c");
    }
}
