package io.github.backsight.testkit;

import io.github.backsight.progress.Progress;
import io.github.backsight.release.Applier;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Planner;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Target;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.GuidedObjectStore.Fate;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A process of its own that runs one command on a store and dies at a chosen store call, or is killed from outside.
///
/// It says each call in a line, before it is made.
public record OperationProcess(Process process, BufferedReader output) implements AutoCloseable {
    /// Its exit code when it has died at its call.
    public static final int DIED = 9;

    /// Where it dies.
    ///
    /// @param call counted from 1; [#NEVER] for none
    public record Death(boolean afterwards, int call) {
        public static final Death NEVER = new Death(false, Integer.MAX_VALUE);

        /// {@return before and after each of `calls` calls; of these `most`, drawn by `random`}
        public static List<Death> some(int calls, int most, Random random) {
            var all = IntStream.rangeClosed(1, calls)
                    .boxed()
                    .flatMap(call -> Stream.of(new Death(false, call), new Death(true, call)))
                    .toList();
            return most >= all.size()
                    ? all
                    : random.ints(0, all.size())
                            .distinct()
                            .limit(most)
                            .mapToObj(all::get)
                            .toList();
        }

        List<String> arguments() {
            return List.of(Boolean.toString(afterwards), Integer.toString(call));
        }
    }

    /// @param main whose `main` calls `run` with the last three of its
    ///   arguments
    /// @param store what it needs to open the store
    /// @param command `publish:RELEASE`, `rollback` or `undo`
    public static OperationProcess start(Class<?> main, List<String> store, String command, Death death)
            throws IOException {
        return start(main, store, Map.of(), command, death);
    }

    /// @param surroundings what its environment has besides this one's
    public static OperationProcess start(
            Class<?> main, List<String> store, Map<String, String> surroundings, String command, Death death)
            throws IOException {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(store);
        line.add(command);
        line.addAll(death.arguments());
        var builder = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(surroundings);
        var process = builder.start();
        return new OperationProcess(process, process.inputReader(StandardCharsets.UTF_8));
    }

    /// {@return the calls that it has said until it ended}
    public List<String> calls() throws IOException {
        var calls = new ArrayList<String>();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            calls.add(line);
        }
        return calls;
    }

    /// Kills it as `kill -9` does, if it still runs.
    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        output.close();
    }

    /// What the process does.
    public static void run(ObjectStore store, String prefix, String command, String afterwards, String call)
            throws IOException {
        var through = new GuidedObjectStore(store, new Executioner(Boolean.parseBoolean(afterwards), call));
        var intent = new Intent("ada", "it has to be", Intent.Checks.OVERRULED);
        var planner = new Planner(through, prefix);
        var plan = switch (command) {
            case "rollback" -> planner.rollback(new Target.LastGood(), intent);
            case "undo" -> planner.undo(intent);
            default -> planner.publish(new ReleaseId(command.substring("publish:".length())), intent);
        };
        new Applier(through, prefix, Clock.systemUTC(), new Random()).apply(plan, Progress.SILENT);
    }

    /// Ends this process at its call as a power cut does: nothing is closed, and no hook runs.
    private static final class Executioner implements GuidedObjectStore.Guide {
        private final boolean afterwards;
        private final int call;
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger ended = new AtomicInteger();

        Executioner(boolean afterwards, String call) {
            this.afterwards = afterwards;
            this.call = Integer.parseInt(call);
        }

        @Override
        public Fate before(String name) {
            if (begun.incrementAndGet() == call && !afterwards) {
                Runtime.getRuntime().halt(DIED);
            }
            System.out.println(name);
            return Fate.GOES_WELL;
        }

        @Override
        public void after(String name) {
            if (ended.incrementAndGet() == call && afterwards) {
                Runtime.getRuntime().halt(DIED);
            }
        }
    }
}
