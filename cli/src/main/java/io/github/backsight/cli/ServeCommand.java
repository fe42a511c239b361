package io.github.backsight.cli;

import io.github.backsight.config.ConsoleSettings;
import io.github.backsight.console.Access;
import io.github.backsight.console.ConsoleServer;
import io.github.backsight.console.Metrics;
import io.github.backsight.console.Published;
import io.github.backsight.console.Tokens;
import io.github.backsight.input.InputCache;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Serves the console and the published map.
@Command(
        name = "serve",
        header = "The state of the map, its history, the way back, and the map itself, in a browser.",
        description = {
            "",
            "Serves until it is ended (Ctrl-C): what is live, a timeline of releases and inputs with their verdicts, the "
                    + "map of any release, the page of what changed between two, and the plan of a rollback. This machine "
                    + "only, and changes nothing, unless you say otherwise.",
            "",
            "With --tokens, or BACKSIGHT_CONSOLE_TOKENS, those who show a token may change what is live and upload inputs: "
                    + "each line is NAME ROLE TOKEN; a role is viewer, operator or approver.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight serve",
            "  backsight serve --tokens console.tokens      those who are named there may roll back",
            "  backsight serve --tokens console.tokens --listen 0.0.0.0 --origin https://console.example.org"
        })
final class ServeCommand implements Operation {
    private static final String TOKENS = "BACKSIGHT_CONSOLE_TOKENS";
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?");

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port to listen on; 0: one that is free (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--tokens",
            paramLabel = "FILE",
            description = "Who may change things; nobody but you may be able to read the file.")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "Where to listen, beyond this machine as well; needs tokens and --origin (default: 127.0.0.1).")
    private Optional<String> listen = Optional.empty();

    @Option(
            names = "--origin",
            paramLabel = "URL",
            description =
                    "How browsers reach the console through what stands before it. Everybody has to sign in then.")
    private Optional<String> origin = Optional.empty();

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
                var scratch = ScratchFolder.create(folder(workplace).resolveSibling("work"));
                var server = start(session, workplace, scratch, access(session, workplace), parts)) {
            session.note(
                    "Serving " + server.address() + " until Ctrl-C. The map: " + server.address() + "map/index.html");
            new CountDownLatch(1).await();
            return new Served(server.address());
        }
    }

                var parts = ServedParts.open(session, workplace, serving, metrics);
                var scratch = ScratchFolder.create(folder(workplace).resolveSibling("work"));
                var server = start(session, workplace, scratch, access(session, workplace), parts)) {
            session.note(
                    "Serving " + server.address() + " until Ctrl-C. The map: " + server.address() + "map/index.html");
        } catch (RuntimeException e) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "port " + access.port() + " cannot be listened on: " + e.getMessage()
                            + ". Choose another with --port N, or --port 0",
                    e);
        }
    }

    @Override
    public String afterInterruption() {
        return "An operation that was under way in the console has no end: see backsight status.";
    }
}
