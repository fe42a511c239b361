package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What somebody does at three in the morning, and the next day: `rollback`, `undo`, `unfreeze`, `publish`.
class NightCommandsTest {
    @TempDir
    private Path folder;

    private TwoSquares map;
    private CommandRun run;
    private String good = "";
    private String wrong = "";

    @BeforeEach
    void publishAWrongMapAndGoBack() throws IOException {
        map = new TwoSquares(folder);
        run = map.run();
        map.putSquares();
        map.build("1");
        map.runs(0, "publish");
        good = map.live();
        map.build("1.5");
        map.runs(0, "publish");
        wrong = map.live();
        map.runs(0, "rollback", "--yes", "--reason", "too high");
    }

    @Test
    void theNightlyJobIsRefusedUntilSomebodyUnfreezes() throws IOException {
        map.build("1.2");

        map.runs(3, "publish");
        assertThat(run.out()).contains("publish.frozen", "too high", "backsight unfreeze --reason TEXT");
        assertThat(map.live()).isEqualTo(good);

        map.runs(0, "status");
        assertThat(run.out()).contains("frozen").contains("too high");
        map.runs(0, "unfreeze", "--reason", "corrected", "--dry-run");
        assertThat(run.out()).startsWith("DRY RUN: nothing was changed.");
        assertThat(map.status().get("frozen").asBoolean()).isTrue();

        map.runs(0, "unfreeze", "--reason", "corrected");
        assertThat(run.out()).contains("Publishing may go on.");
        assertThat(map.status().get("frozen").asBoolean()).isFalse();
        map.runs(0, "unfreeze", "--reason", "corrected");
        assertThat(run.out()).contains("Publishing is not frozen; nothing was changed.");
        map.runs(0, "publish");
    }

    @Test
    void anUnfreezeNeedsAReason() {
        map.runs(2, "unfreeze");
        map.runs(2, "unfreeze", "--reason", " ");
    }

    @Test
    void anUndoneRollbackBringsBackReleaseAndInput() throws IOException {
        map.runs(0, "undo", "--dry-run");
        assertThat(run.out()).contains("Undo plan", good + " → " + wrong, "DRY RUN");
        assertThat(map.live()).isEqualTo(good);

        map.runs(0, "undo", "--yes", "--reason", "it was right");

        assertThat(map.live()).isEqualTo(wrong);
        map.runs(0, "get", "rates", "-o", "rates-now.csv");
        assertThat(folder.resolve("rates-now.csv")).hasContent("id,rate\na,1.5\nb,2\n");
        assertThat(map.status().at("/live/action").asString()).isEqualTo("undo");
        assertThat(map.status().get("frozen").asBoolean()).isFalse();
    }

    @Test
    void aSecondUndoSaysThatItGoesBackAndForth() {
        map.runs(0, "undo", "--yes");
        map.runs(0, "undo", "--yes");

        assertThat(run.out()).contains("undo.again");
        assertThat(map.live()).isEqualTo(good);
    }

    @Test
    void withoutATerminalAnUndoNeedsAYes() {
        map.runs(2, "undo");

        assertThat(map.live()).isEqualTo(good);
    }

    @Test
    void withNothingUnfinishedThereIsNothingToRecover() {
        map.runs(0, "recover");
        assertThat(run.out()).isEqualTo("No operation is unfinished; nothing was changed.\n");
        map.runs(2, "recover", "2026", "--yes");
        assertThat(run.err()).contains("no unfinished operation begins with '2026'; none is unfinished");
        map.runs(2, "recover", "--abandon");
        assertThat(run.err()).contains("--abandon takes a --reason");
    }

    /// Takes the end away that the rollback has written: as if its process had been killed just before.
    private String interrupted() throws IOException {
        var operation = map.status().at("/live/operation").asString();
        try (var store = FolderObjectStore.open(folder.resolve("store"), Clock.systemUTC())) {
            for (var entry : store.list("")) {
                if (entry.key().value().contains(operation)
                        && entry.key().value().endsWith("-finished.json")) {
                    store.delete(entry.key());
                }
            }
        }
        return operation;
    }

    @Test
    void law5_theNextCommandTellsOfAnInterruptedOneAndRecoverFinishesIt() throws IOException {
        var operation = interrupted();

        map.runs(0, "status");
        assertThat(run.out()).contains("unfinished", "backsight recover " + operation);
        map.runs(0, "put", "rates", "rates.csv");
        assertThat(run.err()).contains("backsight recover");
        map.runs(0, "recover", "--dry-run");
        assertThat(run.out())
                .contains("Unfinished: the rollback to " + good, "completes the unfinished operation", "DRY RUN");
        assertThat(map.status().get("unfinished")).hasSize(1);

        map.runs(0, "recover", "--yes");

        assertThat(map.status().get("unfinished")).isEmpty();
        assertThat(map.live()).isEqualTo(good);
    }

    @Test
    void anInterruptedOperationCanBeAbandoned() throws IOException {
        var operation = interrupted();

        map.runs(0, "recover", operation.substring(0, 16), "--abandon", "--reason", "tired", "--dry-run");
        assertThat(run.out()).contains("Abandon: the rollback to " + good, "DRY RUN");
        map.runs(0, "recover", operation.substring(0, 16), "--abandon", "--reason", "tired", "--yes");

        assertThat(run.out()).contains("Operation " + operation + " is abandoned");
        assertThat(map.status().get("unfinished")).isEmpty();
        assertThat(map.live()).isEqualTo(good);
    }

    @Test
    void aPublishWaitsForAnotherAsLongAsItIsTold() {
        map.runs(2, "publish", "--wait", "soon");
        assertThat(run.err()).contains("--wait takes a time as in 90s, 15m or 1h, not 'soon'");
        map.runs(0, "undo", "--yes", "--wait", "1s");
    }
}
