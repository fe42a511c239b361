package io.github.backsight.spark;

import io.github.backsight.cli.Backsight;
import io.github.backsight.cli.Engine;
import io.github.backsight.cli.Environment;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// A build on Spark as a process of its own, driver and executors in one. It says how far it has
/// come, and waits to be killed when all is made and nothing stored.
final class DriverProgram {
    static final int BLOCKS = 4;
    static final String MADE = "all is made";

    private DriverProgram() {}

    /// @param arguments the configuration, and where results are kept
    public static void main(String[] arguments) {
        var session = Sessions.local(2);
        var engine = Workshop.engine(session, BLOCKS, Optional.of(arguments[1]));
        Engine telling = (work, progress) -> {
            var made = engine.make(work, DriverProgram::start);
            System.out.println(MADE);
            awaitDeath();
            return made;
        };
        System.exit(Backsight.run(
                new String[] {"build", "--config", arguments[0]},
                Environment.ofThisProcess().withEngine(telling)));
    }

    /// {@return the line that is said when so many tasks of a step are done}
    static String line(String step, long tasks) {
        return step + ": " + tasks + ";";
    }

    private static Progress.Step start(String what, long total, Progress.Unit unit) {
        var done = new AtomicLong();
        return amount -> System.out.println(line(what, done.addAndGet(amount)));
    }

    private static void awaitDeath() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("nobody has killed it");
        }
    }
}
