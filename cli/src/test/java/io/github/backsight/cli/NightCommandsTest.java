package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What somebody does at three in the morning, and the next day: `rollback`, `undo`, `unfreeze`, `publish`.
class NightCommandsTest {
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
    private String good = "";
    private String wrong = "";

    @BeforeEach
    void publishAWrongMapAndGoBack() throws IOException {
        run = new CommandRun(folder);
        Files.writeString(folder.resolve("backsight.yaml"), CONFIGURATION);
        Files.writeString(folder.resolve("squares.json"), SQUARES);
        runs(0, "put", "squares", "squares.json");
        build("1");
        runs(0, "publish");
        good = live();
        build("1.5");
        runs(0, "publish");
        wrong = live();
        runs(0, "rollback", "--yes", "--reason", "too high");
    }

    private void build(String rate) throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na," + rate + "\nb,2\n");
        runs(0, "put", "rates", "rates.csv");
        runs(0, "build");
    }

    private void runs(int exitCode, String... command) {
        assertThat(run.run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
    }

    private JsonNode status() {
        runs(0, "status", "--json");
        return JsonMapper.shared().readTree(run.out());
    }

    private String live() {
        return status().at("/live/release").asString();
    }

    @Test
    void theNightlyJobIsRefusedUntilSomebodyUnfreezes() throws IOException {
        build("1.2");

        runs(3, "publish");
        assertThat(run.out()).contains("publish.frozen", "too high", "backsight unfreeze --reason TEXT");
        assertThat(live()).isEqualTo(good);

        runs(0, "status");
        assertThat(run.out()).contains("frozen").contains("too high");
        runs(0, "unfreeze", "--reason", "corrected", "--dry-run");
        assertThat(run.out()).startsWith("DRY RUN: nothing was changed.");
        assertThat(status().get("frozen").asBoolean()).isTrue();

        runs(0, "unfreeze", "--reason", "corrected");
        assertThat(run.out()).contains("Publishing may go on.");
        assertThat(status().get("frozen").asBoolean()).isFalse();
        runs(0, "unfreeze", "--reason", "corrected");
        assertThat(run.out()).contains("Publishing is not frozen; nothing was changed.");
        runs(0, "publish");
    }

    @Test
    void anUnfreezeNeedsAReason() {
        runs(2, "unfreeze");
        runs(2, "unfreeze", "--reason", " ");
    }

    @Test
    void anUndoneRollbackBringsBackReleaseAndInput() throws IOException {
        runs(0, "undo", "--dry-run");
        assertThat(run.out()).contains("Undo plan", good + " → " + wrong, "DRY RUN");
        assertThat(live()).isEqualTo(good);

        runs(0, "undo", "--yes", "--reason", "it was right");

        assertThat(live()).isEqualTo(wrong);
        runs(0, "get", "rates", "-o", "rates-now.csv");
        assertThat(folder.resolve("rates-now.csv")).hasContent("id,rate\na,1.5\nb,2\n");
        assertThat(status().at("/live/action").asString()).isEqualTo("undo");
        assertThat(status().get("frozen").asBoolean()).isFalse();
    }

    @Test
    void aSecondUndoSaysThatItGoesBackAndForth() {
        runs(0, "undo", "--yes");
        runs(0, "undo", "--yes");

        assertThat(run.out()).contains("undo.again");
        assertThat(live()).isEqualTo(good);
    }

    @Test
    void withoutATerminalAnUndoNeedsAYes() {
        runs(2, "undo");

        assertThat(live()).isEqualTo(good);
    }

    @Test
    void withNothingUnfinishedThereIsNothingToRecover() {
        runs(0, "recover");
        assertThat(run.out()).isEqualTo("No operation is unfinished; nothing was changed.\n");
        runs(2, "recover", "2026", "--yes");
        assertThat(run.err()).contains("no unfinished operation begins with '2026'; none is unfinished");
        runs(2, "recover", "--abandon");
        assertThat(run.err()).contains("--abandon takes a --reason");
    }

    /// Takes the end away that the rollback has written: as if its process had been killed just before.
    private String interrupted() throws IOException {
        var operation = status().at("/live/operation").asString();
        try (var store = FolderObjectStore.open(folder.resolve("store"), Clock.systemUTC())) {
            for (var entry : store.list("")) {
                if (entry.key().value().contains(operation) && entry.key().value().endsWith("-finished.json")) {
                    store.delete(entry.key());
                }
            }
        }
        return operation;
    }

    @Test
    void law5_theNextCommandTellsOfAnInterruptedOneAndRecoverFinishesIt() throws IOException {
        var operation = interrupted();

        runs(0, "status");
        assertThat(run.out()).contains("unfinished", "backsight recover " + operation);
        runs(0, "put", "rates", "rates.csv");
        assertThat(run.err()).contains("backsight recover");
        runs(0, "recover", "--dry-run");
        assertThat(run.out()).contains("Unfinished: the rollback to " + good, "completes the unfinished operation", "DRY RUN");
        assertThat(status().get("unfinished")).hasSize(1);

        runs(0, "recover", "--yes");

        assertThat(status().get("unfinished")).isEmpty();
        assertThat(live()).isEqualTo(good);
    }

    @Test
    void anInterruptedOperationCanBeAbandoned() throws IOException {
        var operation = interrupted();

        runs(0, "recover", operation.substring(0, 16), "--abandon", "--reason", "tired", "--dry-run");
        assertThat(run.out()).contains("Abandon: the rollback to " + good, "DRY RUN");
        runs(0, "recover", operation.substring(0, 16), "--abandon", "--reason", "tired", "--yes");

        assertThat(run.out()).contains("Operation " + operation + " is abandoned");
        assertThat(status().get("unfinished")).isEmpty();
        assertThat(live()).isEqualTo(good);
    }

    @Test
    void aPublishWaitsForAnotherAsLongAsItIsTold() {
        runs(2, "publish", "--wait", "soon");
        assertThat(run.err()).contains("--wait takes a time as in 90s, 15m or 1h, not 'soon'");
        runs(0, "undo", "--yes", "--wait", "1s");
    }
}
