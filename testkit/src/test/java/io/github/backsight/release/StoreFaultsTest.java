package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Crash;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every store call of a publish and of a rollback goes wrong once, in every way. After that exactly one whole release
/// is live, the outcome has told the truth, and the same command again completes the operation.
class StoreFaultsTest {
    /// One way in which a call goes wrong.
    ///
    /// @param writesOnly whether it is, for a call that only reads, the same as another way
    record Way(String name, boolean writesOnly, IntFunction<Fault> at) {
        List<Fault> faults(List<String> calls) {
            return IntStream.rangeClosed(1, calls.size())
                    .filter(call -> !writesOnly || calls.get(call - 1).matches("(put|putAll|restore|delete) .*"))
                    .mapToObj(at)
                    .toList();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                new Way("fails", false, Fault.Fails::new),
                new Way("loses the request", true, Fault.RequestLost::new),
                new Way("loses the reply", true, Fault.ReplyLost::new),
                new Way("is cut off after it", true, Fault.CutOffAfter::new),
                new Way("crashes before it", false, Fault.CrashBefore::new),
                new Way("crashes after it", true, Fault.CrashAfter::new));
    }

    /// A command, the release that it makes live, and a world in which it has not run yet.
    private abstract static class Story {
        final MapTeam team = new MapTeam();
        final FaultyObjectStore faulty = new FaultyObjectStore(team.store());
        final Manifest before;
        final Manifest after;

        Story() throws IOException {
            var good = team.build("good score");
            team.publish(good);
            var spoilt = team.build("spoilt score", Verdict.BAD, Map.of(Counts.ROWS, 100));
            before = prepare(good, spoilt);
            after = before.equals(good) ? spoilt : good;
        }

        /// {@return the release that is live before the command}
        abstract Manifest prepare(Manifest good, Manifest spoilt) throws IOException;

        abstract Outcome run(MapTeam anybody) throws IOException;

        abstract void assertComplete() throws IOException;

        List<String> calls() throws IOException {
            faulty.expect(new Fault.None());
            assertThat(run(team.through(faulty))).isInstanceOf(Outcome.Done.class);
            return faulty.calls();
        }
    }

    private static final class Publishing extends Story {
        Publishing() throws IOException {}

        @Override
        Manifest prepare(Manifest good, Manifest spoilt) {
            return good;
        }

        @Override
        Outcome run(MapTeam anybody) throws IOException {
            return anybody.publish(after, MapTeam.BY_FORCE);
        }

        @Override
        void assertComplete() {}
    }

    private static final class RollingBack extends Story {
        RollingBack() throws IOException {}

        @Override
        Manifest prepare(Manifest good, Manifest spoilt) throws IOException {
            team.publish(spoilt, MapTeam.BY_FORCE);
            team.delete(MapTeam.CENSUS);
            return spoilt;
        }

        @Override
        Outcome run(MapTeam anybody) throws IOException {
            return anybody.rollback();
        }

        @Override
        void assertComplete() throws IOException {
            assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
            assertThat(team.read(MapTeam.CENSUS)).isEqualTo("the census");
        }
    }

    private static final class UndoingARollback extends Story {
        UndoingARollback() throws IOException {}

        @Override
        Manifest prepare(Manifest good, Manifest spoilt) throws IOException {
            team.publish(spoilt, MapTeam.BY_FORCE);
            team.rollback();
            return good;
        }

        @Override
        Outcome run(MapTeam anybody) throws IOException {
            return anybody.undo();
        }

