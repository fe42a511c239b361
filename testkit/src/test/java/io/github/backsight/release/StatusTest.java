package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class StatusTest {
    private final MapTeam team = new MapTeam();

    @Test
    void nothingIsLiveInAnEmptyStore() throws IOException {
        var status = team.status();
        assertThat(status.live()).isEmpty();
        assertThat(status.inputs().get("score")).isNotNull();
        assertThat(status.unfinished()).isEmpty();
        assertThat(status.notes()).isEmpty();
    }

    @Test
    void theDamageIsSaidInNumbersBesideTheLastGoodRelease() throws IOException {
        var good = team.build("good", Verdict.GOOD, Map.of(Counts.ROWS_WITHOUT_POLYGON, 389));
        team.publish(good);
        var bad = team.build("bad", Verdict.BAD, Map.of(Counts.ROWS_WITHOUT_POLYGON, 40123));
        team.publish(bad, MapTeam.BY_FORCE);

        var status = team.status();

        assertThat(status.lastGood()).contains(good.id());
        assertThat(status.damage())
                .containsExactly(
                        new Status.Difference(Counts.ROWS_WITHOUT_POLYGON, Optional.of(40123L), Optional.of(389L)));
        assertThat(status.live().orElseThrow().verdict()).isEqualTo(Verdict.BAD);
    }

    @Test
    void anInputThatIsNoLongerWhatTheLiveReleaseReadIsSaidToDiffer() throws IOException {
        team.publish(team.build("good"));
        team.put(MapTeam.SCORE, "newer");
        team.delete(MapTeam.CENSUS);
        assertThat(team.status().inputs().values())
                .extracting(Status.InputStatus::match)
                .containsExactly(Status.Match.MISSING, Status.Match.OTHER_BYTES);
    }

    @Test
    void asJsonItHasTheNamesThatScriptsRelyOn() throws IOException {
        var release = team.build("good");
        team.publish(release);

        var json = new JsonMapper().readTree(ReleaseJson.text(team.status()));

        assertThat(json.at("/live/release").asString()).isEqualTo(release.id().value());
        assertThat(json.at("/live/since").asString()).startsWith("2026-11-23T02:");
        assertThat(json.at("/live/verdict").asString()).isEqualTo("good");
        assertThat(json.at("/inputs/score/version").asString())
                .isEqualTo(release.pin("score").orElseThrow().version().value());
        assertThat(json.at("/inputs/score/sha256").asString())
                .isEqualTo(release.pin("score").orElseThrow().sha256().hex());
        assertThat(json.at("/inputs/score/match").asString()).isEqualTo("same_bytes");
        assertThat(json.at("/unfinished").isArray()).isTrue();
        assertThat(json.at("/frozen").asBoolean()).isFalse();
    }

    @Test
    void theHistorySaysWhenEachReleaseWasLive() throws IOException {
        var a = team.build("a");
        team.publish(a);
        var b = team.build("b");
        team.publish(b);
        team.rollback();
        var never = team.build("c");

        var history = team.statusReader().releases();

        assertThat(history).extracting(ReleaseHistory::release).containsExactly(a.id(), b.id(), never.id());
        assertThat(history.getFirst().live()).isTrue();
        assertThat(history.getFirst().periods())
                .extracting(ReleaseHistory.Period::action)
                .containsExactly(Action.ROLLBACK, Action.PUBLISH);
        var ofB = history.get(1).periods().getFirst();
        assertThat(ofB.until()).contains(history.getFirst().periods().getFirst().from());
        assertThat(history.get(2).periods()).isEmpty();
    }
}
