package io.github.backsight.console;

/// What somebody may do in the console. Each may do what those before it may.
public enum Role {
    /// Look.
    VIEWER,
    /// Change what is live, and upload inputs.
    OPERATOR,
    /// Agree to what an operator has planned.
    APPROVER;

    boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
