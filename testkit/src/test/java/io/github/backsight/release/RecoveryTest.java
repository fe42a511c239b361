package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Crash;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of operations that were killed.
class RecoveryTest {
    private static final Intent BY_MISTAKE = Intent.of("bob", "begun by mistake");

    private final MapTeam team = new MapTeam();
    private final FaultyObjectStore faulty = new FaultyObjectStore(team.store());
    private final Manifest good = build("good score", Verdict.GOOD);
    private final Manifest spoilt = build("spoilt score", Verdict.BAD);

    private Manifest build(String score, Verdict verdict) {
        try {
            return team.build(score, verdict, Map.of(Counts.ROWS, 100));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void publishAWrongMap() throws IOException {
        team.publish(good);
        team.publish(spoilt, MapTeam.BY_FORCE);
    }

    /// A rollback that is killed just before or after it has moved the pointer.
    private OperationId killed(boolean switched) throws IOException {
        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        int move = pointerMove();
        faulty.expect(switched ? new Fault.CrashAfter(move) : new Fault.CrashBefore(move));
        assertThat(catchThrowableOfType(
                        Crash.class, () -> team.through(faulty).applier().apply(plan, Progress.SILENT)))
                .isNotNull();
        var open = team.recovery().interrupted();
        assertThat(open).singleElement().satisfies(each -> {
            assertThat(each.switched()).isEqualTo(switched);
            assertThat(each.canGoOn()).isTrue();
            assertThat(each.text()).isEqualTo("the rollback to " + good.id() + " by ada, last step pointer-begun");
        });
        return open.getFirst().operation();
    }

    /// The calls are the same in every run.
    private static int pointerMove() throws IOException {
        var twin = new RecoveryTest();
        twin.publishAWrongMap();
        var plan = twin.team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        twin.faulty.expect(new Fault.None());
        twin.team.through(twin.faulty).applier().apply(plan, Progress.SILENT);
        int move = twin.faulty.calls().indexOf("put maps/live.json") + 1;
        assertThat(move).isPositive();
        return move;
    }

    private Outcome finish(OperationId operation) throws IOException {
        return team.applier().apply(team.planner().finish(operation, "bob"), Progress.SILENT);
    }

    @Test
    void law5_whatWasKilledBeforeTheSwitchIsFinishedBySomebodyElse() throws IOException {
        var operation = killed(false);
        assertThat(team.live()).isEqualTo(spoilt.id());

        assertThat(finish(operation)).isInstanceOf(Outcome.Done.class);

        assertThat(team.live()).isEqualTo(good.id());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
        assertThat(team.recovery().interrupted()).isEmpty();
        var live = team.status().live().orElseThrow();
        assertThat(live.operation()).isEqualTo(operation);
        assertThat(live.by()).isEqualTo("bob, finishing what ada began");
        assertThat(live.reason()).isEqualTo("the map is wrong");
    }

    @Test
    void law5_whatWasKilledAfterTheSwitchIsFinishedWithoutAnother() throws IOException {
        var operation = killed(true);
        assertThat(team.live()).isEqualTo(good.id());
        int moves = team.store().history(MapTeam.LIVE).size();

        assertThat(finish(operation)).isInstanceOf(Outcome.Done.class);

        assertThat(team.store().history(MapTeam.LIVE)).hasSize(moves);
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
        assertThat(team.recovery().interrupted()).isEmpty();
    }

    @Test
    void whatIsAbandonedIsOverAndWhatItDidStands() throws IOException {
        var operation = killed(true);

        assertThat(team.recovery().abandon(operation, BY_MISTAKE)).isInstanceOf(Recovery.Ended.Done.class);

        assertThat(team.recovery().interrupted()).isEmpty();
        assertThat(team.live()).isEqualTo(good.id());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("spoilt score");
        assertThatThrownBy(() -> finish(operation))
                .isInstanceOf(NothingToFinishException.class)
                .hasMessage("operation " + operation + " is not unfinished");
        assertThatThrownBy(() -> team.recovery().abandon(operation, BY_MISTAKE))
                .isInstanceOf(NothingToFinishException.class);
    }

    @Test
    void whatThePointerHasLeftBehindCanOnlyBeAbandoned() throws IOException {
        var operation = killed(false);
        var next = build("next score", Verdict.GOOD);
        var plan = team.planner().publish(next.id(), MapTeam.WHY);
        assertThat(plan.findings()).extracting(Finding::code).contains("operation.unfinished");
        var other = new OperationId("20261124T000000Z-00000009");
        assertThat(new Live(team.store(), new Layout(MapTeam.PREFIX))
                        .move(plan.pointer(other, Instant.EPOCH), plan.seenLive()))
                .isInstanceOf(Live.Move.Landed.class);

        assertThat(team.recovery().interrupted())
                .singleElement()
                .satisfies(each -> assertThat(each.canGoOn()).isFalse());
        assertThatThrownBy(() -> finish(operation))
                .isInstanceOf(NothingToFinishException.class)
                .hasMessageContaining("the pointer has moved since")
                .hasMessageContaining("backsight recover " + operation + " --abandon");
        assertThat(team.recovery().abandon(operation, BY_MISTAKE)).isInstanceOf(Recovery.Ended.Done.class);
        assertThat(team.recovery().interrupted()).isEmpty();
    }

    @Test
    void whatIsUnderWayIsNotAbandoned() throws IOException {
        var operation = killed(false);
        var elsewhere = new LeaseOwner("build-7", 1, process -> true);
        var lock = new Lock(team.store(), MapTeam.PREFIX, elsewhere, Clock.systemUTC());
        var taken = (Lock.Taken.Held) lock.take(operation, Action.ROLLBACK, "ada", new Random(1));
        try (var hold = taken.hold()) {
            assertThat(team.recovery().abandon(operation, BY_MISTAKE)).isInstanceOf(Recovery.Ended.Busy.class);
            assertThat(hold.takenOverBy()).isEmpty();
        }
        assertThat(team.recovery().interrupted()).hasSize(1);
    }

    @Test
    void law6_anEndWhoseReplyIsLostIsSettledByLooking() throws IOException {
        var operation = killed(true);
        faulty.expect(new Fault.ReplyLost(endOfAnAbandonment()));

        assertThat(team.through(faulty).recovery().abandon(operation, BY_MISTAKE))
                .isInstanceOf(Recovery.Ended.Done.class);

        assertThat(team.recovery().interrupted()).isEmpty();
    }

    @Test
    void law6_anEndWhoseRequestIsLostIsADoubtAndTheSameAgainSettlesIt() throws IOException {
        var operation = killed(true);
        faulty.expect(new Fault.RequestLost(endOfAnAbandonment()));

        assertThat(team.through(faulty).recovery().abandon(operation, BY_MISTAKE))
                .isInstanceOf(Recovery.Ended.InDoubt.class);

        assertThat(team.recovery().interrupted()).hasSize(1);
        assertThat(team.recovery().abandon(operation, BY_MISTAKE)).isInstanceOf(Recovery.Ended.Done.class);
    }

    private static int endOfAnAbandonment() throws IOException {
        var twin = new RecoveryTest();
        twin.publishAWrongMap();
        var operation = twin.killed(true);
        twin.faulty.expect(new Fault.None());
        twin.team.through(twin.faulty).recovery().abandon(operation, BY_MISTAKE);
        for (int call = 1; call <= twin.faulty.calls().size(); call++) {
            if (twin.faulty.calls().get(call - 1).endsWith("-finished.json")) {
                return call;
            }
        }
        throw new AssertionError("no end was written: " + twin.faulty.calls());
    }

    @Test
    void whoAsksForTheLastGoodReleaseDoesNotFinishARollbackToABadOne() throws IOException {
        team.publish(build("next score", Verdict.GOOD));
        var plan = team.planner().rollback(new Target.Release(spoilt.id()), MapTeam.BY_FORCE);
        faulty.expect(new Fault.CrashBefore(pointerMove()));
        assertThat(catchThrowableOfType(
                        Crash.class, () -> team.through(faulty).applier().apply(plan, Progress.SILENT)))
                .isNotNull();

        var next = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        assertThat(next.release()).isEqualTo(good.id());
        assertThat(next.resumes()).isEmpty();
        assertThat(next.findings()).extracting(Finding::code).contains("operation.unfinished");
    }
}
