package io.github.backsight.release;

/// Who wants an operation, why, and whether the checks may refuse it.
///
/// @param who as the operating system or the cloud names them
/// @param reason for the people who read the journal later; may be empty unless checks are overruled
public record Intent(String who, String reason, Checks checks) {
    /// What a check that refuses does.
    public enum Checks {
        /// It refuses the operation.
        KEPT,
        /// It is shown and recorded, and the operation goes on.
        OVERRULED
    }

    public Intent {
        if (checks == Checks.OVERRULED && reason.isBlank()) {
            throw new IllegalArgumentException("overruling the checks needs a reason: give one with --reason");
        }
    }

    public static Intent of(String who, String reason) {
        return new Intent(who, reason, Checks.KEPT);
    }
}
