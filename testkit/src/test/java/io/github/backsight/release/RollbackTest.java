package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Going back: which release, which versions, and what of it can be seen before.
class RollbackTest {
    private final MapTeam team = new MapTeam();

    private Manifest live(String score) throws IOException {
        var release = team.build(score);
        assertThat(team.publish(release, MapTeam.BY_FORCE)).isInstanceOf(Outcome.Done.class);
        return release;
    }

    private Manifest liveByForce(String score) throws IOException {
        var release = team.build(score, Verdict.BAD, Map.of());
        assertThat(team.publish(release, MapTeam.BY_FORCE)).isInstanceOf(Outcome.Done.class);
        return release;
    }

    @Test
    void bringsBackTheLastGoodReleaseAndItsInputs() throws IOException {
        var good = live("good score");
        liveByForce("spoilt score");

        var outcome = team.rollback();

        var steps = ((Outcome.Done) outcome).result().steps();
        assertThat(steps)
                .extracting(StepResult::step)
                .containsExactly(
                        "pointer",
                        "document",
                        "document",
                        "input census",
                        "input score",
                        "verify",
                        "public",
                        "journal");
        assertThat(steps.get(3).ended()).isEqualTo(StepResult.Ended.NOTHING_TO_DO);
        assertThat(steps).allMatch(step -> step.milliseconds() > 0);
        assertThat(team.live()).isEqualTo(good.id());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
        assertThat(team.read(new Key("maps/tiles/high.json"))).isEqualTo("tiles/high.json of good score");
    }

    @Test
    void law3_everyVersionIsStillThereAfterwards() throws IOException {
        live("good score");
        liveByForce("spoilt score");
        var before = team.store().list("");

        team.rollback();

        assertThat(team.store().history(MapTeam.SCORE)).hasSize(3);
        assertThat(team.store().list("").stream().map(entry -> entry.key() + " " + entry.id()))
                .containsAll(before.stream()
                        .map(entry -> entry.key() + " " + entry.id())
                        .toList());
    }

    @Test
    void pitfall7_aDeletedInputIsBroughtBack() throws IOException {
        live("good score");
        liveByForce("spoilt score");
        team.delete(MapTeam.CENSUS);

        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        assertThat(plan.inputs().getFirst().now().state()).isEqualTo(Seen.State.DELETE_MARKER);
        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);

