package io.github.backsight.cli;

import io.github.backsight.config.ConfigurationException;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.s3.CannotSwapException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Optional;

/// A command that did not end well: what people and scripts are told instead of a stack trace.
///
/// @param exitCode the number that the process ends with
/// @param error what happened, to which object, and what to do next
/// @param findings what was seen in a bad input
record Failure(int exitCode, String error, List<Finding> findings) {
    Failure {
        findings = List.copyOf(findings);
    }

    static Failure of(ExitCode exitCode, String error) {
        return new Failure(exitCode.number(), error, List.of());
    }

    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case CommandException e -> of(e.exitCode(), message(e));
            case ConfigurationException e -> of(ExitCode.USAGE, message(e));
            case CannotSwapException e -> of(ExitCode.USAGE, message(e));
            case BadInputException e ->
                new Failure(ExitCode.REFUSED.number(), "the input is bad; nothing was changed", e.findings());
            case UncheckedIOException e -> of(e.getCause() == null ? new IOException(message(e)) : e.getCause());
            case FileSystemException e -> of(ExitCode.FAILED, sentence(e));
            case IOException e -> of(ExitCode.FAILED, message(e));
            case InterruptedException e -> of(ExitCode.INTERRUPTED, "interrupted");
            case OutOfMemoryError e ->
                of(
                        ExitCode.FAILED,
                        "not enough memory (" + message(e)
                                + "). Give Java more, for example: BACKSIGHT_JAVA_OPTIONS=-Xmx4g backsight ...");
            default ->
                of(
                        ExitCode.FAILED,
                        "a fault of Backsight itself: " + thrown
                                + ". Run the command again with --debug and report what it prints.");
        };
    }

    void describe(Console console) {
        console.findings(findings);
        console.line(console.bad("backsight:") + " " + error);
    }

    /// The messages of these exceptions are often only a path.
    private static String sentence(FileSystemException e) {
        var file = Optional.ofNullable(e.getFile()).orElse("a file");
        return switch (e) {
            case NoSuchFileException missing -> "'" + file + "' does not exist. Check the path.";
            case AccessDeniedException denied ->
                "'" + file + "' must not be read or written by this user. Change its permissions, or the user.";
            case FileAlreadyExistsException there -> "'" + file + "' exists already. Move it away, or name another.";
            case NotDirectoryException plain -> "'" + file + "' is not a folder. Check the path.";
            case DirectoryNotEmptyException full -> "the folder '" + file + "' is not empty. Name an empty one.";
            default -> "'" + file + "': " + Optional.ofNullable(e.getReason()).orElse(e.toString());
        };
    }

    private static String message(Throwable thrown) {
        return Optional.ofNullable(thrown.getMessage()).orElse(thrown.toString());
    }
}
