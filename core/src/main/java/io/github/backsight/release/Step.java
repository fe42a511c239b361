package io.github.backsight.release;

import java.io.IOException;

/// One step of an operation, between two journal entries.
///
/// @param name as in `input score`
/// @param object the key that it is about
record Step(String name, String object, Work work) {
    /// What a step does.
    @FunctionalInterface
    interface Work {
        /// @throws InDoubtException if it may or may not have happened
        /// @throws IOException if it did not happen
        End run() throws IOException;
    }

    /// How a step ended.
    record End(StepResult.Ended ended, String detail) {
        static End done(String detail) {
            return new End(StepResult.Ended.DONE, detail);
        }

        static End failed(String detail) {
            return new End(StepResult.Ended.FAILED, detail);
        }

        static End unknown(String detail) {
            return new End(StepResult.Ended.UNKNOWN, detail);
        }

        static End overtaken(String detail) {
            return new End(StepResult.Ended.OVERTAKEN, detail);
        }
    }

    /// {@return the name as journal entries have it: `input-score`}
    String journalName() {
        return name.replace(' ', '-');
    }
}
