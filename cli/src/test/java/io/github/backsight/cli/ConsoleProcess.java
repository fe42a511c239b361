package io.github.backsight.cli;

import io.github.backsight.console.Access;
import io.github.backsight.console.Changes;
import io.github.backsight.console.Person;
import io.github.backsight.console.Tokens;
import io.github.backsight.progress.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// A console in a process of its own, which dies the moment a step of an operation begins.
record ConsoleProcess(Process process, String address) implements AutoCloseable {
    private static final int DIED = 9;

    /// @param folder with a configuration
    /// @param step what the step's name begins with, as in `verify`
    static ConsoleProcess start(Path folder, String step) throws IOException {
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsoleProcess.class.getName(),
                        folder.toString(),
                        step))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        return new ConsoleProcess(process, Objects.requireNonNull(output.readLine(), "it did not start"));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var folder = Path.of(arguments[0]);
        var session = new Session(new CommandRun(folder).environment(), new GlobalOptions());
        try (var workplace = Workplace.open(session);
                var server = Consoles.start(
                        session,
                        workplace,
                        folder,
                        new Access(
                                InetAddress.getLoopbackAddress(),
                                0,
                                Optional.empty(),
                                Tokens.of(ConsoleTeam.TOKENS, "the test"),
                                false),
                        new Dying(new CommandChanges(new OwnCommands(session)), arguments[1]))) {
            System.out.println(server.address());
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    private record Dying(Changes changes, String step) implements Changes {
        @Override
        public Planned plan(Person who, Wish wish, Path file) throws io.github.backsight.console.Answers.Unanswered {
            return changes.plan(who, wish, file);
        }

        @Override
        public Ending apply(Person who, Path plan, String digest, Progress progress) {
            return changes.apply(who, plan, digest, (what, total, unit) -> {
                if (what.startsWith(step)) {
                    Runtime.getRuntime().halt(DIED);
                }
                return progress.start(what, total, unit);
            });
        }

        @Override
        public Ending recover(Person who, Progress progress) {
            return changes.recover(who, progress);
        }

        @Override
        public Ending unfreeze(Person who, String reason) {
            return changes.unfreeze(who, reason);
        }

        @Override
        public Ending check(Person who, String input, Path file, Progress progress) {
            return changes.check(who, input, file, progress);
        }

        @Override
        public Ending put(Person who, String input, Path file, boolean force, Progress progress) {
            return changes.put(who, input, file, force, progress);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
