package io.github.backsight.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs whole commands in a folder, without a process of their own, and keeps what they print.
final class CommandRun {
    static final Instant NOW = Instant.parse("2026-11-23T03:00:00Z");

    private final Path folder;
    private final Set<Environment.Channel> terminals = EnumSet.noneOf(Environment.Channel.class);
    private final AtomicInteger names = new AtomicInteger();
    private Map<String, String> variables = Map.of();
    private String typed = "";
    private Instant now = NOW;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CommandRun(Path folder) {
        this.folder = folder;
    }

    CommandRun onTerminals(Environment.Channel... channels) {
        terminals.addAll(Set.of(channels));
        return this;
    }

    CommandRun with(Map<String, String> values) {
        variables = values;
        return this;
    }

    CommandRun at(Instant time) {
        now = time;
        return this;
    }

    CommandRun typing(String text) {
        typed = text;
        return this;
    }

    /// {@return the exit code}
    int run(String... arguments) {
        out.reset();
        err.reset();
        return Backsight.run(arguments, environment());
    }

    Environment environment() {
        return new Environment(
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                terminals,
                variables,
                folder.toAbsolutePath(),
                Clock.fixed(now, ZoneOffset.UTC),
                () -> "fresh-" + names.incrementAndGet());
    }

    /// {@return what the last command printed as its result}
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /// {@return what the last command printed as messages}
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
