package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/// Made at noon of days 0, 10 and 20 of a month; looked at on day 21.
class ExpiryTest {
    private static final Key KEY = new Key("data/usa.csv");
    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    private static final Instant NOW = day(21);
    private static final List<Entry> HISTORY = List.of(version("newest", 20), version("middle", 10), version("old", 0));

    private static Instant day(int day) {
        return START.plus(Duration.ofDays(day));
    }

    private static Entry.Version version(String id, int day) {
        return new Entry.Version(KEY, new VersionId(id), day(day), day == 20, 100);
    }

    private static LifecycleRule rule(Consumer<NoncurrentVersionExpiration.Builder> expiration) {
        return LifecycleRule.builder()
                .id("rule")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix("data/"))
                .noncurrentVersionExpiration(expiration)
                .build();
    }

    private static Expiry.Fate fate(LifecycleRule rule, String version) {
        return new Expiry(List.of(rule))
                .fates(HISTORY, NOW).stream()
                        .filter(fate -> fate.version().value().equals(version))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void pitfall10_daysCountFromWhenAVersionWasSupersededUntilTheNextMidnight() {
        var middle = fate(rule(days -> days.noncurrentDays(30)), "middle");

        assertThat(middle.now()).contains(Instant.parse("2026-02-21T00:00:00Z"));
        assertThat(middle.pushedOut()).isFalse();
    }

    @Test
    void pitfall10_aRollbackPushesOutTheLastOneThatIsKept() {
        var rule = rule(days -> days.noncurrentDays(5).newerNoncurrentVersions(1));

        assertThat(fate(rule, "middle").now()).isEmpty();
        assertThat(fate(rule, "middle").pushedOut()).isTrue();
        assertThat(fate(rule, "middle").afterRollback()).contains(Instant.parse("2026-01-27T00:00:00Z"));
        assertThat(fate(rule, "old").now()).contains(Instant.parse("2026-01-17T00:00:00Z"));
    }

    @Test
    void pitfall10_aGoodVersionUnderTwoLifecycleRulesIsToldByTheEarlierDay() {
        var later = rule(days -> days.noncurrentDays(30));
        var earlier = rule(days -> days.noncurrentDays(7));

        for (var rules : List.of(List.of(later, earlier), List.of(earlier, later))) {
            var middle = new Expiry(rules).fates(HISTORY, NOW).get(1);

            assertThat(middle.version()).isEqualTo(new VersionId("middle"));
            assertThat(middle.now()).contains(Instant.parse("2026-01-29T00:00:00Z"));
            assertThat(middle.afterRollback()).isEqualTo(middle.now());
        }
    }

    @Test
    void theNewestVersionIsNotPushedOut() {
        assertThat(fate(rule(days -> days.noncurrentDays(1)), "newest").pushedOut())
                .isFalse();
    }

    @Test
    void rulesOfOtherKeysAndThoseThatAreOffDoNotCount() {
        var other = rule(days -> days.noncurrentDays(1)).toBuilder()
                .filter(filter -> filter.prefix("elsewhere/"))
                .build();
        var off = rule(days -> days.noncurrentDays(1)).toBuilder()
                .status(ExpirationStatus.DISABLED)
                .build();
        var larger = rule(days -> days.noncurrentDays(1)).toBuilder()
                .filter(filter -> filter.objectSizeGreaterThan(100L))
                .build();

        for (var rule : List.of(other, off, larger)) {
            assertThat(fate(rule, "old").now()).isEqualTo(Optional.empty());
            assertThat(fate(rule, "old").afterRollback()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void aRuleThatNamesTagsIsSaidToDependOnThem() {
        var tagged = rule(days -> days.noncurrentDays(1)).toBuilder()
                .filter(filter -> filter.tag(tag -> tag.key("keep").value("no")))
                .build();

        assertThat(fate(tagged, "old").byTag()).isTrue();
    }

    @Test
    void aRuleThatExpiresNewestVersionsIsFound() {
        var hiding = LifecycleRule.builder()
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(""))
                .expiration(expiration -> expiration.days(30))
                .build();

        assertThat(new Expiry(List.of(hiding)).hiding(version("newest", 20))).containsExactly(hiding);
    }
}
