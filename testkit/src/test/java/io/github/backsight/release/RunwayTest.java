package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RunwayTest {
    private static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private final Set<VersionId> expired = new HashSet<>();
    private final ObjectStore store = ForgetfulStore.of(new MemoryObjectStore(new MapTeam.TickingClock()), expired);
    private final MapTeam team = new MapTeam(store);
    private final Manifest good;
    private final Manifest live;

    RunwayTest() throws IOException {
        good = team.build("good");
        team.publish(good);
        live = team.build("later");
        team.publish(live);
    }

    /// Old versions go after so many days, files below `hiding` too; both only by their names here.
    private record Rules(int days, String hiding, int hidingDays) implements Lifespan {
        @Override
        public boolean concerns(String prefix) {
            return !hiding.isEmpty() && prefix.startsWith(hiding);
        }

        @Override
        public Optional<End> hidden(Entry.Version newest) {
            return !hiding.isEmpty() && newest.key().value().startsWith(hiding)
                    ? Optional.of(new End(NOW.plus(Duration.ofDays(hidingDays)), "tidy", false, false))
                    : Optional.empty();
        }

        @Override
        public Optional<End> gone(List<Entry> history, VersionId version) {
            return history.getFirst().id().equals(version)
                    ? Optional.empty()
                    : Optional.of(new End(NOW.plus(Duration.ofDays(days)), "old-versions", false, false));
        }
    }

    private ReleaseRunway of(Manifest release, Lifespan lifespan) throws IOException {
        return new Runway(store, MapTeam.PREFIX, lifespan, NOW)
                .all().stream()
                        .filter(each -> each.release().equals(release.id()))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void whereNothingExpiresEveryGoodReleaseLastsForEver() throws IOException {
        var all = new Runway(store, MapTeam.PREFIX, Lifespan.ENDLESS, NOW).all();

        assertThat(all).extracting(ReleaseRunway::release).containsExactly(live.id(), good.id());
        assertThat(all).allMatch(each -> each.loss().isEmpty() && each.lasts(100_000));
        assertThat(all).extracting(ReleaseRunway::live).containsExactly(true, false);
        assertThat(all).extracting(ReleaseRunway::lastGood).containsExactly(false, true);
    }

    @Test
    void theInputWhoseLastVersionGoesIsNamedWithTheRule() throws IOException {
        var loss = of(good, new Rules(9, "", 0)).loss().orElseThrow();

        assertThat(loss.object()).isEqualTo(MapTeam.SCORE.value());
        assertThat(loss.input()).contains("score");
        assertThat(loss.daysLeft()).isEqualTo(9);
        assertThat(loss.why()).contains("'old-versions'");
        assertThat(of(live, new Rules(9, "", 0)).loss()).isEmpty();
    }

    @Test
    void aFileOfTheReleaseThatIsHiddenSoonerGoesFirst() throws IOException {
        var runway = of(good, new Rules(9, "maps/releases/" + good.id() + "/", 2));

        assertThat(runway.loss().orElseThrow().object()).startsWith("maps/releases/" + good.id() + "/");
        assertThat(runway.loss().orElseThrow().daysLeft()).isEqualTo(2);
        assertThat(runway.lasts(2)).isTrue();
        assertThat(runway.lasts(3)).isFalse();
    }

    @Test
    void anInputThatIsGoneAlreadyLeavesNoDay() throws IOException {
        expired.add(good.pin("score").orElseThrow().version());

        assertThat(of(good, Lifespan.ENDLESS).loss().orElseThrow().daysLeft()).isZero();
        assertThat(of(good, Lifespan.ENDLESS).loss().orElseThrow().why()).contains("no version has the bytes");
    }

    @Test
    void whatIsPinnedLastsAsLongAsTheCopy() throws IOException {
        new Pinning(store, MapTeam.PREFIX, key -> false).pin(good, MapTeam.WHY, Clock.systemUTC());

        assertThat(of(good, new Rules(9, "", 0)).loss()).isEmpty();
        assertThat(of(good, new Rules(9, "", 0)).pinned()).isTrue();
        var hidden =
                of(good, new Rules(9, "maps/.backsight/pinned/", 30)).loss().orElseThrow();
        assertThat(hidden.daysLeft()).isEqualTo(30);
        assertThat(hidden.why()).contains("'tidy'");
    }
}
