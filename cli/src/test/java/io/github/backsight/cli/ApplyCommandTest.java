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
    private static final String SQUARES = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"a"},"geometry":{"type":"Polygon",
            "coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
            {"type":"Feature","properties":{"id":"b"},"geometry":{"type":"Polygon",
            "coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}
            """;
    private static final String CONFIGURATION = """
            store: file:./store
            inputs:
              squares: { key: squares.json, id: id }
              rates: { key: rates.csv, id: id }
            map: { score: rate, outputs: [geojson], low: { buckets: 2, group: 1, keep-groups-up-to: 0 } }
            """;

    @TempDir
    private Path folder;

    private CommandRun run;
    private String first = "";
    private String second = "";

    @BeforeEach
    void publishTwoReleasesAndPlanTheWayBack() throws IOException {
        run = new CommandRun(folder);
        Files.writeString(folder.resolve("backsight.yaml"), CONFIGURATION);
        Files.writeString(folder.resolve("squares.json"), SQUARES);
        assertThat(run.run("put", "squares", "squares.json")).isZero();
        first = release("1");
        second = release("1.5");
        assertThat(run.run("rollback", "--plan-out", "back.json", "--reason", "too high"))
                .as(run.err())
                .isZero();
    }

    private String release(String rate) throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na," + rate + "\nb,2\n");
        assertThat(run.run("put", "rates", "rates.csv")).isZero();
        assertThat(run.run("build")).isZero();
        assertThat(run.run("publish", "--yes")).as(run.err()).isZero();
        return live();
    }

    private String live() {
        var asked = new CommandRun(folder);
        assertThat(asked.run("status", "--json")).isZero();
        return JsonMapper.shared().readTree(asked.out()).at("/live/release").asString();
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
    void law4_anotherPlanThanTheExpectedOneIsRefused() {
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
        var third = release("1.6");

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
        Files.writeString(other.resolve("backsight.yaml"), CONFIGURATION);
        Files.copy(folder.resolve("back.json"), other.resolve("back.json"));
        run = new CommandRun(other);
        Files.writeString(other.resolve("squares.json"), SQUARES);
        assertThat(run.run("put", "squares", "squares.json")).isZero();

        assertThat(run.run("apply", "back.json", "--yes")).isEqualTo(3);

        assertThat(run.err()).contains("was made for file:", "Nothing was changed");
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
