package io.github.backsight.s3;

import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.LifecycleRuleAndOperator;
import software.amazon.awssdk.services.s3.model.LifecycleRuleFilter;
import software.amazon.awssdk.services.s3.model.NoncurrentVersionExpiration;

/// When the lifecycle rules of a bucket remove the versions of one key for ever.
///
/// A version counts its noncurrent days from the moment that its successor was made, and goes at the next midnight UTC
/// after them; `NewerNoncurrentVersions` keeps that many of the newest noncurrent ones. A rollback writes one version
/// on
/// top, so that each of the others becomes one older: this can push a good one out.
///
/// Source: Amazon S3 User Guide, "Lifecycle configuration elements" and "Examples of lifecycle configurations".
///
/// @param rules in any order; those that are off are passed over
record Expiry(List<LifecycleRule> rules) {

    /// What becomes of one noncurrent version.
    ///
    /// @param now when it goes as things are; empty: never
    /// @param afterRollback when it goes once one more version lies on top
    /// @param byTag whether that is so only if the version has tags that a rule names
    record Fate(VersionId version, Optional<Instant> now, Optional<Instant> afterRollback, boolean byTag) {
        /// {@return whether the rollback itself brings its end, or brings it nearer}
        boolean pushedOut() {
            return afterRollback.isPresent()
                    && now.map(end -> afterRollback.get().isBefore(end)).orElse(true);
        }
    }

    /// @param history of one key, newest first, all of it
    List<Fate> fates(List<Entry> history, Instant clock) {
        var fates = new ArrayList<Fate>();
        for (int index = 0; index < history.size(); index++) {
            if (history.get(index) instanceof Entry.Version version) {
                fates.add(fate(
                        version,
                        index,
                        index == 0 ? clock : history.get(index - 1).time(),
                        clock));
            }
        }
        return List.copyOf(fates);
    }

    private Fate fate(Entry.Version version, int index, Instant superseded, Instant clock) {
        Optional<Instant> now = Optional.empty();
        Optional<Instant> after = Optional.empty();
        boolean byTag = false;
        for (var rule : rules) {
            var expiration = Optional.ofNullable(rule.noncurrentVersionExpiration());
            if (rule.status() != ExpirationStatus.ENABLED || expiration.isEmpty() || !covers(rule, version)) {
                continue;
            }
            var end = end(expiration.get(), superseded);
            int kept = Optional.ofNullable(expiration.get().newerNoncurrentVersions())
                    .orElse(0);
            if (index > 0 && index - 1 >= kept) {
                now = earlier(now, end);
                byTag |= tagged(rule);
            }
            if (index >= kept) {
                after = earlier(after, end.isBefore(clock) ? clock : end);
                byTag |= tagged(rule);
            }
        }
        // The newest becomes noncurrent by the rollback: that it then ages as any other is no push.
        return new Fate(version.id(), now, index == 0 ? now : after, byTag);
    }

    private static Optional<Instant> earlier(Optional<Instant> a, Instant b) {
        return Optional.of(a.filter(each -> each.isBefore(b)).orElse(b));
    }

    private static Instant end(NoncurrentVersionExpiration expiration, Instant superseded) {
        return midnightAfter(
                superseded, Optional.ofNullable(expiration.noncurrentDays()).orElse(0));
    }

    private static Instant midnightAfter(Instant start, int days) {
        return start.plus(Duration.ofDays(days))
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }

    /// {@return when the newest version of its key gets a delete marker on top; empty: never}
    Optional<Instant> hidden(Entry.Version newest) {
        return hiding(newest).stream()
                .map(LifecycleRule::expiration)
                .map(expiration -> Optional.ofNullable(expiration.date())
                        .orElseGet(() -> midnightAfter(
                                newest.time(),
                                Optional.ofNullable(expiration.days()).orElse(0))))
                .min(Comparator.naturalOrder());
    }

    /// {@return when what was the newest version is removed for ever, once it has been hidden}
    Optional<Instant> removed(Entry.Version hidden, Instant since) {
        return rules.stream()
                .filter(rule -> rule.status() == ExpirationStatus.ENABLED && covers(rule, hidden))
                .flatMap(rule -> Optional.ofNullable(rule.noncurrentVersionExpiration()).stream())
                .filter(expiration -> Optional.ofNullable(expiration.newerNoncurrentVersions())
                                .orElse(0)
                        == 0)
                .map(expiration -> end(expiration, since))
                .min(Comparator.naturalOrder());
    }

    /// {@return whether a rule may end something whose key begins with `prefix`}
    static boolean mayConcern(LifecycleRule rule, String prefix) {
        boolean ends = Optional.ofNullable(rule.expiration())
                        .filter(expiration -> expiration.days() != null || expiration.date() != null)
                        .isPresent()
                || rule.noncurrentVersionExpiration() != null;
        var named = prefix(rule);
        return rule.status() == ExpirationStatus.ENABLED
                && ends
                && (named.startsWith(prefix) || prefix.startsWith(named));
    }

    /// {@return rules that hide the newest version of `key` by a delete marker after a while}
    List<LifecycleRule> hiding(Entry.Version newest) {
        return rules.stream()
                .filter(rule -> rule.status() == ExpirationStatus.ENABLED && covers(rule, newest))
                .filter(rule -> Optional.ofNullable(rule.expiration())
                        .filter(expiration -> expiration.days() != null || expiration.date() != null)
                        .isPresent())
                .toList();
    }

    @SuppressWarnings("deprecation")
    private static String prefix(LifecycleRule rule) {
        var filter = Optional.ofNullable(rule.filter());
        return Optional.ofNullable(rule.prefix())
                .or(() -> filter.flatMap(each -> Optional.ofNullable(each.prefix())))
                .or(() -> filter.flatMap(each -> Optional.ofNullable(each.and()))
                        .flatMap(and -> Optional.ofNullable(and.prefix())))
                .orElse("");
    }

    /// Tags are not looked at here: a rule that names some may cover the version.
    private static boolean covers(LifecycleRule rule, Entry.Version version) {
        var filter = Optional.ofNullable(rule.filter());
        var and = filter.flatMap(each -> Optional.ofNullable(each.and()));
        var above = filter.flatMap(each -> Optional.ofNullable(each.objectSizeGreaterThan()))
                .or(() -> and.flatMap(each -> Optional.ofNullable(each.objectSizeGreaterThan())));
        var below = filter.flatMap(each -> Optional.ofNullable(each.objectSizeLessThan()))
                .or(() -> and.flatMap(each -> Optional.ofNullable(each.objectSizeLessThan())));
        return version.key().value().startsWith(prefix(rule))
                && above.map(size -> version.size() > size).orElse(true)
                && below.map(size -> version.size() < size).orElse(true);
    }

    static boolean tagged(LifecycleRule rule) {
        var filter = Optional.ofNullable(rule.filter());
        return filter.flatMap(each -> Optional.ofNullable(each.tag())).isPresent()
                || filter.map(LifecycleRuleFilter::and)
                        .filter(LifecycleRuleAndOperator::hasTags)
                        .isPresent();
    }
}
