package io.github.backsight.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The runnable program. Its commands: [Commands].
@Command(
        name = "backsight",
        versionProvider = ProgramVersion.class,
        header = "Builds a map from versioned inputs, publishes it, and takes it back to a known good state.",
        description = {
            "",
            "Inputs, releases and the live pointer lie in a store that keeps every version. A build reads exact "
                    + "versions and makes a release that never changes; publishing and rolling back move one pointer.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight demo                  the whole story on real counties, in a minute",
            "  backsight init                  write a commented backsight.yaml here",
            "  backsight put score usa.csv     check a file and upload it as the new version of the input 'score'",
            "  backsight help put              what one command does, with examples"
        })
public final class Backsight {
    @Mixin
    private final GlobalOptions options = new GlobalOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version of Backsight and of Java.")
    private boolean version;

    Backsight() {}

    public static void main(String[] arguments) {
        // Maps are drawn into files; no display is ever needed.
        System.setProperty("java.awt.headless", "true");
        var program = new Program(Environment.ofThisProcess());
        Runtime.getRuntime().addShutdownHook(new Thread(program::interrupt, "interrupted"));
        System.exit(program.run(arguments));
    }

    /// Runs one command as a process of its own would, without ending this one.
    ///
    /// @return the exit code, as [ExitCode] lists them
    public static int run(String[] arguments, Environment environment) {
        return new Program(environment).run(arguments);
    }

    GlobalOptions options() {
        return options;
    }

    boolean version() {
        return version;
    }
}
