package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a release becomes live, and stays it.
class LivePointerLawsTest {
    private final MapTeam team = new MapTeam();
    private final Manifest first = build("first score");

    private Manifest build(String score) {
        try {
            return team.build(score);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void publishTheFirst() throws IOException {
        assertThat(team.publish(first)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void publishingMovesThePointerAndTheDocumentsThatFollowIt() throws IOException {
        assertThat(team.live()).isEqualTo(first.id());
        assertThat(team.read(new Key("maps/tiles/high.json"))).isEqualTo("tiles/high.json of first score");
        var newest = team.store().newest(MapTeam.LIVE).orElseThrow();
        assertThat(team.store().details(MapTeam.LIVE, newest.id()).attributes())
                .isEqualTo(Attributes.ofType("application/json").withCacheControl("no-cache"));
    }

    @Test
    void publishingWhatIsLiveChangesNothingAndSaysSo() throws IOException {
        var before = team.store().list("");
        assertThat(team.publish(first)).isEqualTo(new Outcome.NothingToDo(first.id()));
        assertThat(team.store().list("")).isEqualTo(before);
    }

    @Test
    void law4_aPlanChangesNothing() throws IOException {
        var second = build("second score");
        var before = team.store().list("");
        var plan = team.planner().publish(second.id(), MapTeam.WHY);
        assertThat(plan.changesAnything()).isTrue();
        assertThat(team.store().list("")).isEqualTo(before);
    }

    @Test
    void law2_law4_ofTwoPlansMadeOnOneStateTheSecondIsRefusedAndSaysWhatMoved() throws IOException {
        var second = build("second score");
        var third = build("third score");
        var forSecond = team.planner().publish(second.id(), MapTeam.WHY);
        var forThird = team.planner().publish(third.id(), MapTeam.WHY);
        team.applier().apply(forSecond, Progress.SILENT);

        var outcome = team.applier().apply(forThird, Progress.SILENT);

        var now = team.store().newest(MapTeam.LIVE).orElseThrow();
        var moved = ((Outcome.RefusedAsStale) outcome).moved();
        assertThat(moved).hasSize(1);
        assertThat(moved.getFirst().from()).isEqualTo(forThird.seenLive());
        assertThat(moved.getFirst().to()).isEqualTo(Seen.of(MapTeam.LIVE, Optional.of(now)));
        assertThat(moved.getFirst().text())
                .startsWith("maps/live.json has moved from version "
                        + forThird.seenLive().version().orElseThrow() + " to version " + now.id() + " (publish of "
                        + second.id() + " by ada at ");
        assertThat(team.live()).isEqualTo(second.id());
    }

    @Test
    void law6_aWriteThatLandedAndWasSupersededBeforeWeCouldLookIsKnownAsOurs() throws IOException {
        var second = build("second score");
        var third = build("third score");
        var faulty = new FaultyObjectStore(team.store());
        var plan = team.planner().publish(second.id(), MapTeam.WHY);
        int put = indexOfPointerMove(plan);
        faulty.expect(new Fault.ReplyLostThenOthers(put, () -> team.publish(third)));

        var outcome = team.through(faulty).applier().apply(plan, Progress.SILENT);

        assertThat(faulty.calls().get(put - 1)).isEqualTo("put maps/live.json");
        assertThat(outcome).isInstanceOf(Outcome.Overtaken.class);
        assertThat(((Outcome.Overtaken) outcome).live().orElseThrow().release()).isEqualTo(third.id());
        assertThat(team.live()).isEqualTo(third.id());
        assertThat(team.status().unfinished()).isEmpty();
    }

    /// The calls up to the move are the same in every run.
    private int indexOfPointerMove(Plan plan) throws IOException {
        var twin = new MapTeam();
        twin.publish(twin.build("first score"));
        var second = twin.build("second score");
        var counting = new FaultyObjectStore(twin.store());
        assertThat(second.id()).isEqualTo(plan.release());
        var twinPlan = twin.planner().publish(second.id(), MapTeam.WHY);
        counting.expect(new Fault.None());
        twin.through(counting).applier().apply(twinPlan, Progress.SILENT);
        return counting.calls().indexOf("put maps/live.json") + 1;
    }

    @Test
    void law6_aLostRequestToMoveThePointerIsUnsettledUntilTheSameCommandSettlesIt() throws IOException {
        var second = build("second score");
        var plan = team.planner().publish(second.id(), MapTeam.WHY);
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.RequestLost(indexOfPointerMove(plan)));

        var outcome = team.through(faulty).applier().apply(plan, Progress.SILENT);

        assertThat(outcome).isInstanceOf(Outcome.Unsettled.class);
        assertThat(((Outcome.Unsettled) outcome).message())
                .isEqualTo("'maps/live.json' may or may not name release " + second.id()
                        + ": injected fault at put maps/live.json. Run backsight status, then the same command again");
        assertThat(team.live()).isEqualTo(first.id());
        var unfinished = team.status().unfinished();
        assertThat(unfinished).hasSize(1);
        assertThat(unfinished.getFirst().lastStep()).isEqualTo("pointer-begun");
        assertThat(unfinished.getFirst().next())
                .isEqualTo("backsight recover " + unfinished.getFirst().operation());

        var again = team.publish(second);

        assertThat(((Outcome.Done) again).result().operation())
                .isEqualTo(unfinished.getFirst().operation());
        assertThat(team.status().unfinished()).isEmpty();
    }

    @Test
    void checksRefuseABadReleaseUnlessTheyAreOverruledWithAReason() throws IOException {
        var bad = team.build("spoilt score", Verdict.BAD, Map.of(Counts.ROWS, 100));

        var refused = team.publish(bad);

        assertThat(((Outcome.RefusedByChecks) refused).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("publish.verdict-bad"));
        assertThat(team.live()).isEqualTo(first.id());
        assertThat(team.publish(bad, MapTeam.BY_FORCE)).isInstanceOf(Outcome.Done.class);
        assertThat(team.status().live().orElseThrow().overruled()).containsExactly("publish.verdict-bad");
    }

    @Test
    void aPointerThatWasDeletedOrOverwrittenIsReportedAndRolledBack() throws IOException {
        team.publish(build("second score"));
        team.store()
                .put(
                        MapTeam.LIVE,
                        Body.of("oops".getBytes(StandardCharsets.UTF_8)),
                        Attributes.ofType("text/plain"),
                        new Expectation.Anything());
        assertThat(team.status().live()).isEmpty();
        assertThat(team.status().notes()).extracting(note -> note.code()).containsExactly("status.pointer-lost");
        team.delete(MapTeam.LIVE);

        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);

        assertThat(team.read(MapTeam.SCORE)).isEqualTo("second score");
    }

    @Test
    void documentsThatLagAreReportedAndRepairedByTheSameCommand() throws IOException {
        team.delete(new Key("maps/tiles/low.json"));
        assertThat(team.status().staleDocuments()).hasSize(1);

        assertThat(team.publish(first)).isInstanceOf(Outcome.Done.class);

        assertThat(team.status().staleDocuments()).isEmpty();
        assertThat(team.store().history(MapTeam.LIVE)).hasSize(1).allMatch(Entry::newest);
    }
}
