package io.github.backsight.cli;

import java.io.IOException;

/// One command, its options filled in by picocli.
interface Operation {

    /// Does the work and says what came of it. Prints nothing itself but notes and questions.
    ///
    /// @throws IOException when it failed; [Failure] tells people and scripts what to do next
    Result perform(Session session) throws IOException, InterruptedException;

    /// {@return what to do after this command was interrupted, one sentence}
    default String afterInterruption() {
        return "Run the same command again.";
    }
}
