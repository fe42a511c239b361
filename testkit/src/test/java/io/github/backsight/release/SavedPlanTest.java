package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A plan that one person saves and another one applies.
class SavedPlanTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private final MapTeam team = new MapTeam();

    private SavedPlan saved = rollbackOf("good score", "bad score");

    private SavedPlan rollbackOf(String good, String bad) {
        try {
            team.publish(team.build(good));
            team.publish(team.build(bad));
            return save(team.planner().rollback(new Target.LastGood(), MapTeam.WHY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SavedPlan save(Plan plan) {
        return SavedPlan.of(plan, team.store().location(), MapTeam.PREFIX, NOW, List.of("aws s3api put-object"));
    }

    @BeforeEach
    void writeAndReadIt() throws IOException {
        saved = SavedPlan.of(saved.bytes(), "plan.json");
    }

    private Outcome apply(String who) {
        return team.applier().apply(saved.appliedBy(who), Progress.SILENT);
    }

    @Test
    void law4_whatIsReadBackIsThePlanThatWasMade() throws IOException {
        assertThat(saved.plan()).isEqualTo(team.planner().rollback(new Target.LastGood(), MapTeam.WHY));
        assertThat(SavedPlan.of(saved.bytes(), "plan.json")).isEqualTo(saved);
    }

    @Test
    void law4_itIsAppliedAsItWasMadeAndBothNamesAreKept() throws IOException {
        assertThat(apply("bob")).isInstanceOf(Outcome.Done.class);

        var live = team.status().live().orElseThrow();
        assertThat(live.release()).isEqualTo(saved.plan().release());
        assertThat(live.by()).isEqualTo("bob, plan of ada");
        assertThat(live.reason()).isEqualTo(MapTeam.WHY.reason());
        assertThat(team.read(MapTeam.SCORE)).isEqualTo("good score");
    }

    @Test
    void whoAppliesAPlanOfTheirOwnIsNamedOnce() throws IOException {
        apply("ada");

        assertThat(team.status().live().orElseThrow().by()).isEqualTo("ada");
    }

    @Test
    void law4_onceThePointerHasMovedItIsRefusedAndNamesWhoMovedIt() throws IOException {
        var other = team.build("another score");
        team.publish(other);
        var before = team.store().list("");

        var outcome = (Outcome.RefusedAsStale) apply("bob");

        assertThat(outcome.moved())
                .anySatisfy(moved -> assertThat(moved.text())
                        .startsWith("maps/live.json has moved from version ")
                        .contains("publish of " + other.id() + " by ada at "));
        assertThat(outcome.moved())
                .anySatisfy(moved -> assertThat(moved.text())
                        .startsWith("in/usa.csv has moved from version ")
                        .contains("written at "));
        assertThat(team.store().list("")).isEqualTo(before);
    }

    @Test
    void law4_appliedTwiceItIsRefusedTheSecondTime() {
        apply("bob");

        assertThat(apply("bob")).isInstanceOf(Outcome.RefusedAsStale.class);
    }

    @Test
    void law4_oneThatWasChangedAfterItWasSavedIsRefused() {
        var text = new String(saved.bytes(), StandardCharsets.UTF_8);
        var changed = text.replace(MapTeam.WHY.reason(), "the map is right");
        assertThat(changed).isNotEqualTo(text);

        assertThatThrownBy(() -> SavedPlan.of(changed.getBytes(StandardCharsets.UTF_8), "plan.json"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'plan.json' was changed after it was saved");
    }

    @Test
    void twoPlansThatDifferInAnythingHaveTwoDigests() {
        var plan = saved.plan();
        var location = team.store().location();

        assertThat(List.of(
                        saved.digest(),
                        SavedPlan.of(plan, "s3://other", MapTeam.PREFIX, NOW, saved.commands())
                                .digest(),
                        SavedPlan.of(plan, location, "other", NOW, saved.commands())
                                .digest(),
                        SavedPlan.of(plan, location, MapTeam.PREFIX, NOW.plusSeconds(1), saved.commands())
                                .digest(),
                        SavedPlan.of(plan, location, MapTeam.PREFIX, NOW, List.of())
                                .digest(),
                        SavedPlan.of(plan.by("eve"), location, MapTeam.PREFIX, NOW, saved.commands())
                                .digest()))
                .doesNotHaveDuplicates();
    }

    @Test
    void bytesThatAreNoPlanAreSaidToBeNone() {
        for (var bytes : List.of("", "{}", "[1]", "{\"format\":1}")) {
            assertThatThrownBy(() -> SavedPlan.of(bytes.getBytes(StandardCharsets.UTF_8), "plan.json"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'plan.json'");
        }
    }

    @Test
    void whoMovedAnObjectIsSaidOnlyWhenItIsKnown() {
        var from = Seen.of(MapTeam.LIVE, Optional.empty());

        assertThat(new Moved(from, from).text()).isEqualTo("maps/live.json has moved from nothing to nothing");
        assertThat(new Moved(from, from).by(Optional.of("eve")).text()).endsWith(" to nothing (eve)");
    }
}
