package io.github.backsight.cli;

/// What a command did or found: the one record that both the text and `--json` show.
///
/// Components are named in lowerCamelCase and, once released, only added to.
interface Result {

    /// Tells people.
    void describe(Console console);

    /// {@return how the command ended; anything but `DONE` is described even with `--quiet`}
    default ExitCode exitCode() {
        return ExitCode.DONE;
    }

    /// {@return what `--json` prints: this record, unless the promise is a bare list}
    default Object json() {
        return this;
    }
}
