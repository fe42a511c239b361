package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a plan of a way back says before anybody says yes, and the target `previous`.
class PreflightTest {
    private static final String DOES_NOT_FIT = "rollback.data-does-not-fit";

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
        assertThat(codes(plan)).containsExactly("rollback.target-bad");
    }

    @Test
    void whatTheLastRollbackWentAwayFromIsNotGoneToUnseen() throws IOException {
        team.rollback();

        var plan = plan(new Target.Previous());

        assertThat(plan.release()).isEqualTo(badId());
        assertThat(codes(plan)).containsExactly("rollback.target-bad", "rollback.left-before");
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
        var plan = team.through(broken).planner().rollback(new Target.Previous(), MapTeam.BY_FORCE);
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
        return new Planner(team.store(), MapTeam.PREFIX, Serving.BY_POINTER, Optional.of(configured), Optional.empty())
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

    @Test
    void aColumnThatTheOldTableDoesNotHaveAndTheConfigurationRanksByIsNamed() throws IOException {
        var tiles = "{\"vector_layers\":[{\"fields\":{\"SN_C\":\"Boolean\",\"NAME\":\"String\"}}]}";
        var old = team.buildWithDocument("old score", tiles);
        team.publish(old, MapTeam.BY_FORCE);
        team.publish(good.orElseThrow(), MapTeam.BY_FORCE);

        assertThat(codes(planTo(old, "SN_C")))
                .contains("rollback.recipe-differs")
                .doesNotContain(DOES_NOT_FIT);
        assertThat(finding(planTo(old, "SN_D"), DOES_NOT_FIT).message()).contains("has no column 'SN_D'");
        assertThat(finding(planTo(old, "NAME"), DOES_NOT_FIT).message()).contains("'NAME' of its table holds text");
    }

    private Plan planTo(Manifest target, String score) throws IOException {
        var inputs = Map.of("census", MapTeam.CENSUS, "score", MapTeam.SCORE);
        var configured = new Configured(new Recipe("{\"map\":{\"score\":\"" + score + "\"}}"), inputs);
        return new Planner(team.store(), MapTeam.PREFIX, Serving.BY_POINTER, Optional.of(configured), Optional.empty())
                .rollback(new Target.Release(target.id()), MapTeam.WHY);
    }

    private static Finding finding(Plan plan, String code) {
        return plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /// Hides and removes everything of some keys after some days.
    private record Rule(String prefix, Duration life) implements Lifespan {
        @Override
        public boolean concerns(String key) {
            return key.startsWith(prefix) || prefix.startsWith(key);
        }

        @Override
        public Optional<End> hidden(Entry.Version newest) {
            return end(newest);
        }

        @Override
        public Optional<End> gone(List<Entry> history, VersionId version) {
            return history.stream()
                    .filter(entry -> entry.id().equals(version))
                    .findFirst()
                    .flatMap(this::end);
        }

        private Optional<End> end(Entry entry) {
            return entry.key().value().startsWith(prefix)
                    ? Optional.of(new End(entry.time().plus(life), "old things", true, false))
                    : Optional.empty();
        }
    }

    private Plan planUnder(Lifespan.Source rules) throws IOException {
        var outlook = new Outlook(rules, new MapTeam.TickingClock());
        return new Planner(team.store(), MapTeam.PREFIX, Serving.BY_POINTER, Optional.empty(), Optional.of(outlook))
                .rollback(new Target.LastGood(), MapTeam.WHY);
    }

    @Test
    void anInputThatALifecycleRuleRemovesSoonIsNamedWithTheDay() throws IOException {
        assertThat(codes(planUnder(() -> new Rule("in/", Duration.ofDays(30))))).isEmpty();

        var finding = finding(planUnder(() -> new Rule("in/usa", Duration.ofDays(3))), "rollback.expires-soon");

        assertThat(finding.severity()).isEqualTo(Severity.WARN);
        assertThat(finding.message())
                .contains(
                        "input score ('in/usa.csv') goes first",
                        "2026-11-26T",
                        "by lifecycle rule 'old things', once a rollback lies on top");
        assertThat(finding.action()).contains("backsight pin " + goodId());
    }

    @Test
    void aTileOfTheReleaseThatALifecycleRuleHidesSoonIsNamed() throws IOException {
        var tiles = MapTeam.PREFIX + "/releases/" + goodId() + "/tiles/high/";

        var finding = finding(planUnder(() -> new Rule(tiles, Duration.ofDays(1))), "rollback.expires-soon");

        assertThat(finding.message()).contains("'" + tiles + "0/0/0.pbf' goes first");
        assertThat(finding.action()).contains("backsight export " + goodId());
    }

    @Test
    void rulesThatCannotBeAskedForHinderNothing() throws IOException {
        var plan = planUnder(() -> {
            throw new IOException("access denied");
        });

        assertThat(plan.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("rollback.lifecycle-unknown");
            assertThat(finding.severity()).isEqualTo(Severity.INFO);
            assertThat(finding.message()).contains("access denied");
        });
        assertThat(plan.refusals()).isEmpty();
    }
}
