package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The workflows in `deploy/github` as text: what they say is known to GitHub, and safe.
class WorkflowTest {
    @ParameterizedTest
    @ValueSource(strings = {"combine-and-tileify.yml", "rollback.yml"})
    void aWorkflowHasNoFaults(String name) throws IOException {
        assertThat(WorkflowFaults.of(Workflow.named(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            timeout-minutes: 60            | timeout-minute: 60           | job: unknown key timeout-minute
            id-token: write                | contents: write              | permissions: not
            group: backsight-live          | group: mine                  | concurrency: not
            cancel-in-progress: false      | cancel-in-progress: true     | concurrency: not
            steps/rollback.sh              | steps/rollback.sh ${{ inputs.target }} | more than one script is run
            steps/rollback.sh              | steps/roll.sh                | not there, or not executable
            ${{ inputs.reason }}           | ${{ inputs.reasons }}        | no input reasons
            ${{ inputs.reason }}           | because ${{ inputs.reason }} | neither input, output nor variable
            ${{ steps.plan.outputs.release }} | ${{ steps.plans.outputs.release }} | no step plans
            ${{ always() }}                | ${{ success() }}             | if ${{ success() }}
            type: boolean                  | type: bool                   | no type of GitHub's
            actions/checkout@v4            | actions/checkout             | no action of a version
            """)
    void aFaultIsSeen(String good, String bad, String fault) throws IOException {
        var text = Files.readString(Workflow.FOLDER.resolve("rollback.yml"));
        assertThat(text).contains(good);
        // A mapping may not name a key twice.
        var spoilt = (bad.equals("contents: write") ? text.replace("  contents: read\n", "") : text).replace(good, bad);

        assertThat(WorkflowFaults.of(Workflow.of(spoilt))).anyMatch(each -> each.contains(fault));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void bashReadsEveryScript() throws Exception {
        for (var script : scripts()) {
            var bash = new ProcessBuilder("bash", "-n", script.toString())
                    .redirectErrorStream(true)
                    .start();
            var said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(bash.waitFor()).as(said).isZero();
        }
    }

    @Test
    void everyScriptIsAStepOfAWorkflow() throws IOException {
        var both = Files.readString(Workflow.FOLDER.resolve("combine-and-tileify.yml"))
                + Files.readString(Workflow.FOLDER.resolve("rollback.yml"));

        assertThat(scripts()).hasSizeGreaterThan(5).allMatch(script -> both.contains("steps/" + script.getFileName()));
    }

    private static List<Path> scripts() throws IOException {
        try (var files = Files.list(Workflow.FOLDER.resolve("steps"))) {
            return files.filter(file -> file.toString().endsWith(".sh"))
                    .sorted()
                    .toList();
        }
    }
}