        assertThat(team.read(MapTeam.CENSUS)).isEqualTo("the census");
        assertThat(team.status().inputs().values())
                .extracting(Status.InputStatus::match)
                .containsOnly(Status.Match.SAME_BYTES);
    }

    @Test
    void theSameBytesUnderANewVersionMakeTheSameRelease() throws IOException {
        var good = live("good score");
        liveByForce("spoilt score");
        team.rollback();
        var rebuilt = team.manifest(Verdict.GOOD, Map.of(), new LinkedHashMap<>());
        assertThat(rebuilt.id()).isEqualTo(good.id());
        assertThat(rebuilt.pins()).isNotEqualTo(good.pins());
    }

    @Test
    void lastGoodPassesOverWhatWasRolledBackFromAndWhatWasForced() throws IOException {
        var a = live("score a");
        var b = live("score b");
        team.rollback();
        var c = liveByForce("score c");
        assertThat(team.live()).isEqualTo(c.id());

        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        assertThat(plan.release()).isEqualTo(a.id());
        team.rollback();
        assertThat(team.live()).isEqualTo(a.id());
        assertThatThrownBy(this::rollbackToLastGood)
                .isInstanceOf(NoGoodReleaseException.class)
                .hasMessageContaining(c.id() + ": it was rolled back from at 2026-11-23T")
                .hasMessageContaining(b.id() + ": it was rolled back from at 2026-11-23T");
    }

    private void rollbackToLastGood() throws IOException {
        team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
    }

    @Test
    void aSecondRollbackGoesFurtherBackAndSaysSo() throws IOException {
        var a = live("score a");
        live("score b");
        liveByForce("score c");
        team.rollback();

        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        assertThat(plan.release()).isEqualTo(a.id());
        assertThat(plan.findings()).extracting(finding -> finding.code()).containsExactly("rollback.again");
    }

    @Test
    void aReleaseWhoseArtifactIsGoneIsPassedOver() throws IOException {
        var a = live("score a");
        var b = live("score b");
        liveByForce("score c");
        team.delete(team.releases().key(b.id(), "high.pmtiles"));

        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        assertThat(plan.release()).isEqualTo(a.id());
        assertThat(plan.passedOver())
                .containsExactly(new PassedOver(b.id(), "'maps/releases/" + b.id() + "/high.pmtiles' is missing"));
    }

    @Test
    void aNamedReleaseThatIsBadIsTakenByForceOnlyAndTheLiveOneOnlyGetsItsInputsBack() throws IOException {
        var a = live("score a");
        var bad = liveByForce("score b");
        team.rollback();
        assertThat(team.rollback(new Target.Release(bad.id())))
                .asInstanceOf(type(Outcome.RefusedByChecks.class))
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(Finding::code)
                        .containsExactly("rollback.target-bad"));
        assertThat(team.live()).isEqualTo(a.id());
        assertThat(team.rollback(new Target.Release(bad.id()), MapTeam.BY_FORCE))
                .isInstanceOf(Outcome.Done.class);
        assertThat(team.live()).isEqualTo(bad.id());
        team.rollback(new Target.Release(a.id()));
        team.put(MapTeam.SCORE, "something else");
        int moves = team.store().history(MapTeam.LIVE).size();

        assertThat(team.rollback(new Target.Release(a.id()))).isInstanceOf(Outcome.Done.class);

        assertThat(team.read(MapTeam.SCORE)).isEqualTo("score a");
        assertThat(team.store().history(MapTeam.LIVE)).hasSize(moves);
        assertThat(team.rollback(new Target.Release(a.id()))).isEqualTo(new Outcome.NothingToDo(a.id()));
    }

    @Test
    void law4_thePlanNamesEachInputsVersionNowAndTheOneThatComesBack() throws IOException {
        var good = live("good score");
        liveByForce("spoilt score");
        var spoilt = team.store().newest(MapTeam.SCORE).orElseThrow().id();

        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        var score = plan.inputs().get(1);
        assertThat(score.now().version()).contains(spoilt);
        assertThat(score.source()).contains(good.pin("score").orElseThrow().version());
        assertThat(score.change()).isEqualTo(InputPlan.Change.RESTORE);
        assertThat(plan.inputs().getFirst().change()).isEqualTo(InputPlan.Change.NONE);
    }

    @Test
    void aPinWhoseVersionIdIsUnknownIsFoundByItsBytes() throws IOException {
        team.put(MapTeam.SCORE, "good score");
        team.put(MapTeam.SCORE, "spoilt score");
        var pin = new Pin(
                "score",
                MapTeam.SCORE,
                new VersionId("purged"),
                10,
                Sha256.of("good score".getBytes(StandardCharsets.UTF_8)));

        var plan = new InputRestore(team.store(), new Layout(MapTeam.PREFIX)).plan(pin);

        assertThat(plan.source())
                .contains(team.store().history(MapTeam.SCORE).getLast().id());
    }

    @Test
    void anInputWithoutThePinnedBytesIsSaidToStayAsItIs() throws IOException {
        team.put(MapTeam.SCORE, "spoilt score");
        var pin = new Pin("score", MapTeam.SCORE, new VersionId("purged"), 10, Sha256.of(new byte[10]));
        assertThat(new InputRestore(team.store(), new Layout(MapTeam.PREFIX))
                        .plan(pin)
                        .change())
                .isEqualTo(InputPlan.Change.GONE);
    }

    @Test
    void law5_anUnfinishedRollbackIsWhatTheNextOneCompletes() throws IOException {
        var good = live("good score");
        liveByForce("spoilt score");
        var faulty = new FaultyObjectStore(team.store());
        var plan = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);
        faulty.expect(new Fault.CrashAfter(10));
        assertThatThrownBy(() -> team.through(faulty).applier().apply(plan, Progress.SILENT))
                .isInstanceOf(FaultyObjectStore.Crash.class);
        assertThat(team.status().unfinished()).hasSize(1);

        var next = team.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        assertThat(next.resumes())
                .contains(team.status().unfinished().getFirst().operation());
        assertThat(next.release()).isEqualTo(good.id());
    }
}
