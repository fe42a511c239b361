package io.github.backsight.console;

import io.github.backsight.console.Answers.Unanswered;
import io.github.backsight.progress.Progress;
import java.nio.file.Path;
import java.util.Optional;

/// Carries out what people decide in the console: by the commands, under the names of those who decide. Threads may
/// share it.
public interface Changes {
    /// What of the pointer is wanted.
    enum Action {
        PUBLISH,
        ROLLBACK,
        UNDO
    }

    /// What somebody wants.
    ///
    /// @param release empty: the one that the action takes by itself
    /// @param reason for those who read the journal later
    /// @param force whether to go ahead although checks refuse
    record Wish(Action action, Optional<String> release, String reason, boolean force) {}

    /// A plan that was saved.
    ///
    /// @param digest that names it
    /// @param release that is to be live
    /// @param text the plan as people read it
    /// @param refused whether checks refuse it
    /// @param command that does the same
    record Planned(String digest, String release, String text, boolean refused, String command) {}

    /// How something ended.
    ///
    /// @param exitCode as of the command: 0 where all is well
    /// @param record what the command prints with `--json`
    /// @param said what it told people besides
    record Ending(int exitCode, String record, String said) {}

    /// Makes a plan and saves it to `file`; changes nothing.
    Planned plan(Person who, Wish wish, Path file) throws Unanswered;

    /// Does exactly what a saved plan says, or refuses.
    Ending apply(Person who, Path plan, String digest, Progress progress);

    /// Completes the operation that was interrupted last.
    Ending recover(Person who, Progress progress);

    /// Lets publishing go on after a rollback.
    Ending unfreeze(Person who, String reason);

    /// Checks a file as a new version of an input; stores nothing.
    Ending check(Person who, String input, Path file, Progress progress);

    /// Stores a file as the new version of an input.
    ///
    /// @param force whether to store it although it is bad
    Ending put(Person who, String input, Path file, boolean force, Progress progress);
}
