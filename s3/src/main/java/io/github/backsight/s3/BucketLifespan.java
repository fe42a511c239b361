package io.github.backsight.s3;

import io.github.backsight.release.Lifespan;
import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// What the lifecycle rules of a bucket do to its objects, and when.
///
/// @param rules in any order
record BucketLifespan(List<LifecycleRule> rules, InstantSource clock) implements Lifespan {
    BucketLifespan {
        rules = List.copyOf(rules);
    }

    /// Asks the bucket for its rules.
    ///
    /// @throws IOException if it does not tell them, naming the permission where that is missing
    static Lifespan of(Connection connection, InstantSource clock) throws IOException {
        return Requests.answer(connection, "read the lifecycle rules", Action.READ_LIFECYCLE, "", () -> {
            try {
                return new BucketLifespan(
                        connection
                                .reader()
                                .getBucketLifecycleConfiguration(request -> request.bucket(connection.name()))
                                .rules(),
                        clock);
            } catch (S3Exception e) {
                if (Faults.code(e).equals("NoSuchLifecycleConfiguration")) {
                    return ENDLESS;
                }
                throw e;
            }
        });
    }

    @Override
    public boolean concerns(String prefix) {
        return rules.stream().anyMatch(rule -> Expiry.mayConcern(rule, prefix));
    }

    @Override
    public Optional<End> hidden(Entry.Version newest) {
        return rules.stream()
                .flatMap(rule -> new Expiry(List.of(rule))
                        .hidden(newest).stream().map(at -> new End(at, Retention.id(rule), false, Expiry.tagged(rule))))
                .min(Comparator.comparing(End::at));
    }

    /// The newest version is gone when a rule has hidden it, and another has then removed what is hidden.
    @Override
    public Optional<End> gone(List<Entry> history, VersionId version) {
        var ends = new ArrayList<End>();
        if (history.getFirst() instanceof Entry.Version newest && newest.id().equals(version)) {
            hidden(newest)
                    .ifPresent(hidden -> rules.forEach(rule -> new Expiry(List.of(rule))
                            .removed(newest, hidden.at())
                            .ifPresent(at -> ends.add(
                                    new End(at, Retention.id(rule), false, hidden.byTag() || Expiry.tagged(rule))))));
        } else {
            rules.forEach(rule -> new Expiry(List.of(rule))
                    .fates(history, clock.instant()).stream()
                            .filter(fate -> fate.version().equals(version))
                            .flatMap(fate -> end(rule, fate).stream())
                            .forEach(ends::add));
        }
        return ends.stream().min(Comparator.comparing(End::at));
    }

    private static Optional<End> end(LifecycleRule rule, Expiry.Fate fate) {
        Optional<Instant> first = Stream.of(fate.now(), fate.afterRollback())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        return first.map(at -> new End(at, Retention.id(rule), !fate.now().equals(first), fate.byTag()));
    }
}
