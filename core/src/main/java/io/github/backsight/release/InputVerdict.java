package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What checks, and perhaps a person, have said of the bytes of an input.
///
/// @param version that was looked at; other versions with the same bytes have the same verdict
/// @param rules a digest of the rules; other rules may say something else
/// @param against the release whose input these bytes were compared with; empty where there was none
/// @param backsight the version of Backsight that looked
/// @param overruling what a person has said since, which counts before the checks
/// @param moves how far these bytes are from others, each of which was the good one once; last
/// measured first, at most [#MOST_MOVES]
public record InputVerdict(
        int format,
        String input,
        Key key,
        VersionId version,
        Sha256 sha256,
        Verdict checks,
        List<Finding> findings,
        Sha256 rules,
        Optional<ReleaseId> against,
        Instant time,
        String backsight,
        Optional<Overruling> overruling,
        List<Moved> moves) {
    /// The format that this code writes, and the newest that it reads.
    public static final int FORMAT = 1;

    static final int MOST_MOVES = 4;

    public InputVerdict {
        findings = List.copyOf(findings);
        // Records of before there were moves have none.
        moves = List.copyOf(Objects.requireNonNullElse(moves, List.<Moved>of()));
    }

    /// What was measured between these bytes and others.
    ///
    /// @param since the others
    /// @param amounts by the name of the measure and of the column; of what is no column's by an empty
    /// name
    public record Moved(Sha256 since, SortedMap<String, SortedMap<String, Double>> amounts) {
        public Moved {
            var copy = new TreeMap<String, SortedMap<String, Double>>();
            amounts.forEach(
                    (measure, places) -> copy.put(measure, Collections.unmodifiableSortedMap(new TreeMap<>(places))));
            amounts = Collections.unmodifiableSortedMap(copy);
        }
    }

    /// A person's own verdict.
    public record Overruling(Verdict verdict, String who, String reason, Instant time) {
        /// {@return as in `good, says ann at 2026-11-23T03:00:00Z: the new census`}
        public String text() {
            return verdict.name().toLowerCase(Locale.ROOT) + ", says " + who + " at "
                    + time.truncatedTo(ChronoUnit.SECONDS) + ": " + reason;
        }
    }

    /// {@return what counts: the person's word, where there is one}
    public Verdict verdict() {
        return overruling.map(Overruling::verdict).orElse(checks);
    }

    /// {@return whether a person has called these bytes that}
    boolean isCalled(Verdict verdict) {
        return overruling.map(Overruling::verdict).equals(Optional.of(verdict));
    }

    /// {@return the same as if no check had looked}
    public InputVerdict withoutChecks() {
        return new InputVerdict(
                format,
                input,
                key,
                version,
                sha256,
                Verdict.INCONCLUSIVE,
                List.of(),
                rules,
                against,
                time,
                backsight,
                overruling,
                moves);
    }

    /// {@return the same with a person's word}
    public InputVerdict overruled(Overruling said) {
        return new InputVerdict(
                format,
                input,
                key,
                version,
                sha256,
                checks,
                findings,
                rules,
                against,
                time,
                backsight,
                Optional.of(said),
                moves);
    }

    /// {@return the same with what stays of the record before it: the person's word, and what was
    /// measured since other bytes}
    InputVerdict after(InputVerdict before) {
        var since = moves.stream().map(Moved::since).toList();
        var all = Stream.concat(moves.stream(), before.moves.stream().filter(move -> !since.contains(move.since())))
                .limit(MOST_MOVES)
                .toList();
        return new InputVerdict(
                format,
                input,
                key,
                version,
                sha256,
                checks,
                findings,
                rules,
                against,
                time,
                backsight,
                before.overruling.or(() -> overruling),
                all);
    }

    /// {@return what was measured between `others` and these bytes; empty where nobody has}
    public Optional<Moved> movedSince(Sha256 others) {
        return moves.stream().filter(move -> move.since().equals(others)).findFirst();
    }

    /// {@return why these bytes are bad, as a clause}
    public String why() {
        return overruling
                .map(Overruling::text)
                .orElseGet(() -> "the checks say "
                        + findings.stream()
                                .filter(finding -> finding.severity() == Severity.FAIL)
                                .map(Finding::code)
                                .distinct()
                                .reduce((one, other) -> one + ", " + other)
                                .orElse("nothing against it"));
    }

    /// {@return what refuses to publish a release of these bytes, which are bad}
    Finding ofPublish(ReleaseId release, Pin pin) {
        return new Finding(
                "publish.input-bad",
                Severity.FAIL,
                "release " + release,
                "",
                "it was built from bytes of input " + input + " (version " + pin.version() + ") that are bad: " + why(),
                "Put a corrected file; or, if these bytes are right: backsight verdict " + input + "@" + pin.version()
                        + " good --reason TEXT",
                1,
                List.of());
    }
}
