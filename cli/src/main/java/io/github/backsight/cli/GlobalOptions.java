package io.github.backsight.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every command has, before or after its name.
final class GlobalOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "backsight.yaml",
            scope = ScopeType.INHERIT,
            description = "The configuration (default: ./backsight.yaml).")
    private Path configuration = Path.of("backsight.yaml");

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print the result as JSON: the same record that the text shows.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            scope = ScopeType.INHERIT,
            description = "Print errors only; with --json, the result too.")
    private boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Print a stack trace with an error.")
    private boolean debug;

    Path configuration() {
        return configuration;
    }

    boolean json() {
        return json;
    }

    boolean quiet() {
        return quiet;
    }

    boolean help() {
        return help;
    }

    boolean debug() {
        return debug;
    }
}
