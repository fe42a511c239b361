package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.Finding;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Taking back the last operation.
class UndoTest {
    private final MapTeam team = new MapTeam();

    private Optional<Manifest> good = Optional.empty();
    private Optional<Manifest> spoilt = Optional.empty();

    @BeforeEach
    void publishAGoodAndASpoiltRelease() throws IOException {
        good = Optional.of(team.build("good score"));
        team.publish(good.get());
        spoilt = Optional.of(team.build("spoilt score", Verdict.BAD, Map.of(Counts.ROWS, 100)));
        team.publish(spoilt.get(), MapTeam.BY_FORCE);
    }

    private ReleaseId goodId() {
        return good.orElseThrow().id();
    }

    private ReleaseId spoiltId() {
        return spoilt.orElseThrow().id();
    }

    @Test
    void law2_ofAPublishItMakesTheFormerReleaseLiveAndLeavesTheInputs() throws IOException {
        assertThat(team.undo()).isInstanceOf(Outcome.Done.class);

        assertThat(team.live()).isEqualTo(goodId());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("spoilt score");
        assertThat(team.read(new Key("maps/tiles/high.json"))).isEqualTo("tiles/high.json of good score");
        assertThat(team.status().live().orElseThrow().action()).isEqualTo(Action.UNDO);
    }

    @Test
    void law3_ofARollbackItBringsBackReleaseAndInputsAndLosesNoVersion() throws IOException {
        team.rollback();
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
        var before = team.store().list("").stream().map(Entry::id).toList();

        assertThat(team.undo()).isInstanceOf(Outcome.Done.class);

        assertThat(team.live()).isEqualTo(spoiltId());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("spoilt score");
        assertThat(team.store().list("").stream().map(Entry::id)).containsAll(before);
    }

    @Test
    void aSecondOneGoesForthAgainAndSaysSo() throws IOException {
        team.rollback();
        team.undo();

        var plan = team.planner().undo(MapTeam.WHY);
        assertThat(plan.findings()).extracting(Finding::code).contains("undo.again");
        team.undo();

        assertThat(team.live()).isEqualTo(goodId());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
    }

    @Test
    void law4_thePlanChangesNothingAndNamesWhatComesBack() throws IOException {
        team.rollback();
        var before = team.store().list("");

        var plan = team.planner().undo(MapTeam.WHY);

        assertThat(team.store().list("")).isEqualTo(before);
        assertThat(plan.release()).isEqualTo(spoiltId());
        assertThat(plan.inputs())
                .singleElement()
                .satisfies(input -> assertThat(input.pin().key()).isEqualTo(MapTeam.SCORE))
                .satisfies(input -> assertThat(input.change()).isEqualTo(InputPlan.Change.RESTORE));
        assertThat(plan.findings()).extracting(Finding::code).contains("rollback.target-not-good");
    }

    @Test
    void anInputThatTheRollbackFoundMissingStays() throws IOException {
        team.delete(MapTeam.CENSUS);
        team.rollback();

        var plan = team.planner().undo(MapTeam.WHY);
        assertThat(team.undo()).isInstanceOf(Outcome.Done.class);

        assertThat(plan.findings()).extracting(Finding::code).contains("undo.input-was-missing");
        assertThat(team.read(MapTeam.CENSUS)).isEqualTo("the census");
    }

    @Test
    void aReleaseWhosePublishWasTakenBackIsNeverTheLastGoodOne() throws IOException {
        team.rollback();
        var third = team.build("third score");
        team.publish(third, MapTeam.BY_FORCE);
        team.undo();

        assertThatThrownBy(() -> team.planner().rollback(new Target.LastGood(), MapTeam.WHY))
                .isInstanceOfSatisfying(
                        NoGoodReleaseException.class,
                        none -> assertThat(none.passedOver()).anySatisfy(passed -> {
                            assertThat(passed.release()).isEqualTo(third.id());
                            assertThat(passed.why()).startsWith("its publish was taken back at ");
                        }));
    }

    @Test
    void whatAnUndoneRollbackLeftIsStillTheLastGoodOne() throws IOException {
        team.rollback();
        team.undo();

        assertThat(team.planner().rollback(new Target.LastGood(), MapTeam.WHY).release())
                .isEqualTo(goodId());
    }

    @Test
    void theFirstPublishCannotBeTakenBack() throws IOException {
        var young = new MapTeam();
        assertThatThrownBy(() -> young.planner().undo(MapTeam.WHY))
                .isInstanceOf(NothingToUndoException.class)
                .hasMessageContaining("nothing is live");
        young.publish(young.build("a score"));

        assertThatThrownBy(() -> young.planner().undo(MapTeam.WHY))
                .isInstanceOf(NothingToUndoException.class)
                .hasMessageContaining("nothing was live before it");
    }

    @Test
    void withoutTheJournalOnlyThePointerGoesBackAndThatIsSaid() throws IOException {
        team.rollback();
        for (var entry : team.store().list("maps/.backsight/journal/")) {
            team.delete(entry.key());
        }

        var plan = team.planner().undo(MapTeam.WHY);
        assertThat(team.undo()).isInstanceOf(Outcome.Done.class);

        assertThat(plan.findings()).extracting(Finding::code).contains("undo.journal-lost");
        assertThat(team.live()).isEqualTo(spoiltId());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
    }
}
