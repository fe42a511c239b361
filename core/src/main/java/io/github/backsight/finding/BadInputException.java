package io.github.backsight.finding;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// An input that cannot be used, with the findings that say why.
public final class BadInputException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<Finding> findings;

    public BadInputException(List<Finding> findings) {
        super(findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .map(Finding::text)
                .collect(Collectors.joining("\n")));
        this.findings = List.copyOf(findings);
    }

    /// {@return all that was seen, at least one with severity `FAIL`}
    public List<Finding> findings() {
        return findings;
    }
}
