package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.GuidedObjectStore;
import io.github.backsight.testkit.GuidedObjectStore.Fate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Two operations at once, in every order of their store calls: all orders of small ones, and all with at most two
/// interruptions of whole commands. `BACKSIGHT_TEST_INTERLEAVINGS` asks for two where one is the default.
class InterleavingsTest {
    private static final boolean LONG = System.getenv("BACKSIGHT_TEST_INTERLEAVINGS") != null;
    private static final Layout LAYOUT = new Layout(MapTeam.PREFIX);
    private static final int MOST = LONG ? 2 : 1;

    /// A good release, and a spoilt one that went live after it and is live now; a third was built from the newest
    /// score and never published.
    private static final class Night {
        final Scene scene;
        final ReleaseId good;
        final ReleaseId spoilt;
        final ReleaseId third;

        Night() throws IOException {
            var team = new MapTeam(new MemoryObjectStore(new MapTeam.TickingClock()));
            var first = Scene.build(team, "good", Verdict.GOOD);
            team.publish(first);
            var second = Scene.build(team, "spoilt", Verdict.BAD);
            team.publish(second, MapTeam.BY_FORCE);
            good = first.id();
            spoilt = second.id();
            third = Scene.build(team, "third", Verdict.GOOD).id();
            scene = Scene.of(team.store());
        }
    }

    /// Two commands, and whether those who hold the lock are known to live: else each takes it over from the other,
    /// as if their clocks were wrong.
    record Pair(String name, Command one, Command other, boolean locked, int interruptions) {
        @Override
        public String toString() {
            return name + (locked ? "" : ", the lock always taken over") + ", interrupted at most " + interruptions
                    + (interruptions == 1 ? " time" : " times");
        }
    }

