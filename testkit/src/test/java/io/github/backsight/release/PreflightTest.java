package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a plan of a way back says before anybody says yes, and the target `previous`.
class PreflightTest {
    private final MapTeam team = new MapTeam();

    private Optional<Manifest> good = Optional.empty();
    private Optional<Manifest> bad = Optional.empty();

    @BeforeEach
    void publishAGoodAndABadRelease() throws IOException {
        good = Optional.of(team.build("good score"));
        team.publish(good.get());
        bad = Optional.of(team.build("bad score", Verdict.BAD, Map.of()));
        team.publish(bad.get(), MapTeam.BY_FORCE);
    }

    private ReleaseId goodId() {
        return good.orElseThrow().id();
    }

    private ReleaseId badId() {
        return bad.orElseThrow().id();
    }

    private Plan plan(Target target) throws IOException {
        return team.planner().rollback(target, MapTeam.WHY);
    }

    private static List<String> codes(Plan plan) {
        return plan.findings().stream().map(Finding::code).toList();
    }

    @Test
    void thePreviousOneIsTheOneDirectlyBeforeWhateverItsVerdict() throws IOException {
        var third = team.build("third score");
        team.publish(third, MapTeam.BY_FORCE);

        var plan = plan(new Target.Previous());

        assertThat(plan.release()).isEqualTo(badId());
        assertThat(codes(plan)).containsExactly("rollback.target-not-good");
    }

    @Test
    void whatTheLastRollbackWentAwayFromIsNotGoneToUnseen() throws IOException {
        team.rollback();

        var plan = plan(new Target.Previous());

        assertThat(plan.release()).isEqualTo(badId());
        assertThat(codes(plan)).containsExactly("rollback.target-not-good", "rollback.left-before");
    }

    @Test
    void whenThePointerIsDeletedThePreviousOneIsTheOneThatWasLiveLast() throws IOException {
        team.delete(MapTeam.LIVE);

        assertThat(plan(new Target.Previous()).release()).isEqualTo(badId());
    }

    @Test
    void beforeTheFirstThereIsNoPreviousOne() throws IOException {
        var young = new MapTeam();
        assertThatThrownBy(() -> young.planner().rollback(new Target.Previous(), MapTeam.WHY))
                .hasMessageStartingWith("nothing was ever live; name the release");
        var first = young.build("a score");
        young.publish(first);

        assertThatThrownBy(() -> young.planner().rollback(new Target.Previous(), MapTeam.WHY))
                .hasMessageStartingWith("no other release was live before release " + first.id());
    }

    @Test
    void law5_anInterruptedRollbackToThePreviousOneIsCompletedAndDoesNotTurnBack() throws IOException {
        var third = team.build("third score");
        team.publish(third, MapTeam.BY_FORCE);
        var broken = new FaultyObjectStore(team.store());
        var plan = team.through(broken).planner().rollback(new Target.Previous(), MapTeam.WHY);
        broken.expect(new Fault.None());
        int afterThePointer = callsUntilThePointer(plan);
        broken.expect(new Fault.CrashAfter(afterThePointer));
        assertThatThrownBy(() -> team.through(broken).applier().apply(plan, Progress.SILENT))
                .isInstanceOf(FaultyObjectStore.Crash.class);
        assertThat(team.live()).isEqualTo(badId());

        var again = plan(new Target.Previous());

        assertThat(again.release()).isEqualTo(badId());
        assertThat(again.resumes()).isPresent();
    }

    /// {@return how many calls a whole rollback makes until the pointer has moved}, tried by a team of its own
    private static int callsUntilThePointer(Plan plan) throws IOException {
        var other = new MapTeam();
        other.publish(other.build("good score"));
        other.publish(other.build("bad score", Verdict.BAD, Map.of()), MapTeam.BY_FORCE);
        other.publish(other.build("third score"), MapTeam.BY_FORCE);
        var watched = new FaultyObjectStore(other.store());
        other.through(watched).applier().apply(plan, Progress.SILENT);
        return watched.calls().indexOf("put " + MapTeam.LIVE) + 1;
    }

    @Test
    void anOldVersionThatCannotBeReadIsSaidBeforeAnybodySaysYes() throws IOException {
        var broken = new FaultyObjectStore(team.store());
        var unreliable = team.through(broken);
        assertThat(codes(unreliable.planner().rollback(new Target.LastGood(), MapTeam.WHY)))
                .isEmpty();
        int read = broken.calls().lastIndexOf("read " + MapTeam.SCORE) + 1;
        assertThat(read).as("%s", broken.calls()).isPositive();
        broken.expect(new Fault.Fails(read));

        var plan = unreliable.planner().rollback(new Target.LastGood(), MapTeam.WHY);

        assertThat(plan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("rollback.input-unreadable");
            assertThat(finding.severity()).isEqualTo(Severity.WARN);
            assertThat(finding.object()).isEqualTo("in/usa.csv");
            assertThat(finding.message()).contains("the old version of input score cannot be had now");
        });
    }

    private Plan planWith(Configured configured) throws IOException {
        return new Planner(team.store(), MapTeam.PREFIX, Serving.BY_POINTER, Optional.of(configured))
                .rollback(new Target.Release(goodId()), MapTeam.WHY);
    }

    @Test
    void settingsThatTheConfigurationHasDifferentlyNowAreNamed() throws IOException {
        var inputs = Map.of("census", MapTeam.CENSUS, "score", MapTeam.SCORE);

        assertThat(codes(planWith(new Configured(new Recipe("{}"), inputs)))).isEmpty();
        assertThat(planWith(new Configured(new Recipe("{\"map\":{\"score\":\"SN_C\"}}"), inputs))
                        .findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("rollback.recipe-differs");
                    assertThat(finding.message()).endsWith(": map.score: not set then, SN_C now");
                });
    }

    @Test
    void anInputThatIsReadElsewhereNowIsNamed() throws IOException {
        var inputs = Map.of("census", MapTeam.CENSUS, "score", new Key("in/other.csv"));

        assertThat(planWith(new Configured(new Recipe("{}"), inputs)).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("rollback.input-elsewhere");
                    assertThat(finding.object()).isEqualTo("in/usa.csv");
                    assertThat(finding.message()).contains("input score here", "'in/other.csv'");
                });
    }

    @Test
    void law4_aNoteOfSeverityFailRefusesThePlan() throws IOException {
        var refused = new Finding("rollback.target-bad", Severity.FAIL, "release", "", "bad", "No", 1, List.of());

        var outcome = team.applier().apply(plan(new Target.LastGood()).noting(List.of(refused)), Progress.SILENT);

        assertThat(outcome).isEqualTo(new Outcome.RefusedByChecks(List.of(refused)));
        assertThat(team.live()).isEqualTo(badId());
    }
}
