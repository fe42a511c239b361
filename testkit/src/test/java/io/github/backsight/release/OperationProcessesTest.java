package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.testkit.OperationProcess;
import io.github.backsight.testkit.OperationProcess.Death;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Real processes that publish, roll back and undo on a folder, and die before or after one of their store calls, or
/// are killed from outside at any instant.
///
/// Some calls, drawn by a fixed seed; with `BACKSIGHT_TEST_KILLS` set, each call of each command.
class OperationProcessesTest {
    private static final boolean EVERY_CALL = System.getenv("BACKSIGHT_TEST_KILLS") != null;
    private static final int DEATHS = 5;
    private static final int KILLS = EVERY_CALL ? 40 : 4;

    @TempDir
    private Path folder;

    /// What the processes do.
    enum Work {
        PUBLISH,
        ROLLBACK,
        UNDO;

        /// {@return the release that is live before, and the one that is live after; the store is made ready}
        Change prepare(MapTeam team) throws IOException {
            var good = team.build("good score");
            team.publish(good);
            var spoilt = team.build("spoilt score", Verdict.BAD, Map.of(Counts.ROWS, 100));
            if (this == PUBLISH) {
                return new Change("publish:" + spoilt.id(), good, spoilt, "spoilt score");
            }
            team.publish(spoilt, MapTeam.BY_FORCE);
            if (this == ROLLBACK) {
                team.delete(MapTeam.CENSUS);
                return new Change("rollback", spoilt, good, "good score");
            }
            team.rollback();
            return new Change("undo", good, spoilt, "spoilt score");
        }

        Outcome again(MapTeam team, Change change) throws IOException {
            return switch (this) {
                case PUBLISH -> team.publish(change.after(), MapTeam.BY_FORCE);
                case ROLLBACK -> team.rollback();
                case UNDO -> team.undo();
            };
        }
    }

    /// @param score what the score is afterwards
    record Change(String command, Manifest before, Manifest after, String score) {}

    @ParameterizedTest
    @EnumSource
    void law5_aCommandKilledAtAnyInstantLeavesOneWholeReleaseLiveAndIsCompletedByTheSameAgain(Work work)
            throws Exception {
        var ready = folder.resolve("ready");
        Change change;
        List<Entry> before;
        try (var store = open(ready)) {
            change = work.prepare(new MapTeam(store));
            before = store.list("");
        }
        int calls = callsOf(change, ready);
        var random = new Random(work.name().length());
        var stories = new ArrayList<Callable<Path>>();
        for (var death : Death.some(calls, EVERY_CALL ? Integer.MAX_VALUE : DEATHS, random)) {
            stories.add(() -> died(work, change, before, copyOf(ready, death.toString()), death));
        }
        for (int kill = 0; kill < KILLS; kill++) {
            int story = kill;
            int lines = 1 + random.nextInt(calls);
            stories.add(() -> killed(work, change, before, copyOf(ready, "kill " + story + " " + lines), lines));
        }
        try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (var story : threads.invokeAll(stories)) {
                story.get();
            }
        }
        System.out.println(work + ": " + calls + " store calls, " + stories.size() + " processes died");
    }

    private static FolderObjectStore open(Path folder) throws IOException {
        return FolderObjectStore.openOrCreate(folder, InstantSource.system());
    }

    private Path copyOf(Path ready, String name) throws IOException {
        var copy = folder.resolve(name.replaceAll("[^A-Za-z0-9]+", "-"));
        try (var files = Files.walk(ready)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(ready.relativize(file).toString()));
            }
        }
        return copy;
    }

    private static OperationProcess start(Change change, Path store, Death death) throws IOException {
        return OperationProcess.start(OperationProcessesTest.class, List.of(store.toString()), change.command(), death);
    }

    private int callsOf(Change change, Path ready) throws Exception {
        try (var process = start(change, copyOf(ready, "whole"), Death.NEVER)) {
            var calls = process.calls();
            assertThat(process.process().waitFor()).isZero();
            return calls.size();
        }
    }

    private static Path died(Work work, Change change, List<Entry> before, Path store, Death death) throws Exception {
        try (var process = start(change, store, death)) {
            var said = process.calls();
            assertThat(process.process().waitFor()).as("%s", death).isEqualTo(OperationProcess.DIED);
            // A call is said before it is made, but not the one before which it died.
            boolean begun = said.stream().anyMatch(call -> call.matches("put .*/000-plan[.]json"));
            boolean finished = said.stream().anyMatch(call -> call.matches("put .*-finished[.]json"));
            assertComesBack(work, change, before, store, death.toString(), begun && !finished);
        }
        return store;
    }

    private static Path killed(Work work, Change change, List<Entry> before, Path store, int lines) throws Exception {
        try (var process = start(change, store, Death.NEVER)) {
            // Counted in calls, not in time, so that on a slow machine, too, every kill meets a process at work.
            for (int line = 0; line < lines; line++) {
                assertThat(process.output().readLine()).isNotNull();
            }
        }
        assertComesBack(work, change, before, store, "kill -9 at call " + lines, false);
        return store;
    }

    /// @param under whether it certainly was under way
    private static void assertComesBack(
            Work work, Change change, List<Entry> before, Path folder, String death, boolean under) throws IOException {
        try (var store = open(folder)) {
            var team = new MapTeam(store);
            var live = team.live();
            assertThat(live).as(death).isIn(change.before().id(), change.after().id());
            assertThat(team.releases().verify(team.releases().find(live).orElseThrow(), Progress.SILENT))
                    .as(death)
                    .isEmpty();
            if (under) {
                assertThat(team.status().unfinished())
                        .as(death)
                        .singleElement()
                        .satisfies(open -> assertThat(open.release())
                                .isEqualTo(change.after().id()));
            }
            if (!isOver(team, change)) {
                assertThat(work.again(team, change)).as(death).isInstanceOf(Outcome.Done.class);
            }
            assertThat(isOver(team, change)).as(death).isTrue();
            assertThat(team.read(MapTeam.SCORE)).as(death).isEqualTo(change.score());
            assertThat(team.read(MapTeam.CENSUS)).as(death).isEqualTo("the census");
            assertThat(store.list("").stream().map(entry -> entry.key() + " " + entry.id()))
                    .as(death)
                    .containsAll(before.stream()
                            .map(entry -> entry.key() + " " + entry.id())
                            .toList());
        }
    }

    private static boolean isOver(MapTeam team, Change change) throws IOException {
        var status = team.status();
        return status.unfinished().isEmpty()
                && status.staleDocuments().isEmpty()
                && status.live().orElseThrow().release().equals(change.after().id());
    }

    public static void main(String[] arguments) throws IOException {
        try (var store = open(Path.of(arguments[0]))) {
            OperationProcess.run(store, MapTeam.PREFIX, arguments[1], arguments[2], arguments[3]);
        }
    }
}
