package io.github.backsight.release;

import java.io.IOException;
import java.util.Optional;

/// One run of a command by one process, and what the process was told in the end.
final class Attempt {
    /// What a process was told.
    sealed interface Told {
        /// A put, a delete, a build or an unfreeze came to an end of some kind.
        record Nothing() implements Told {}

        record Result(Outcome outcome) implements Told {}

        /// No plan could be made, or a file, a release or a lift could not be written.
        record Fault(IOException fault) implements Told {}

        /// It died before it was told anything.
        record Died(String where) implements Told {}
    }

    final int process;
    final Command command;
    final long begun;
    long ended = Long.MAX_VALUE;
    Optional<Plan> plan = Optional.empty();
    Optional<String> fault = Optional.empty();
    Told told = new Told.Died("before its first call");

    Attempt(int process, Command command, long begun) {
        this.process = process;
        this.command = command;
        this.begun = begun;
    }

    /// {@return whether nobody knows that the command came to its end}
    boolean isOpen() {
        return switch (told) {
            case Told.Died unused -> true;
            case Told.Fault unused -> true;
            case Told.Nothing unused -> false;
            case Told.Result(var outcome) -> outcome instanceof Outcome.Failed || outcome instanceof Outcome.Unsettled;
        };
    }

    @Override
    public String toString() {
        return "process " + process + " from " + begun + " to " + ended + ": " + command
                + fault.map(each -> " with " + each).orElse("")
                + plan.flatMap(Plan::resumes).map(each -> " resuming " + each).orElse("") + " -> " + told;
    }
}
