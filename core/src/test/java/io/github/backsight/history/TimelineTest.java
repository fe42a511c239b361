package io.github.backsight.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Lists as buckets have them.
class TimelineTest {
    private static final Key KEY = new Key("usa.csv");
    private static final Instant TEN = Instant.parse("2026-11-23T10:00:00Z");
    private static final Source SOURCE = new Source("score", KEY);

    private static Entry version(String id, Instant time) {
        return new Entry.Version(KEY, new VersionId(id), time, false, 5);
    }

    private static List<State> states(Set<VersionId> begunEarlier, Entry... newestFirst) {
        var timeline = Timeline.of(KEY, List.of(newestFirst), begunEarlier);
        return new States(List.of(SOURCE), Map.of(KEY, timeline)).newestFirst();
    }

    @Test
    void pitfall13_anUploadInPartsPutsItsFirstHourInDoubt() {
        var other = new Key("census.zip");
        var score = Timeline.of(
                KEY, List.of(version("b", TEN), version("a", TEN.minusSeconds(60))), Set.of(new VersionId("b")));
        var census = Timeline.of(
                other,
                List.of(
                        new Entry.Version(other, new VersionId("z"), TEN.plus(Duration.ofHours(2)), true, 1),
                        new Entry.Version(other, new VersionId("y"), TEN.plusSeconds(60), false, 1)),
                Set.of());

        var states = new States(List.of(SOURCE, new Source("census", other)), Map.of(KEY, score, other, census))
                .newestFirst();

        assertThat(states).extracting(state -> state.doubts().size()).containsExactly(0, 1, 1, 0);
        assertThat(states.get(2).doubts().getFirst())
                .startsWith("version b of 'usa.csv' came in parts: its upload began at 2026-11-23T10:00:00Z");
    }

    @Test
    void pitfall8_whatWasBeforeANullVersionIsInDoubt() {
        var states = states(
                Set.of(), version("c", TEN.plusSeconds(20)), version("null", TEN.plusSeconds(10)), version("a", TEN));

        assertThat(states).extracting(state -> state.doubts().size()).containsExactly(0, 0, 1);
        assertThat(states.getLast().doubts().getFirst())
                .isEqualTo("version null of 'usa.csv' was written at 2026-11-23T10:00:10Z while the bucket kept no"
                        + " versions, and may have replaced others before");
    }

    @Test
    void pitfall8_aNullDeleteMarkerMayHaveReplacedAVersion() {
        var states = states(
                Set.of(),
                new Entry.DeleteMarker(KEY, new VersionId("null"), TEN.plusSeconds(10), true),
                version("a", TEN));

        assertThat(states).extracting(State::whole).containsExactly(false, true);
        assertThat(states.getLast().doubts()).singleElement().asString().startsWith("delete marker null of");
    }
}