    static Stream<Pair> pairs() throws IOException {
        var night = new Night();
        var publish = new Command.Publish(night.third, MapTeam.BY_FORCE);
        var rollback = new Command.Rollback(new Target.LastGood());
        var undo = new Command.Undo();
        var put = new Command.Put(MapTeam.SCORE, "newer");
        return Stream.of(false, true)
                .flatMap(locked -> Stream.of(
                        new Pair(
                                "publish and publish",
                                publish,
                                new Command.Publish(night.good, MapTeam.BY_FORCE),
                                locked,
                                MOST),
                        new Pair("rollback and publish", rollback, publish, locked, MOST),
                        new Pair("rollback and rollback", rollback, rollback, locked, MOST),
                        new Pair("undo and rollback", undo, rollback, locked, MOST),
                        new Pair("undo and publish", undo, publish, locked, MOST),
                        new Pair("rollback and put", rollback, put, locked, 1)));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void law2_law3_law5_law6_twoCommandsInEveryOrder(Pair pair) throws Exception {
        var night = new Night();
        int told = Interleavings.tellAll(pair.interruptions(), order -> {
            var store = night.scene.store();
            var chronicle = new Chronicle(store);
            var laws = new StoryLaws(chronicle, Set.of(MapTeam.SCORE), pair + ": " + order);
            var turns = new Turns(order::next);
            var team = new StoryTeam(store);
            turns.run(IntStream.of(0, 1)
                    .mapToObj(process -> (Runnable) () -> {
                        var attempt = chronicle.begin(process, process == 0 ? pair.one() : pair.other());
                        var guided = new GuidedObjectStore(store, new Watch(turns, attempt, chronicle, laws));
                        var owner = new LeaseOwner("here", process, unused -> pair.locked());
                        team.run(
                                attempt,
                                team.past().at(owner, team.clock(Duration.ZERO)).through(guided),
                                chronicle);
                    })
                    .toList());
            new StoryLaws(chronicle, Set.of(MapTeam.SCORE), pair + ": " + order).allAtTheEnd();
            somebodyHasDoneIt(chronicle, pair + ": " + order);
        });
        System.out.println(pair + ": " + told + " orders");
    }

    /// Two who are in each other's way do not both give up, and what follows the pointer does so in the end.
    private static void somebodyHasDoneIt(Chronicle chronicle, String story) throws IOException {
        var as = "%s\n%s".formatted(story, chronicle);
        assertThat(chronicle.attempts()).as(as).anyMatch(each -> isDone(each.told));
        var status = new StatusReader(chronicle.store(), MapTeam.PREFIX).status(Map.of());
        assertThat(status.unfinished().isEmpty() ? status.staleDocuments() : List.of())
                .as(as)
                .isEmpty();
    }

    private static boolean isDone(Attempt.Told told) {
        return told instanceof Attempt.Told.Nothing
                || (told instanceof Attempt.Told.Result(var outcome)
                        && (outcome instanceof Outcome.Done
                                || outcome instanceof Outcome.Overtaken
                                || outcome instanceof Outcome.Failed));
    }

    /// Lets the order decide before each call, and looks after each move of the pointer.
    private record Watch(Turns turns, Attempt attempt, Chronicle chronicle, StoryLaws laws)
            implements GuidedObjectStore.Guide {
        @Override
        public Fate before(String call) {
            turns.await(attempt.process);
            chronicle.tick();
            return Fate.GOES_WELL;
        }

        @Override
        public void added(Key key, VersionId version) {
            chronicle.add(key, version, Optional.of(attempt));
            if (key.equals(LAYOUT.live())) {
                try {
                    laws.law5_oneWholeReleaseIsLive();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /// A small thing that two processes do on one store.
    private interface Deed {
        void run(int process, ObjectStore store) throws IOException;
    }

    /// @param first how the first writes of both go; all that come after go well
    private static void both(ObjectStore store, Interleavings order, List<Fate> first, Deed deed)
            throws InterruptedException {
        var turns = new Turns(order::next);
        turns.run(IntStream.of(0, 1)
                .mapToObj(process -> (Runnable) () -> {
                    var fates = new ArrayList<>(List.of(first.get(process)));
                    var guided = new GuidedObjectStore(store, call -> {
                        turns.await(process);
                        return call.startsWith("put ") && !fates.isEmpty() ? fates.removeFirst() : Fate.GOES_WELL;
                    });
                    try {
                        deed.run(process, guided);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList());
    }

    static List<List<Fate>> fates() {
        return List.of(
                List.of(Fate.GOES_WELL, Fate.GOES_WELL),
                List.of(Fate.LOSES_REPLY, Fate.GOES_WELL),
                List.of(Fate.LOSES_REPLY, Fate.LOSES_REPLY),
                List.of(Fate.LOSES_REQUEST, Fate.GOES_WELL),
                List.of(Fate.LOSES_REQUEST, Fate.LOSES_REPLY));
    }

    @ParameterizedTest
    @MethodSource("fates")
    void law6_twoUnfreezesInEveryOrder(List<Fate> fates) throws Exception {
        var team = new MapTeam(new MemoryObjectStore(new MapTeam.TickingClock()));
        team.publish(Scene.build(team, "good", Verdict.GOOD));
        team.publish(Scene.build(team, "spoilt", Verdict.BAD), MapTeam.BY_FORCE);
        team.rollback();
        var scene = Scene.of(team.store());
        int told = Interleavings.tellAll(Interleavings.ANY, order -> {
            var store = scene.store();
            var lifted = new ArrayList<Freeze.Lifted>();
            both(
                    store,
                    order,
                    fates,
                    (process, through) -> lifted.add(
                            new Freeze(through, MapTeam.PREFIX).lift(MapTeam.WHY, new MapTeam.TickingClock())));
            boolean frozen = new Freeze(store, MapTeam.PREFIX).now().isPresent();
            for (var each : lifted) {
                switch (each) {
                    case Freeze.Lifted.Done unused ->
                        assertThat(frozen).as("%s", order).isFalse();
                    case Freeze.Lifted.NothingToDo unused ->
                        assertThat(frozen).as("%s", order).isFalse();
                    case Freeze.Lifted.InDoubt unused ->
                        assertThat(fates).as("%s", order).contains(Fate.LOSES_REQUEST);
                }
            }
            assertThat(store.list(
                            LAYOUT.unfrozen(team.status().live().orElseThrow().operation())
                                    .value()))
                    .as("%s", order)
                    .hasSizeLessThanOrEqualTo(1);
        });
        System.out.println("two unfreezes, writes " + fates + ": " + told + " orders");
    }

    @ParameterizedTest
    @MethodSource("fates")
    void law2_law6_twoMovesOfThePointerInEveryOrder(List<Fate> fates) throws Exception {
        var night = new Night();
        int told = Interleavings.tellAll(Interleavings.ANY, order -> {
            var store = night.scene.store();
            var seen = new Live(store, LAYOUT).now();
            var moves = new ArrayList<Live.Move>(
                    List.of(new Live.Move.Refused(seen.seen()), new Live.Move.Refused(seen.seen())));
            both(
                    store,
                    order,
                    fates,
                    (process, through) ->
                            moves.set(process, new Live(through, LAYOUT).move(pointer(process, night), seen.seen())));
            var written = new ArrayList<OperationId>();
            var history = new Live(store, LAYOUT).history();
            for (var entry = history.next(); entry.isPresent(); entry = history.next()) {
                written.add(entry.get().pointer().orElseThrow().operation());
            }
            for (int process = 0; process < 2; process++) {
                boolean landed = written.contains(pointer(process, night).operation());
                switch (moves.get(process)) {
                    case Live.Move.Landed unused ->
                        assertThat(landed).as("%s", order).isTrue();
                    case Live.Move.Outrun unused ->
                        assertThat(landed).as("%s", order).isFalse();
                    case Live.Move.Refused unused ->
                        assertThat(landed).as("%s", order).isFalse();
                    case Live.Move.InDoubt unused ->
                        assertThat(fates.get(process)).as("%s", order).isEqualTo(Fate.LOSES_REQUEST);
                }
            }
            assertThat(moves.stream().filter(Live.Move.Landed.class::isInstance).count())
                    .as("%s: %s", order, moves)
                    .isLessThanOrEqualTo(1);
        });
        System.out.println("two moves of the pointer, writes " + fates + ": " + told + " orders");
    }

    private static LivePointer pointer(int process, Night night) {
        return new LivePointer(
                LivePointer.FORMAT,
                night.third,
                new OperationId("20261123T03000" + process + "Z-00000000"),
                Action.PUBLISH,
                Instant.parse("2026-11-23T03:00:00Z"),
                "ada",
                "",
                Optional.of(night.spoilt),
                List.of());
    }

    @ParameterizedTest
    @MethodSource("fates")
    void twoWhoTakeTheLockNeverHoldItAtOnce(List<Fate> fates) throws Exception {
        int told = Interleavings.tellAll(Interleavings.ANY, order -> {
            var store = new MemoryObjectStore(new MapTeam.TickingClock());
            var holders = new AtomicInteger();
            var held = new AtomicInteger();
            both(store, order, fates, (process, through) -> {
                var clock = new StoryClock(Duration.ZERO);
                var lock = new Lock(through, LAYOUT, new LeaseOwner("here", process, unused -> true), clock);
                var operation = new OperationId("20261123T03000" + process + "Z-00000000");
                switch (lock.take(operation, Action.PUBLISH, "ada", new Random(process))) {
                    case Lock.Taken.Busy busy ->
                        assertThat(busy.lease().operation()).as("%s", order).isNotEqualTo(operation);
                    case Lock.Taken.Held taken -> {
                        try (var hold = taken.hold()) {
                            held.incrementAndGet();
                            assertThat(holders.incrementAndGet())
                                    .as("%s", order)
                                    .isEqualTo(1);
                            assertThat(hold.takenOverBy()).as("%s", order).isEmpty();
                            holders.decrementAndGet();
                        }
                    }
                }
            });
            assertThat(held.get()).as("%s: somebody gets it", order).isPositive();
            var lock =
                    new Lock(store, LAYOUT, new LeaseOwner("here", 2, unused -> true), new StoryClock(Duration.ZERO));
            assertThat(lock.inTheWayOf(Action.PUBLISH))
                    .as("%s: given back", order)
                    .isEmpty();
        });
        System.out.println("two who take the lock, writes " + fates + ": " + told + " orders");
    }
}
