package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ApplyCommandTest {
    @TempDir
    private Path folder;

    private TwoSquares map;
    private CommandRun run;
    private String first = "";
    private String second = "";

    @BeforeEach
    void publishTwoReleasesAndPlanTheWayBack() throws IOException {
        map = new TwoSquares(folder);
        run = map.run();
        map.putSquares();
        first = map.publish("1");
        second = map.publish("1.5");
        map.runs(0, "rollback", "--plan-out", "back.json", "--reason", "too high");
    }

    /// Asked aside, so that what the last command printed stays.
    private String live() throws IOException {
        return new TwoSquares(folder).live();
    }

    private String digest() throws IOException {
        return plan().get("digest").asString();
    }

    private JsonNode plan() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve("back.json")));
    }

    @Test
    void law4_savingAPlanChangesNothingAndSaysHowToApplyIt() throws IOException {
        assertThat(live()).isEqualTo(second);
        assertThat(run.out())
                .contains("PLAN ONLY: nothing was changed. Saved to back.json with digest " + digest())
                .contains("backsight apply back.json --expect " + digest().substring(0, 12));
        assertThat(plan().at("/plan/release").asString()).isEqualTo(first);
        assertThat(plan().get("commands")).isEmpty();
    }

    @Test
    void law4_aPlanOfTheExpectedDigestIsApplied() throws IOException {
        assertThat(run.run("apply", "back.json", "--expect", digest().substring(0, 12), "--yes"))
                .as(run.err())
                .isZero();

        assertThat(live()).isEqualTo(first);
        assertThat(run.run("get", "rates", "-o", "restored.csv")).isZero();
        assertThat(folder.resolve("restored.csv")).hasContent("id,rate\na,1\nb,2\n");
    }

    @Test
    void law4_anotherPlanThanTheExpectedOneIsRefused() throws IOException {
        assertThat(run.run("apply", "back.json", "--expect", "0123456789ab", "--yes"))
                .isEqualTo(3);

        assertThat(run.err()).contains("'back.json' is another plan", "Nothing was changed");
        assertThat(live()).isEqualTo(second);
    }

    @Test
    void tooFewDigitsAreNoProof() {
        assertThat(run.run("apply", "back.json", "--expect", "0123", "--yes")).isEqualTo(2);

        assertThat(run.err()).contains("at least 12 digits");
    }

    @Test
    void law4_aPlanThatTheStoreHasLeftBehindIsRefusedWithWhatMovedAndByWhom() throws IOException {
        var third = map.publish("1.6");

        assertThat(run.run("apply", "back.json", "--yes")).isEqualTo(3);

        assertThat(run.out() + run.err())
                .contains("since the plan was made, map/live.json has moved from version ", "(publish of " + third)
                .contains("rates.csv has moved from version ")
                .doesNotContain("Moved[");
        assertThat(live()).isEqualTo(third);
    }

    @Test
    void law4_aPlanThatWasEditedIsRefused() throws IOException {
        var text = Files.readString(folder.resolve("back.json"));
        Files.writeString(folder.resolve("back.json"), text.replace("too high", "too low!"));

        assertThat(run.run("apply", "back.json", "--yes")).isEqualTo(1);

        assertThat(run.err()).contains("'back.json' was changed after it was saved");
        assertThat(live()).isEqualTo(second);
    }

    @Test
    void aPlanForAnotherStoreIsRefused() throws IOException {
        var other = Files.createDirectories(folder.resolve("other"));
        var there = new TwoSquares(other);
        there.putSquares();
        Files.copy(folder.resolve("back.json"), other.resolve("back.json"));

        there.runs(3, "apply", "back.json", "--yes");

        assertThat(there.run().err()).contains("was made for file:", "Nothing was changed");
    }

    @Test
    void aPlanIsNeverWrittenOverAnotherFile() throws IOException {
        var before = Files.readString(folder.resolve("back.json"));

        assertThat(run.run("rollback", "--plan-out", "back.json")).isEqualTo(2);

        assertThat(run.err()).contains("'back.json' is there already");
        assertThat(folder.resolve("back.json")).hasContent(before);
    }

    @Test
    void aFileThatIsNotThereIsSaid() {
        assertThat(run.run("apply", "forth.json")).isEqualTo(2);

        assertThat(run.err()).contains("there is no file 'forth.json'");
    }

    @Test
    void aPublishCanBePlannedLikewise() throws IOException {
        assertThat(run.run("publish", first, "--plan-out", "forth.json")).isZero();
        assertThat(live()).isEqualTo(second);

        assertThat(run.run("apply", "forth.json", "--yes")).as(run.err()).isZero();

        assertThat(live()).isEqualTo(first);
    }
}
