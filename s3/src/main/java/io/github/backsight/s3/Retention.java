package io.github.backsight.s3;

import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.release.Outlook;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Page;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// How long the versions that a rollback needs will still be there, and whether they can be read at once.
///
/// @param inputs keys of all inputs
/// @param pins the versions that a rollback goes back to
record Retention(Connection connection, VersionLists lists, List<Key> inputs, List<Pin> pins, InstantSource clock) {
    List<Diagnosis> look() {
        var subject = "lifecycle";
        return new Asking(connection)
                .of(
                        subject,
                        Action.READ_LIFECYCLE,
                        () -> List.of(Diagnosis.good(subject, "no rules: nothing expires")),
                        () -> {
                            var rules = connection
                                    .reader()
                                    .getBucketLifecycleConfiguration(request -> request.bucket(connection.name()))
                                    .rules();
                            var found = new ArrayList<Diagnosis>();
                            rules.forEach(rule -> found.add(Diagnosis.good("lifecycle rule " + id(rule), text(rule))));
                            inputs.forEach(key -> found.addAll(look(key, new Expiry(rules))));
                            return found;
                        });
    }

    static String id(LifecycleRule rule) {
        return Optional.ofNullable(rule.id()).orElse("without id");
    }

    private static String text(LifecycleRule rule) {
        var parts = new ArrayList<String>();
        Optional.ofNullable(rule.noncurrentVersionExpiration())
                .ifPresent(each ->
                        parts.add("old versions go " + each.noncurrentDays() + " days after they were superseded"
                                + Optional.ofNullable(each.newerNoncurrentVersions())
                                        .map(kept -> ", the newest " + kept + " of them stay")
                                        .orElse("")));
        Optional.ofNullable(rule.expiration())
                .flatMap(each -> Optional.ofNullable(each.days()))
                .ifPresent(days -> parts.add("newest versions get a delete marker after " + days + " days"));
        Optional.ofNullable(rule.abortIncompleteMultipartUpload())
                .ifPresent(each -> parts.add("unfinished uploads go after " + each.daysAfterInitiation() + " days"));
        return rule.statusAsString().toLowerCase(java.util.Locale.ROOT) + ": "
                + (parts.isEmpty() ? "removes no versions" : String.join("; ", parts));
    }

    private List<Diagnosis> look(Key key, Expiry expiry) {
        var subject = "retention of " + key;
        try {
            var history = new ArrayList<Entry>();
            Optional<String> from = Optional.empty();
            do {
                Page page = lists.history(key, from);
                history.addAll(page.entries());
                from = page.next();
            } while (from.isPresent());
            return judge(subject, key, expiry, history);
        } catch (IOException e) {
            return List.of(Diagnosis.unknown(subject, String.valueOf(e.getMessage()), ""));
        }
    }

    List<Diagnosis> judge(String subject, Key key, Expiry expiry, List<Entry> history) {
        var now = clock.instant();
        var found = new ArrayList<Diagnosis>();
        var fates = expiry.fates(history, now);
        for (var fate : fates) {
            if (isPinned(key, fate)) {
                found.addAll(judge(subject, key, fate, now));
            }
        }
        long pushed = fates.stream().filter(Expiry.Fate::pushedOut).count();
        if (pushed > 0) {
            found.add(Diagnosis.warning(
                    subject,
                    pushed + " old versions go sooner because a rollback writes one more on top",
                    "Keep more noncurrent versions (NewerNoncurrentVersions) or copy them elsewhere"));
        }
        if (!history.isEmpty()
                && history.getFirst() instanceof Entry.Version newest
                && !expiry.hiding(newest).isEmpty()) {
            found.add(Diagnosis.warning(
                    subject,
                    "rule " + id(expiry.hiding(newest).getFirst()) + " deletes the newest version after a while",
                    "Exclude the inputs from that rule"));
        }
        return found.isEmpty() ? List.of(Diagnosis.good(subject, "no version that a rollback needs expires")) : found;
    }

    private boolean isPinned(Key key, Expiry.Fate fate) {
        return pins.stream()
                .anyMatch(pin -> pin.key().equals(key) && pin.version().equals(fate.version()));
    }

    private List<Diagnosis> judge(String subject, Key key, Expiry.Fate fate, Instant now) {
        var end = Stream.of(fate.now(), fate.afterRollback())
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder());
        if (end.isEmpty()) {
            return List.of();
        }
        long days = Math.max(0, Duration.between(now, end.get()).toDays());
        var certainty = fate.byTag() ? " if its tags are those of the rule" : "";
        var what = "the good version " + fate.version() + " goes for ever in " + days + " days" + certainty
                + (end.equals(fate.now()) ? "" : ", once a rollback lies on top");
        var action = "Roll back before, or keep a copy: aws s3api get-object --bucket " + connection.name() + " --key '"
                + key + "' --version-id='" + fate.version() + "' FILE";
        if (fate.now().isPresent() && !fate.now().get().isAfter(now)) {
            return List.of(Diagnosis.bad(
                    subject, "the good version " + fate.version() + " is due to go at any moment" + certainty, action));
        }
        return List.of(
                days <= Outlook.FEW_DAYS || fate.pushedOut()
                        ? Diagnosis.warning(subject, what, action)
                        : Diagnosis.good(subject, what));
    }

    /// {@return which pinned versions lie in an archive, or are encrypted with a key that cannot be used}
    List<Diagnosis> archives() {
        var found = new ArrayList<Diagnosis>();
        for (var pin : pins) {
            var subject = "storage of " + pin.key();
            found.addAll(new Asking(connection).of(subject, Action.READ_VERSION, List::of, () -> {
                var head = connection
                        .reader()
                        .headObject(request -> request.bucket(connection.name())
                                .key(pin.key().value())
                                .versionId(pin.version().value()));
                return List.of(Archive.of(head)
                        .map(archive -> Diagnosis.bad(
                                subject,
                                "version " + pin.version() + " lies in an archive (" + archive.place() + ")",
                                archive.command(
                                        connection.name(),
                                        pin.key().value(),
                                        pin.version().value())))
                        .orElseGet(() -> usable(subject, pin, head)));
            }));
        }
        return found;
    }

    /// Only asking for a checksum takes the key of encryption.
    private Diagnosis usable(String subject, Pin pin, HeadObjectResponse head) {
        var storage = Optional.ofNullable(head.storageClassAsString()).orElse("STANDARD");
        if (head.ssekmsKeyId() == null) {
            return Diagnosis.good(subject, storage);
        }
        try {
            new VersionReader(connection, lists).head(pin.key(), pin.version());
            return Diagnosis.good(subject, storage + ", encrypted with KMS key " + head.ssekmsKeyId());
        } catch (IOException e) {
            return Diagnosis.bad(subject, String.valueOf(e.getMessage()), "Mend that, then run doctor again");
        }
    }
}
