package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.StoreBelow;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillTest {
    private static final String DRILLS = "maps/.backsight/drill";

    @TempDir
    private Path folder;

    private final ObjectStore store = new MemoryObjectStore(new MapTeam.TickingClock());
    private final MapTeam team = new MapTeam(store);
    private final Manifest good;
    private final Manifest bad;

    DrillTest() throws IOException {
        good = team.build("good");
        team.publish(good);
        bad = team.build("bad");
        team.publish(bad);
        team.delete(MapTeam.CENSUS);
    }

    private Drill drill(ObjectStore way, Serving serving) {
        return new Drill(way, MapTeam.PREFIX, serving, key -> false, new MapTeam.TickingClock(), new Random(3));
    }

    private Plan plan() throws IOException {
        return team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
    }

    /// {@return everything but what drills write}
    private List<Entry> real() throws IOException {
        return store.list("").stream()
                .filter(entry -> !entry.key().value().startsWith(DRILLS))
                .toList();
    }

    private void requireNothingLeft() throws IOException {
        assertThat(store.list(DRILLS + "/"))
                .filteredOn(entry -> entry.newest())
                .isNotEmpty()
                .allMatch(Entry.DeleteMarker.class::isInstance);
    }

    @Test
    void theWholeRollbackIsRehearsedBelowAFolderAndNothingLiveIsTouched() throws IOException {
        var before = real();
        var drill = drill(store, Serving.BY_POINTER);

        var record = drill.run(plan(), drill.stageInside(plan()), Progress.SILENT);

        assertThat(record.outcome()).as(record.message()).isEqualTo("done");
        assertThat(record.release()).isEqualTo(good.id());
        assertThat(record.live()).contains(bad.id());
        assertThat(record.rollback().orElseThrow().steps())
                .extracting(StepResult::step)
                .contains("pointer", "document", "input census", "input score", "verify");
        assertThat(record.rollback().orElseThrow().steps())
                .filteredOn(step -> step.step().startsWith("input"))
                .allMatch(step -> step.ended() == StepResult.Ended.DONE);
        assertThat(record.safeMilliseconds())
                .isPositive()
                .isLessThan(record.rollback().orElseThrow().milliseconds() + record.planMilliseconds());
        assertThat(record.cleared()).isTrue();
        assertThat(real()).isEqualTo(before);
        assertThat(team.live()).isEqualTo(bad.id());
        requireNothingLeft();
    }

    @Test
    void theRecordIsKept() throws IOException {
        var drill = drill(store, Serving.BY_POINTER);

        var record = drill.run(plan(), drill.stageInside(plan()), Progress.SILENT);

        var key = new Key("maps/.backsight/drills/" + record.operation() + ".json");
        assertThat(team.read(key)).contains("\"outcome\" : \"done\"", "\"safeMilliseconds\"", "the map is wrong");
    }

    @Test
    void aStoreOfItsOwnServesAsWell() throws IOException {
        var before = real();
        var drill = drill(store, Serving.BY_POINTER);
        try (var apart = FolderObjectStore.openOrCreate(folder.resolve("drill"), new MapTeam.TickingClock())) {
            var record = drill.run(plan(), drill.stageIn(apart), Progress.SILENT);

            assertThat(record.outcome()).as(record.message()).isEqualTo("done");
        }
        assertThat(real()).isEqualTo(before);
    }

    @Test
    void fixedPlacesAreRehearsedToo() throws IOException {
        var drill = drill(store, Serving.IN_PLACE);
        var plan = team.inPlace().planner().rollback(new Target.LastGood(), MapTeam.WHY);

        var record = drill.run(plan, drill.stageInside(plan), Progress.SILENT);

        assertThat(record.outcome()).as(record.message()).isEqualTo("done");
        assertThat(record.rollback().orElseThrow().steps())
                .extracting(StepResult::step)
                .contains("in-place");
        requireNothingLeft();
    }

    @Test
    void law5_aDrillThatIsKilledAtAnyCallLeavesWhatIsLiveAsItWas() throws IOException {
        var before = real();
        var counting = new FaultyObjectStore(store);
        var first = drill(counting, Serving.BY_POINTER);
        first.run(plan(), first.stageInside(plan()), Progress.SILENT);
        int calls = counting.calls().size();
        for (int call = 1; call <= calls; call += 7) {
            var faulty = new FaultyObjectStore(store);
            var drill = new Drill(
                    faulty,
                    MapTeam.PREFIX,
                    Serving.BY_POINTER,
                    key -> false,
                    new MapTeam.TickingClock(),
                    new Random(call));
            var stage = drill.stageInside(plan());
            faulty.expect(new Fault.CrashAfter(call));
            try {
                drill.run(plan(), stage, Progress.SILENT);
            } catch (FaultyObjectStore.Crash killed) {
                assertThat(killed).hasMessageContaining("crashed");
            }
            assertThat(real()).as("call %d", call).isEqualTo(before);
        }
    }

    @Test
    void law3_aStageBelowAFolderReachesNoKeyOutside() throws IOException {
        var below = new StoreBelow(store, "maps/.backsight/drill/x/");

        below.deleteAll(List.of(MapTeam.LIVE, MapTeam.SCORE));

        assertThat(team.live()).isEqualTo(bad.id());
        assertThat(below.outside(MapTeam.LIVE)).isEqualTo(new Key("maps/.backsight/drill/x/maps/live.json"));
        assertThat(below.newest(MapTeam.SCORE).orElseThrow().key()).isEqualTo(MapTeam.SCORE);
        assertThatThrownBy(() -> new StoreBelow(store, "")).isInstanceOf(IllegalArgumentException.class);
    }
}
