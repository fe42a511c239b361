package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import java.util.List;
import java.util.Optional;

/// What became of applying a plan. None of these claims more than is known (law 6).
public sealed interface Outcome {
    /// All of it happened and was verified.
    record Done(OperationResult result) implements Outcome {}

    /// Everything was so already; nothing was written.
    record NothingToDo(ReleaseId live) implements Outcome {}

    /// Checks refused it; nothing was changed. Exit code 3.
    record RefusedByChecks(List<Finding> findings) implements Outcome {
        public RefusedByChecks {
            findings = List.copyOf(findings);
        }
    }

    /// What the plan saw has moved; neither pointer nor inputs were changed. Exit code 3; plan again.
    record RefusedAsStale(List<Moved> moved) implements Outcome {
        public RefusedAsStale {
            moved = List.copyOf(moved);
        }
    }

    /// Another operation is under way, or a more urgent one has taken its place; neither pointer nor inputs were
    /// changed. Exit code 3; wait for the other one, or look at what it did.
    ///
    /// @param lease of the other operation
    record RefusedByLock(Lease lease) implements Outcome {}

    /// It made its release live, and another operation has moved the pointer since. Exit code 1.
    ///
    /// @param live what is live now; empty when nothing is
    record Overtaken(OperationResult result, Optional<LivePointer> live) implements Outcome {}

    /// A step failed; the ones before it stand. Exit code 1; the same command again completes it.
    ///
    /// @param message what failed, on which object, and what to do
    record Failed(OperationResult result, String message) implements Outcome {}

    /// A step may or may not have happened. Exit code 4; run `status`, then the same command again.
    ///
    /// @param message what is in doubt, and what to do
    record Unsettled(OperationResult result, String message) implements Outcome {}
}
