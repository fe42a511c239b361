package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a check of the files of a release found, long after its build: `.backsight/checked/<release>.json`.
///
/// @param own what was found in the release itself
/// @param compared what was found beside another release; tells nothing once something else is live
/// @param against that other release; empty where there was none
/// @param backsight the version of Backsight that looked
public record ReleaseVerdict(
        int format,
        ReleaseId release,
        List<Finding> own,
        List<Finding> compared,
        Optional<ReleaseId> against,
        Instant time,
        String backsight) {
    /// The format that this code writes, and the newest that it reads.
    public static final int FORMAT = 1;

    public ReleaseVerdict {
        own = List.copyOf(own);
        compared = List.copyOf(compared);
    }

    /// {@return what refuses to publish it}
    ///
    /// @param baseline what a publish would hold it against now
    Optional<Finding> ofPublish(Optional<ReleaseId> baseline) {
        boolean counts = against.isPresent() && against.equals(baseline);
        return refusal(
                "publish.release-bad",
                codes(counts ? Stream.concat(own.stream(), compared.stream()) : own.stream()),
                "Publish another release; look with: backsight check " + release);
    }

    /// {@return what refuses to go back to it: only what is wrong with the release itself, since far from what is live
    /// is where a way back is meant to lead}
    Optional<Finding> ofRollback() {
        return refusal(
                "rollback.release-bad",
                codes(own.stream()),
                "Choose another release that 'backsight releases' lists; look with: backsight check " + release);
    }

    /// {@return why it is none to go back to}
    Optional<String> condemned() {
        var codes = codes(own.stream());
        return codes.isEmpty() ? Optional.empty() : Optional.of("a check of its tiles found " + codes);
    }

    private Optional<Finding> refusal(String code, String codes, String action) {
        return codes.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(
                        code,
                        Severity.FAIL,
                        "release " + release,
                        "",
                        "a check of its tiles found " + codes,
                        action,
                        1,
                        List.of()));
    }

    private static String codes(Stream<Finding> findings) {
        return findings.filter(finding -> finding.severity() == Severity.FAIL)
                .map(Finding::code)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
