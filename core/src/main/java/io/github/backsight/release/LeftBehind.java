package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.util.List;
import java.util.Optional;

/// What a plan says of operations that have no end (law 5): they are under way, or were interrupted.
final class LeftBehind {
    private LeftBehind() {}

    /// @param unfinished all without an end
    /// @param resumed the one that the plan completes
    static List<Finding> findings(List<Journal.Unfinished> unfinished, Optional<Journal.Unfinished> resumed) {
        return unfinished.stream()
                .filter(each -> !resumed.equals(Optional.of(each)))
                .map(each -> new Finding(
                        "operation.unfinished",
                        Severity.WARN,
                        "operation " + each.operation(),
                        "",
                        each.text() + " has no end, its last step is " + each.lastStep()
                                + "; this plan leaves it behind",
                        "To finish it instead: backsight recover " + each.operation(),
                        1,
                        List.of()))
                .toList();
    }
}
