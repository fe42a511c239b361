package io.github.backsight.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The runnable program.
@Command(name = "backsight", mixinStandardHelpOptions = true, description = "Builds a map, and takes it back.")
public final class Backsight {
    private Backsight() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Backsight()).execute(arguments));
    }
}
