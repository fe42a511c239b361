package io.github.backsight.cli;

import io.github.backsight.console.ConsoleServer;
import io.github.backsight.console.Metrics;
import io.github.backsight.console.Published;
import io.github.backsight.input.InputCache;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the console and the published map to this machine.
@Command(
        name = "serve",
        header = "The state of the map, its history, and the map itself, in a browser.",
        description = {
            "",
            "Serves this machine only, until it is ended (Ctrl-C): what is live, a timeline of releases and inputs with "
                    + "their verdicts, the map of any release, the page of what changed between two, and the plan of a "
                    + "rollback. Changes nothing.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  backsight serve", "  backsight serve --port 9000"})
final class ServeCommand implements Operation {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port to listen on; 0: one that is free (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    /// @param address where it was
    record Served(String address) implements Result {
        @Override
        public void describe(Console console) {
            console.line("No longer served: " + address);
        }
    }

    @Override
    public Result perform(Session started) throws IOException, InterruptedException {
        if (port < 0 || port > 65_535) {
            throw new CommandException(ExitCode.USAGE, "a port is 0 to 65535, not " + port);
        }
        var metrics = new Metrics(System::nanoTime);
        var session = started.watchedBy(new CountingWatch(metrics));
        try (var workplace = Workplace.open(session);
                var parts = ServedParts.open(session, workplace, serving, metrics);
                var scratch = ScratchFolder.create(
                        InputCache.folderBeside(workplace.configuration().file())
                                .resolveSibling("work"));
                var server = start(session, workplace, scratch, parts)) {
            session.note("Serving " + server.address() + " to this machine, until Ctrl-C. The map: " + server.address()
                    + "map/index.html");
            new CountDownLatch(1).await();
            return new Served(server.address());
        }
    }

    private ConsoleServer start(Session session, Workplace workplace, ScratchFolder scratch, ServedParts parts)
            throws IOException {
        try {
            return ConsoleServer.start(
                    port,
                    new CommandAnswers(session, scratch.path()),
                    new Published(workplace.store(), workplace.prefix()),
                    parts.list());
        } catch (RuntimeException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "port " + port + " cannot be listened on: " + e.getMessage()
                            + ". Choose another with --port N, or --port 0",
                    e);
        }
    }

    @Override
    public String afterInterruption() {
        return "Nothing was changed.";
    }
}
