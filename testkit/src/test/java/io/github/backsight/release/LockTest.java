package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who goes first when two want to change the map.
class LockTest {
    private static final Key LOCK = new Key("maps/.backsight/lock.json");
    private static final Instant NIGHT = Instant.parse("2026-11-23T02:00:00Z");
    private static final OperationId THEIRS = new OperationId("20261123T020000Z-00000001");

    /// Another machine, whose processes we cannot see.
    private static final LeaseOwner ELSEWHERE = new LeaseOwner("build-7", 11, process -> true);

    /// This machine: all its processes run.
    private static final LeaseOwner HERE = new LeaseOwner("desk", 22, process -> true);

    private static final Clock THEN = Clock.fixed(NIGHT, ZoneOffset.UTC);

    private final MapTeam team = new MapTeam(new MemoryObjectStore(THEN)).at(HERE, THEN);
    private final Random random = new Random(1);
    private final Layout layout = new Layout(MapTeam.PREFIX);
    private Manifest first = build("first score");
    private Manifest second = build("second score");

    private Manifest build(String score) {
        try {
            return team.build(score);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void publishBoth() throws IOException {
        assertThat(team.publish(first)).isInstanceOf(Outcome.Done.class);
        assertThat(team.publish(second)).isInstanceOf(Outcome.Done.class);
        first = build("third score");
    }

    private Lock lock(ObjectStore store, LeaseOwner owner, Instant now) {
        return new Lock(store, layout, owner, Clock.fixed(now, ZoneOffset.UTC));
    }

    private Lock.Taken take(LeaseOwner owner, Action action) throws IOException {
        return lock(team.store(), owner, NIGHT).take(THEIRS, action, "bob", random);
    }

    private Lock.Hold held(Action action) throws IOException {
        return ((Lock.Taken.Held) take(ELSEWHERE, action)).hold();
    }

    private List<Integer> versions() throws IOException {
        return List.of(
                team.store().history(MapTeam.LIVE).size(),
                team.store().history(MapTeam.SCORE).size(),
                team.store().list(layout.journal()).size());
    }

    @Test
    void aPublishIsRefusedWhileAnotherIsUnderWayAndChangesNothing() throws IOException {
        try (var hold = held(Action.PUBLISH)) {
            var before = versions();

            var outcome = team.publish(first);

            assertThat(((Outcome.RefusedByLock) outcome).lease().text())
                    .isEqualTo(
                            "a publish by bob on build-7 (process 11) since 2026-11-23T02:00:00Z, operation " + THEIRS);
            assertThat(versions()).isEqualTo(before);
            assertThat(hold.takenOverBy()).isEmpty();
        }
        assertThat(team.publish(first)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aRollbackWaitsForNoPublish() throws IOException {
        try (var hold = held(Action.PUBLISH)) {
            var outcome = team.rollback();

            var operation = ((Outcome.Done) outcome).result().operation();
            assertThat(journal(operation)).contains("lock-taken-over");
            assertThat(hold.takenOverBy().orElseThrow().operation()).isEqualTo(operation);
        }
        assertThat(team.lock().inTheWayOf(Action.PUBLISH)).isEmpty();
    }

    @Test
    void twoRollbacksGoOneAfterTheOther() throws IOException {
        try (var hold = held(Action.ROLLBACK)) {
            assertThat(team.lock().inTheWayOf(Action.ROLLBACK).orElseThrow().who())
                    .isEqualTo("bob");
            assertThat(team.rollback()).isInstanceOf(Outcome.RefusedByLock.class);
            assertThat(team.undo()).isInstanceOf(Outcome.RefusedByLock.class);
            assertThat(team.publish(first)).isInstanceOf(Outcome.RefusedByLock.class);
            assertThat(hold.takenOverBy()).isEmpty();
        }
        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void aPublishThatARollbackOverhauledDoesNotMoveThePointer() throws IOException {
        var plan = team.planner().publish(first.id(), MapTeam.WHY);
        var faulty = new FaultyObjectStore(team.store());
        var rollback = new Outcome[1];
        // Just after the publish has written its plan down.
        faulty.expect(new Fault.OthersBefore(indexOfJournal() + 1, () -> rollback[0] = team.rollback()));

        var outcome = team.through(faulty).applier().apply(plan, Progress.SILENT);

        assertThat(rollback[0]).isInstanceOf(Outcome.Done.class);
        assertThat(((Outcome.RefusedByLock) outcome).lease().action()).isEqualTo(Action.ROLLBACK);
        assertThat(team.status().live().orElseThrow().action()).isEqualTo(Action.ROLLBACK);
        assertThat(team.status().unfinished()).isEmpty();
    }

    private int indexOfJournal() throws IOException {
        var twin = new LockTest();
        twin.publishBoth();
        var counting = new FaultyObjectStore(twin.team.store());
        var plan = twin.team.planner().publish(twin.first.id(), MapTeam.WHY);
        counting.expect(new Fault.None());
        assertThat(twin.team.through(counting).applier().apply(plan, Progress.SILENT))
                .isInstanceOf(Outcome.Done.class);
        for (int call = 1; call <= counting.calls().size(); call++) {
            if (counting.calls().get(call - 1).matches("put .*-plan\\.json")) {
                return call;
            }
        }
        throw new AssertionError("no plan was written: " + counting.calls());
    }

    @Test
    void aLeaseIsTakenOverWhenItHasExpired() throws IOException {
        try (var hold = held(Action.ROLLBACK)) {
            var justBefore = lock(team.store(), HERE, NIGHT.plus(Duration.ofSeconds(59)));
            var after = lock(team.store(), HERE, NIGHT.plus(Duration.ofSeconds(60)));

            assertThat(justBefore.inTheWayOf(Action.ROLLBACK)).isPresent();
            assertThat(after.inTheWayOf(Action.PUBLISH)).isEmpty();
            var taken = (Lock.Taken.Held)
                    after.take(new OperationId("20261123T020100Z-00000002"), Action.PUBLISH, "ada", random);
            assertThat(taken.over().orElseThrow()).contains("by bob on build-7", "expired at 2026-11-23T02:01:00Z");
            assertThat(hold.takenOverBy()).isPresent();
            taken.hold().close();
        }
        assertThat(team.lock().inTheWayOf(Action.PUBLISH))
                .as("the late one gives back nothing")
                .isEmpty();
    }

    @Test
    void aProcessThatHasEndedOnThisMachineHoldsNobodyUp() throws IOException {
        try (var hold = held(Action.ROLLBACK)) {
            var neighbour = new LeaseOwner("build-7", 12, process -> process == 12);

            assertThat(team.at(neighbour).rollback()).isInstanceOf(Outcome.Done.class);
            assertThat(hold.takenOverBy()).isPresent();
        }
    }

    @Test
    void aLeaseIsRenewedWhileItIsHeld() throws Exception {
        var short_ = new Lock(team.store(), layout, ELSEWHERE, Clock.systemUTC(), Duration.ofMillis(60));
        var taken = (Lock.Taken.Held) short_.take(THEIRS, Action.ROLLBACK, "bob", random);
        try (var hold = taken.hold()) {
            int before = team.store().history(LOCK).size();
            while (team.store().history(LOCK).size() < before + 3) {
                Thread.sleep(5);
            }
            assertThat(hold.takenOverBy()).isEmpty();
            var renewed = Lock.last(new StoreReader(team.store()), layout).orElseThrow();
            assertThat(renewed.renewals()).isGreaterThanOrEqualTo(3);
            assertThat(renewed.expires()).isAfter(renewed.taken().plus(Duration.ofMillis(60)));
        }
        assertThat(Lock.last(new StoreReader(team.store()), layout)).isEmpty();
    }

    @Test
    void law6_aLostReplyIsSettledByLooking() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.None());
        ((Lock.Taken.Held) lock(faulty, ELSEWHERE, NIGHT).take(THEIRS, Action.PUBLISH, "bob", random))
                .hold()
                .close();
        int put = faulty.calls().indexOf("put " + LOCK) + 1;
        for (var fault : List.of(new Fault.ReplyLost(put), new Fault.RequestLost(put))) {
            faulty.expect(fault);
            var taken = (Lock.Taken.Held) lock(faulty, ELSEWHERE, NIGHT).take(THEIRS, Action.PUBLISH, "bob", random);
            assertThat(taken.over()).as("%s", fault).isEmpty();
            assertThat(taken.hold().takenOverBy()).as("%s", fault).isEmpty();
            assertThat(team.lock().inTheWayOf(Action.PUBLISH)).as("%s", fault).isPresent();
            taken.hold().close();
            assertThat(team.lock().inTheWayOf(Action.PUBLISH)).as("%s", fault).isEmpty();
        }
    }

    @Test
    void aLockThatSomebodyHasSpoiltOrDeletedIsFree() throws IOException {
        team.store()
                .put(
                        LOCK,
                        Body.of("{".getBytes(StandardCharsets.UTF_8)),
                        Attributes.ofType("application/json"),
                        new Expectation.Anything());
        assertThat(team.publish(first)).isInstanceOf(Outcome.Done.class);

        team.delete(LOCK);
        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void theStatusShowsWhoIsAtWork() throws IOException {
        assertThat(team.status().lock()).isEmpty();
        try (var hold = held(Action.PUBLISH)) {
            assertThat(team.status().lock().orElseThrow().operation()).isEqualTo(THEIRS);
            assertThat(hold.takenOverBy()).isEmpty();
        }
    }

    private String journal(OperationId operation) throws IOException {
        return String.join(
                " ",
                team.store().list(layout.journal(operation)).stream()
                        .map(entry -> entry.key().value())
                        .toList());
    }

    @Test
    void anEndedLeaseIsInNobodysWay() {
        var lease = new Lease(1, THEIRS, Action.UNDO, "bob", "desk", 1, "t", NIGHT, NIGHT.plusSeconds(60), 0, false);

        assertThat(lease.isHeldAt(NIGHT.plusSeconds(59))).isTrue();
        assertThat(lease.isHeldAt(NIGHT.plusSeconds(60))).isFalse();
        assertThat(lease.givenBack().isHeldAt(NIGHT)).isFalse();
        assertThat(lease.text()).startsWith("an undo by bob on desk (process 1)");
        assertThat(Optional.of(lease.renewedUntil(NIGHT.plusSeconds(90)).renewals()))
                .contains(1);
    }
}
