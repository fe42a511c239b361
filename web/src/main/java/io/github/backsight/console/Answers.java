package io.github.backsight.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// Answers what the console asks, with the same records that the commands print. Threads may share it.
public interface Answers {
    /// {@return a record as JSON}
    ///
    /// @param question the name of a command that changes nothing, as `status`
    /// @param parameters what the question is about, each already held against a pattern
    /// @throws Unanswered if the command did not end well
    String answer(String question, Map<String, String> parameters) throws Unanswered;

    /// {@return a file with the page of what changed from one release to another}
    ///
    /// @throws Unanswered if there is no such release, or it has no tiles that can be compared
    Path changes(String before, String now) throws IOException, Unanswered;

    /// {@return a file with the page of what is known of an operation}
    ///
    /// @throws Unanswered if there is no such operation
    Path evidence(String operation) throws IOException, Unanswered;

    /// A question that has no answer, and why.
    final class Unanswered extends Exception {
        private static final long serialVersionUID = 1;

        /// @param message for people: what happened, and what to do next
        public Unanswered(String message) {
            super(message);
        }
    }
}
