package io.github.backsight.cli;

import java.io.IOException;

/// A command that cannot be done, for a reason that the command itself sees; the message is for people and names the
/// object and the next step.
final class CommandException extends IOException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    CommandException(ExitCode exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    CommandException(ExitCode exitCode, Throwable cause) {
        super(cause.getMessage(), cause);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
