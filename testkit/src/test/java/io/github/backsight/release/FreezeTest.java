package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.finding.Finding;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// After a rollback nothing is published until somebody says so.
class FreezeTest {
    private static final Intent CORRECTED = Intent.of("bob", "the score is corrected");

    private final MapTeam team = new MapTeam();
    private final Manifest good = build("good score", Verdict.GOOD);
    private final Manifest spoilt = build("spoilt score", Verdict.BAD);

    private Manifest build(String score, Verdict verdict) {
        try {
            var manifest = team.build(score, verdict, Map.of(Counts.ROWS, 100));
            team.publish(manifest, MapTeam.BY_FORCE);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void rollBack() throws IOException {
        assertThat(team.status().frozen()).isFalse();
        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);
    }

    private Freeze freeze() {
        return new Freeze(team.store(), MapTeam.PREFIX);
    }

    @Test
    void aPublishIsRefusedAndToldByWhomAndWhyItIsFrozen() throws IOException {
        var next = team.build("next score");

        var outcome = team.publish(next);

        assertThat(((Outcome.RefusedByChecks) outcome).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("publish.frozen"))
                .satisfies(finding -> assertThat(finding.message())
                        .contains("the rollback to " + good.id() + " by ada at ", ": the map is wrong"));
        assertThat(team.live()).isEqualTo(good.id());
        assertThat(team.status().frozen()).isTrue();
        assertThat(team.status().freeze()).isEqualTo(freeze().now());
    }

    @Test
    void onceItIsLiftedPublishingGoesOn() throws IOException {
        assertThat(freeze().lift(CORRECTED, Clock.systemUTC())).isInstanceOf(Freeze.Lifted.Done.class);

        var next = team.build("next score");
        assertThat(team.status().frozen()).isFalse();
        assertThat(team.publish(next)).isInstanceOf(Outcome.Done.class);
        assertThat(freeze().lift(CORRECTED, Clock.systemUTC())).isInstanceOf(Freeze.Lifted.NothingToDo.class);
    }

    @Test
    void theNextRollbackFreezesAnew() throws IOException {
        freeze().lift(CORRECTED, Clock.systemUTC());
        team.publish(team.build("next score"));
        team.rollback();

        assertThat(team.status().frozen()).isTrue();
    }

    @Test
    void aRollbackTakenBackFreezesNothing() throws IOException {
        team.undo();

        assertThat(team.status().frozen()).isFalse();
        assertThat(team.live()).isEqualTo(spoilt.id());
    }

    @Test
    void rollingBackFurtherIsNeverFrozen() throws IOException {
        var another = team.build("another score");

        assertThat(team.rollback(new Target.Release(another.id()))).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whatWasForcedThroughTheFreezeCanStillBeTheLastGoodRelease() throws IOException {
        var next = team.build("next score");
        assertThat(team.publish(next, MapTeam.BY_FORCE)).isInstanceOf(Outcome.Done.class);
        assertThat(team.status().live().orElseThrow().overruled()).containsExactly("publish.frozen");
        team.publish(team.build("later score"));

        assertThat(team.planner().rollback(new Target.LastGood(), MapTeam.WHY).release())
                .isEqualTo(next.id());
    }

    @Test
    void law6_aLostReplyIsSettledByLooking() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.None());
        new Freeze(faulty, MapTeam.PREFIX).now();
        int put = faulty.calls().size() + 1;
        faulty.expect(new Fault.ReplyLost(put));

        var lifted = new Freeze(faulty, MapTeam.PREFIX).lift(CORRECTED, Clock.systemUTC());

        assertThat(lifted).isInstanceOf(Freeze.Lifted.Done.class);
        assertThat(team.status().frozen()).isFalse();
    }

    @Test
    void law6_aLostRequestIsADoubtAndTheSameAgainSettlesIt() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.None());
        new Freeze(faulty, MapTeam.PREFIX).now();
        faulty.expect(new Fault.RequestLost(faulty.calls().size() + 1));

        assertThat(new Freeze(faulty, MapTeam.PREFIX).lift(CORRECTED, Clock.systemUTC()))
                .isInstanceOf(Freeze.Lifted.InDoubt.class);

        assertThat(team.status().frozen()).isTrue();
        assertThat(freeze().lift(CORRECTED, Clock.systemUTC())).isInstanceOf(Freeze.Lifted.Done.class);
    }

    @Test
    void law4_theFreezeStandsInThePlanBeforeAnybodySaysYes() throws IOException {
        var plan = team.planner().publish(team.build("next score").id(), MapTeam.WHY);

        assertThat(plan.refusals()).extracting(Finding::code).containsExactly("publish.frozen");
    }
}
