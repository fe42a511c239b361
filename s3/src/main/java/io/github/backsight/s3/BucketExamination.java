package io.github.backsight.s3;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// Examines what a rollback needs of a bucket. Writes scratch objects of its own and nothing else.
public final class BucketExamination {
    private static final int AT_ONCE = 8;
    private static final Duration SKEW_SEEN = Duration.ofSeconds(60);
    private static final Duration SKEW_REFUSED = Duration.ofMinutes(15);

    /// What is asked of the bucket's settings, each of which is tried by asking.
    static final Set<Action> ASKED = EnumSet.of(
            Action.READ_VERSIONING,
            Action.READ_LIFECYCLE,
            Action.READ_OBJECT_LOCK,
            Action.READ_ENCRYPTION,
            Action.READ_PUBLIC_ACCESS_BLOCK,
            Action.READ_OWNERSHIP,
            Action.READ_POLICY_STATUS,
            Action.READ_REPLICATION);

    private final Connection connection;
    private final S3Options options;
    private final Surroundings surroundings;
    private final Configuration configuration;
    private final List<Pin> pins;

    private BucketExamination(
            Connection connection,
            S3Options options,
            Surroundings surroundings,
            Configuration configuration,
            List<Pin> pins) {
        this.connection = connection;
        this.options = options;
        this.surroundings = surroundings;
        this.configuration = configuration;
        this.pins = List.copyOf(pins);
    }

    /// @param pins the input versions that a rollback goes back to
    /// @throws IOException only when interrupted: whatever else fails is a diagnosis
    public static List<Diagnosis> examine(
            Bucket bucket, S3Options options, Surroundings surroundings, Configuration configuration, List<Pin> pins)
            throws IOException {
        try (var connection = Connection.open(bucket, AT_ONCE)) {
            return examine(connection, options, surroundings, configuration, pins);
        }
    }

    static List<Diagnosis> examine(
            Connection connection,
            S3Options options,
            Surroundings surroundings,
            Configuration configuration,
            List<Pin> pins)
            throws IOException {
        return new BucketExamination(connection, options, surroundings, configuration, pins).all();
    }

    private List<Diagnosis> all() throws IOException {
        var found = new ArrayList<>(reach());
        if (found.getFirst().state() == Diagnosis.State.BAD) {
            return found;
        }
        var lists = new VersionLists(connection, options.pageSize());
        var keys = configuration.inputs().stream().map(InputSettings::key).toList();
        var settings = new BucketSettings(connection, options.access());
        var retention = new Retention(connection, lists, keys, pins, surroundings.clock());
        var trials = new Trials(connection, scratch(), restores(lists), someInput(lists));
        var looks = new ArrayList<Supplier<List<Diagnosis>>>(List.of(
                settings::versioning,
                retention::look,
                retention::archives,
                settings::objectLock,
                settings::encryption,
                settings::publicAccessBlock,
                settings::ownership,
                settings::policyStatus,
                settings::replication,
                trials::listing,
                trials::reading));
        // Who asks as nobody writes nothing, and needs none of this.
        if (!(connection.bucket().credentials() instanceof Credentials.Anonymous)) {
            looks.add(trials::writing);
            looks.add(this::swaps);
        }
        try (var parallel = new Parallel(AT_ONCE)) {
            parallel.map(looks, Supplier::get, "examining the bucket").forEach(found::addAll);
        }
        return List.copyOf(found);
    }

    private Restores restores(VersionLists lists) {
        return new Restores(
                connection,
                options,
                new VersionReader(connection, lists),
                new Versioning(connection, lists),
                new SingleWriterGuard(lists),
                new Attempts(connection, lists, surroundings.random()));
    }

    private String scratch() {
        var prefix = options.prefix().isEmpty() ? "" : options.prefix() + "/";
        return prefix + ".backsight/doctor/" + surroundings.names().get();
    }

    private Optional<Entry.Version> someInput(VersionLists lists) {
        for (var input : configuration.inputs()) {
            try {
                var newest = lists.newest(input.key());
                if (newest.isPresent() && newest.get() instanceof Entry.Version version) {
                    return Optional.of(version);
                }
            } catch (IOException e) {
                // The trial of listing says why.
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private List<Diagnosis> reach() {
        var subject = "bucket " + connection.name();
        try {
            var answer = connection.reader().headBucket(request -> request.bucket(connection.name()));
            var region = Optional.ofNullable(answer.bucketRegion())
                    .map(name -> " in region " + name)
                    .orElse("");
            var date = answer.sdkHttpResponse().firstMatchingHeader("Date");
            return List.of(
                    Diagnosis.good(subject, "answers at " + SwapProbe.endpoint(connection) + region), clock(date));
        } catch (SdkException e) {
            var why = new Asking(connection).why(e, subject, Action.LIST_BUCKET, "");
            return List.of(Diagnosis.bad(subject, why, "Mend that first; nothing else of the bucket was looked at"));
        }
    }

    private Diagnosis clock(Optional<String> date) {
        var now = surroundings.clock().instant();
        try {
            return date.map(text -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)))
                    .map(server -> skew(Duration.between(server, now).abs()))
                    .orElseGet(() -> Diagnosis.unknown("clock", "the server tells no time", ""));
        } catch (DateTimeParseException e) {
            return Diagnosis.unknown("clock", "the server's time cannot be read", "");
        }
    }

    static Diagnosis skew(Duration apart) {
        var found = "this machine and the server are " + apart.toSeconds() + " s apart";
        var action = "Set this machine's clock (NTP)";
        if (apart.compareTo(SKEW_REFUSED) > 0) {
            return Diagnosis.bad("clock", found + "; requests are refused", action);
        }
        return apart.compareTo(SKEW_SEEN) > 0
                ? Diagnosis.warning("clock", found, action)
                : Diagnosis.good("clock", found);
    }

    private List<Diagnosis> swaps() {
        var subject = "compare-and-swap";
        try {
            var ability = new Guards(connection, options, surroundings).proveNow();
            if (ability.isEmpty()) {
                return List.of(Diagnosis.warning(
                        subject,
                        "single-writer: true; nothing stops two publishers at once",
                        "Make sure that nobody else writes"));
            }
            return List.of(
                    ability.get().swaps()
                            ? Diagnosis.good(subject, "proven just now")
                            : Diagnosis.bad(
                                    subject,
                                    "the server does not check conditions on writes, so nothing can be changed safely",
                                    "Name a bucket without versions by 'state: s3://BUCKET' in backsight.yaml, or say"
                                            + " 'single-writer: true' if nobody else ever writes"));
        } catch (IOException e) {
            return List.of(Diagnosis.bad(subject, String.valueOf(e.getMessage()), "Mend that, then run doctor again"));
        }
    }
}
