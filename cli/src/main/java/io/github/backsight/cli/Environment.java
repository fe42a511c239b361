package io.github.backsight.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/// Everything outside the program that a command may see, so that tests can run whole commands in their own process.
///
/// @param in what the user types
/// @param out results; UTF-8 whatever the locale
/// @param err messages and progress; UTF-8 whatever the locale
/// @param terminals which of the three are a terminal, where people sit
/// @param variables the environment variables
/// @param workingFolder what relative paths start from, absolute
/// @param freshNames gives a random name that nobody has used, at each call
/// @param watch sees what commands do
/// @param engine makes releases instead of this process
public record Environment(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Set<Channel> terminals,
        Map<String, String> variables,
        Path workingFolder,
        Clock clock,
        Supplier<String> freshNames,
        Watch watch,
        Optional<Engine> engine) {

    /// The three channels of every process.
    public enum Channel {
        IN,
        OUT,
        ERR
    }

    /// What the launcher tells with `-Dbacksight.terminals=IN,OUT,ERR`: Java itself cannot ask for each channel.
    /// Started
    /// without the launcher, the program takes none for a terminal.
    private static final String TERMINALS = "backsight.terminals";

    public Environment {
        terminals = Set.copyOf(terminals);
        variables = Map.copyOf(variables);
        if (!workingFolder.isAbsolute()) {
            throw new IllegalArgumentException("the working folder is an absolute path: " + workingFolder);
        }
    }

    /// One in which nobody watches.
    public Environment(
            InputStream in,
            PrintStream out,
            PrintStream err,
            Set<Channel> terminals,
            Map<String, String> variables,
            Path workingFolder,
            Clock clock,
            Supplier<String> freshNames) {
        this(in, out, err, terminals, variables, workingFolder, clock, freshNames, Watch.NOBODY, Optional.empty());
    }

    /// {@return the same, watched}
    Environment watchedBy(Watch other) {
        return new Environment(in, out, err, terminals, variables, workingFolder, clock, freshNames, other, engine);
    }

    /// {@return the same, with other environment variables}
    Environment withVariables(Map<String, String> others) {
        return new Environment(in, out, err, terminals, others, workingFolder, clock, freshNames, watch, engine);
    }

    /// {@return the same with other channels, of which none is a terminal}
    Environment withoutTerminal(InputStream otherIn, PrintStream otherOut, PrintStream otherErr) {
        return new Environment(
                otherIn, otherOut, otherErr, Set.of(), variables, workingFolder, clock, freshNames, watch, engine);
    }

    /// {@return the same, with another engine}
    public Environment withEngine(Engine other) {
        return new Environment(
                in, out, err, terminals, variables, workingFolder, clock, freshNames, watch, Optional.of(other));
    }

    /// {@return the environment of this very process}
    public static Environment ofThisProcess() {
        return new Environment(
                new FileInputStream(FileDescriptor.in),
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                terminals(System.getProperty(TERMINALS, "")),
                System.getenv(),
                Path.of("").toAbsolutePath(),
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }

    boolean isTerminal(Channel channel) {
        return terminals.contains(channel);
    }

    /// {@return the value of a variable, or the empty text when it is not set}
    String variable(String name) {
        return variables.getOrDefault(name, "");
    }

    private static Set<Channel> terminals(String list) {
        var terminals = EnumSet.noneOf(Channel.class);
        Arrays.stream(Channel.values())
                .filter(channel -> Arrays.asList(list.split(",")).contains(channel.name()))
                .forEach(terminals::add);
        return terminals;
    }
}
