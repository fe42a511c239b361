package io.github.backsight.doctor;

/// What was found of one thing that a rollback needs. Printed as it is with `doctor --json`: components are only added.
///
/// @param subject what was looked at, as in `input score`
/// @param found one sentence
/// @param action what to do; empty when there is nothing to do
public record Diagnosis(String subject, State state, String found, String action) {

    /// Whether it stands in the way of a rollback.
    public enum State {
        GOOD,
        /// A rollback is possible; something beside it will not be as people expect.
        WARNING,
        /// A rollback fails, or would not be safe.
        BAD,
        /// It could not be found out.
        UNKNOWN
    }

    public static Diagnosis good(String subject, String found) {
        return new Diagnosis(subject, State.GOOD, found, "");
    }

    public static Diagnosis warning(String subject, String found, String action) {
        return new Diagnosis(subject, State.WARNING, found, action);
    }

    public static Diagnosis bad(String subject, String found, String action) {
        return new Diagnosis(subject, State.BAD, found, action);
    }

    public static Diagnosis unknown(String subject, String found, String action) {
        return new Diagnosis(subject, State.UNKNOWN, found, action);
    }
}
