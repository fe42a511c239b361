package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What `pin` keeps, and a rollback after the lifecycle rules have taken the versions.
class PinnedReleaseTest {
    private static final Attributes ATTRIBUTES = Attributes.ofType("text/csv")
            .withCacheControl("max-age=60")
            .withMetadata(Map.of("origin", "bureau"))
            .withTags(Map.of("team", "maps"));

    private final MemoryObjectStore memory = new MemoryObjectStore(new MapTeam.TickingClock());
    private final Set<VersionId> expired = new HashSet<>();
    private final ObjectStore store = ForgetfulStore.of(memory, expired);
    private final MapTeam team = new MapTeam(store);
    private final Manifest good;

    PinnedReleaseTest() throws IOException {
        team.put(MapTeam.CENSUS, "the census");
        put(MapTeam.SCORE, "good");
        good = team.buildFromNow(Verdict.GOOD, Map.of(Counts.ROWS, 100));
        team.publish(good);
    }

    private void put(Key key, String text) throws IOException {
        memory.put(key, Body.of(text.getBytes(StandardCharsets.UTF_8)), ATTRIBUTES, new Expectation.Anything());
    }

    private Pinning pinning(ObjectStore way) {
        return new Pinning(way, MapTeam.PREFIX, key -> false);
    }

    private Pinning.Pinned pin() throws IOException {
        return pinning(store).pin(good, MapTeam.WHY, Clock.systemUTC());
    }

    /// Publishes a spoilt map, and lets the good version of its score expire.
    private void spoilAndExpire() throws IOException {
        var version = good.pin("score").orElseThrow().version();
        team.publish(team.build("spoilt"));
        expired.add(version);
    }

    @Test
    void law8_aRollbackRestoresAnInputFromTheCopyWithItsAttributes() throws IOException {
        assertThat(pin()).isInstanceOf(Pinning.Pinned.Done.class);
        spoilAndExpire();

        var plan = team.planner().rollback(new Target.Release(good.id()), MapTeam.WHY);
        assertThat(plan.findings()).extracting(finding -> finding.code()).doesNotContain("rollback.input-gone");
        assertThat(team.rollback(new Target.Release(good.id()))).isInstanceOf(Outcome.Done.class);

        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good");
        var newest = memory.newest(MapTeam.SCORE).orElseThrow().id();
        assertThat(memory.details(MapTeam.SCORE, newest).attributes()).isEqualTo(ATTRIBUTES);
        assertThat(team.rollback(new Target.Release(good.id()))).isInstanceOf(Outcome.NothingToDo.class);
    }

    @Test
    void withoutAPinTheInputIsGoneAndStays() throws IOException {
        spoilAndExpire();

        var plan = team.planner().rollback(new Target.Release(good.id()), MapTeam.WHY);

        assertThat(plan.findings()).extracting(finding -> finding.code()).contains("rollback.input-gone");
    }

    @Test
    void pinningTwiceWritesNothingTheSecondTime() throws IOException {
        pin();
        var before = memory.list("");

        assertThat(pin()).isInstanceOf(Pinning.Pinned.AlreadyThere.class);

        assertThat(memory.list("")).isEqualTo(before);
        assertThat(pinning(store).find(good.id()).orElseThrow().reason()).isEqualTo(MapTeam.WHY.reason());
    }

    @Test
    void releasesThatShareAnInputShareItsCopy() throws IOException {
        pin();
        var other = team.build("other");

        var looks = pinning(store).look(other);

        assertThat(looks)
                .extracting(look -> look.pin().input() + " " + look.state())
                .containsExactly("census KEPT", "score TO_COPY");
    }

    @Test
    void aVersionThatIsGoneAlreadyIsSaidSo() throws IOException {
        spoilAndExpire();

        assertThat(pinning(store).look(good))
                .extracting(Pinning.Look::state)
                .containsExactly(Pinning.State.TO_COPY, Pinning.State.GONE);
    }

    @Test
    void law6_whateverGoesWrongTheSameAgainSettlesIt() throws IOException {
        int calls = countCalls();
        for (int call = 1; call <= calls; call++) {
            for (var fault : List.of(new Fault.ReplyLost(call), new Fault.RequestLost(call), new Fault.Fails(call))) {
                var about = fault.toString();
                var other = new PinnedReleaseTest();
                var faulty = new FaultyObjectStore(other.memory);
                faulty.expect(fault);
                boolean said;
                try {
                    var first = other.pinning(faulty).pin(other.good, MapTeam.WHY, Clock.systemUTC());
                    said = first instanceof Pinning.Pinned.Done;
                } catch (IOException e) {
                    said = false;
                }
                if (said) {
                    other.requirePinned(about);
                }
                assertThat(other.pin()).as(about).isNotInstanceOf(Pinning.Pinned.InDoubt.class);
                other.requirePinned(about);
            }
        }
    }

    private int countCalls() throws IOException {
        var other = new PinnedReleaseTest();
        var counting = new FaultyObjectStore(other.memory);
        other.pinning(counting).pin(other.good, MapTeam.WHY, Clock.systemUTC());
        return counting.calls().size();
    }

    private void requirePinned(String about) throws IOException {
        assertThat(pinning(store).look(good))
                .as(about)
                .extracting(Pinning.Look::state)
                .containsOnly(Pinning.State.KEPT);
        assertThat(pinning(store).find(good.id())).as(about).isPresent();
    }

    @Test
    void law6_aRollbackFromTheCopyThatMeetsAnyFaultIsCompletedByTheSameAgain() throws IOException {
        int calls = countCallsOfRollback();
        for (int call = 1; call <= calls; call++) {
            for (var fault : List.of(new Fault.ReplyLost(call))) {
                var other = new PinnedReleaseTest();
                other.pin();
                other.spoilAndExpire();
                var plan = other.team.planner().rollback(new Target.Release(other.good.id()), MapTeam.WHY);
                var faulty = new FaultyObjectStore(other.store);
                faulty.expect(fault);

                var outcome = other.team.through(faulty).applier().apply(plan, Progress.SILENT);

                if (outcome instanceof Outcome.Done) {
                    assertThat(other.team.read(MapTeam.SCORE)).as("%s", fault).isEqualTo("good");
                }
                assertThat(other.team.rollback(new Target.Release(other.good.id())))
                        .as("%s: %s", fault, outcome)
                        .isInstanceOfAny(Outcome.Done.class, Outcome.NothingToDo.class);
                assertThat(other.team.read(MapTeam.SCORE)).as("%s", fault).isEqualTo("good");
            }
        }
    }

    private static int countCallsOfRollback() throws IOException {
        var other = new PinnedReleaseTest();
        other.pin();
        other.spoilAndExpire();
        var plan = other.team.planner().rollback(new Target.Release(other.good.id()), MapTeam.WHY);
        var counting = new FaultyObjectStore(other.store);
        other.team.through(counting).applier().apply(plan, Progress.SILENT);
        return counting.calls().size();
    }

    @Test
    void law4_anInputThatMovedSinceThePlanIsNotRestoredFromTheCopy() throws IOException {
        pin();
        spoilAndExpire();
        var plan = team.planner().rollback(new Target.Release(good.id()), MapTeam.WHY);
        team.put(MapTeam.SCORE, "somebody else's");

        var outcome = team.applier().apply(plan, Progress.SILENT);

        assertThat(outcome).isInstanceOf(Outcome.RefusedAsStale.class);
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("somebody else's");
    }
}