        @Override
        void assertComplete() throws IOException {
            assertThat(team.read(MapTeam.SCORE)).isEqualTo("spoilt score");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void law5_law6_undoingSurvivesAnyStoreCallThat(Way way) throws IOException {
        for (var fault : way.faults(new UndoingARollback().calls())) {
            survives(new UndoingARollback(), fault);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void law5_law6_publishingSurvivesAnyStoreCallThat(Way way) throws IOException {
        for (var fault : way.faults(new Publishing().calls())) {
            survives(new Publishing(), fault);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void law5_law6_rollingBackSurvivesAnyStoreCallThat(Way way) throws IOException {
        for (var fault : way.faults(new RollingBack().calls())) {
            survives(new RollingBack(), fault);
        }
    }

    private static void survives(Story story, Fault fault) throws IOException {
        var versionsBefore = story.team.store().list("");
        story.faulty.expect(fault);
        Optional<Outcome> outcome = Optional.empty();
        try {
            outcome = Optional.of(story.run(story.team.through(story.faulty)));
        } catch (Crash | IOException e) {
            assertThat(e).as("%s", fault).hasMessageMatching("crashed at .*|injected fault at .*");
        }
        assertOneWholeReleaseIsLive(story, fault);
        if (outcome.isPresent()) {
            assertTrue(story, outcome.get(), fault);
        }
        if (!isOver(story)) {
            assertThat(story.run(story.team)).as("%s", fault).isInstanceOf(Outcome.Done.class);
        }
        assertThat(story.team.live()).as("%s", fault).isEqualTo(story.after.id());
        assertThat(isOver(story)).as("%s", fault).isTrue();
        story.assertComplete();
        assertThat(story.team.store().list("").stream().map(Entry::id))
                .as("law 3: every version is still there; %s", fault)
                .containsAll(versionsBefore.stream().map(Entry::id).toList());
    }

    private static boolean isOver(Story story) throws IOException {
        var status = story.team.status();
        return status.unfinished().isEmpty()
                && status.staleDocuments().isEmpty()
                && status.live().map(Status.Live::release).equals(Optional.of(story.after.id()));
    }

    private static void assertOneWholeReleaseIsLive(Story story, Fault fault) throws IOException {
        var live = story.team.live();
        assertThat(live).as("%s", fault).isIn(story.before.id(), story.after.id());
        var manifest = story.team.releases().find(live).orElseThrow();
        assertThat(story.team.releases().verify(manifest, Progress.SILENT)).isEmpty();
    }

    /// Whatever an outcome says of a step must be so in the store.
    private static void assertTrue(Story story, Outcome outcome, Fault fault) throws IOException {
        var live = story.team.live();
        switch (outcome) {
            case Outcome.Done unused -> {
                assertThat(isOver(story)).as("%s", fault).isTrue();
                story.assertComplete();
            }
            case Outcome.Failed(var result, var message) -> assertStepsTrue(story, result, live, message);
            case Outcome.Unsettled(var result, var message) -> assertStepsTrue(story, result, live, message);
            case Outcome.NothingToDo unused -> fail("%s: there was something to do", fault);
            case Outcome.RefusedByChecks unused -> fail("%s: no check refuses", fault);
            case Outcome.RefusedAsStale unused -> fail("%s: nothing moved", fault);
            case Outcome.RefusedByLock unused -> fail("%s: nobody else was there", fault);
            case Outcome.Overtaken unused -> fail("%s: nobody else was there", fault);
        }
    }

    private static void assertStepsTrue(Story story, OperationResult result, ReleaseId live, String message) {
        var pointer = result.steps().stream()
                .filter(step -> step.step().equals("pointer"))
                .map(StepResult::ended)
                .findFirst()
                .orElse(StepResult.Ended.NOT_REACHED);
        switch (pointer) {
            case DONE -> assertThat(live).isEqualTo(story.after.id());
            case NOT_REACHED -> assertThat(live).as(message).isEqualTo(story.before.id());
            case FAILED, UNKNOWN, OVERTAKEN, NOTHING_TO_DO, UNDER_WAY ->
                assertThat(message).contains("injected fault");
        }
    }

    @Test
    void law2_law4_anotherPublishAtAnyMomentOfARollbackIsNeverUndoneUnseen() throws IOException {
        int calls = callsOfApplying();
        for (int call = 1; call <= calls; call++) {
            var story = new RollingBack();
            var third = story.team.build("third score");

            var outcome = applied(story, call, () -> story.team.publish(third, MapTeam.BY_FORCE));

            if (story.faulty.calls().size() < call) {
                break; // nothing was deleted in this story, so it ends some calls sooner
            }
            assertThat(story.team.live()).as("call %s", call).isEqualTo(third.id());
            var status = story.team.status();
            assertThat(status.staleDocuments()).as("call %s", call).isEmpty();
            assertThat(status.unfinished()).as("call %s", call).isEmpty();
            switch (outcome) {
                case Outcome.RefusedAsStale(var moved) ->
                    assertThat(moved).extracting(each -> each.from().key()).containsExactly(MapTeam.LIVE);
                case Outcome.RefusedByLock(var lease) ->
                    assertThat(lease.action()).isEqualTo(Action.PUBLISH);
                case Outcome.Overtaken(var unused, var live) ->
                    assertThat(live.orElseThrow().release()).isEqualTo(third.id());
                case Outcome.Done(var result) ->
                    assertThat(story.faulty.calls().subList(0, call - 1))
                            .as("only after all was read back: %s", result)
                            .contains("restore in/usa.csv");
                default -> fail("call %s: %s", call, outcome);
            }
        }
    }

    @Test
    void law3_law4_aFileThatArrivesAtAnyMomentOfARollbackIsNeverBuried() throws IOException {
        int calls = callsOfApplying();
        for (int call = 1; call <= calls; call++) {
            var story = new RollingBack();

            var outcome = applied(story, call, () -> story.team.put(MapTeam.SCORE, "a newer score"));

            assertThat(story.team.read(MapTeam.SCORE)).as("call %s", call).isEqualTo("a newer score");
            switch (outcome) {
                case Outcome.RefusedAsStale(var moved) -> {
                    assertThat(moved).extracting(each -> each.from().key()).containsExactly(MapTeam.SCORE);
                    assertThat(story.team.live()).isEqualTo(story.before.id());
                }
                case Outcome.Failed(var unused, var message) -> {
                    assertThat(message).contains("in/usa.csv");
                    assertThat(story.team.live()).isEqualTo(story.after.id());
                }
                case Outcome.Done(var result) ->
                    assertThat(story.faulty.calls().subList(0, call - 1))
                            .as("only after all was read back: %s", result)
                            .contains("restore in/usa.csv");
                default -> fail("call %s: %s", call, outcome);
            }
        }
    }

    private static int callsOfApplying() throws IOException {
        var story = new RollingBack();
        assertThat(applied(story, Integer.MAX_VALUE, () -> {})).isInstanceOf(Outcome.Done.class);
        return story.faulty.calls().size();
    }

    private static Outcome applied(Story story, int call, FaultyObjectStore.Work others) throws IOException {
        var plan = story.team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        story.faulty.expect(new Fault.OthersBefore(call, others));
        return story.team.through(story.faulty).applier().apply(plan, Progress.SILENT);
    }
}
