package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.util.List;

/// What checks say of a release.
public enum Verdict {
    GOOD,
    BAD,
    INCONCLUSIVE;

    /// {@return `BAD` if any finding refuses, else `GOOD`; only a check that could not look says `INCONCLUSIVE`}
    public static Verdict of(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL) ? BAD : GOOD;
    }
}
