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

    private static Path folder(Workplace workplace) {
        return InputCache.folderBeside(workplace.configuration().file());
    }

    private Access access(Session session, Workplace workplace) throws IOException {
        var tokens = tokens(session);
        var address = address();
        var at = origin.flatMap(ServeCommand::origin);
        if (at.isEmpty() && origin.isPresent()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + origin.get()
                            + "' is no origin: http:// or https://, a host, perhaps a port, and nothing after");
        }
        if (!address.isLoopbackAddress() && tokens.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "to listen on " + address.getHostAddress() + ", where others reach it, takes --tokens FILE or "
                            + TOKENS);
        }
        if (!address.isLoopbackAddress() && at.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "to listen on " + address.getHostAddress()
                            + " takes --origin URL: the address that browsers know the console by");
        }
        if (at.isPresent() && tokens.isEmpty()) {
            throw new CommandException(
                    ExitCode.USAGE, "with --origin everybody signs in, which takes --tokens FILE or " + TOKENS);
        }
        if (at.isPresent() && !at.get().getScheme().equals("https")) {
            session.note("backsight: tokens and sessions travel unencrypted to " + at.get()
                    + "; put a server with TLS before the console");
        }
        boolean secondPerson = workplace.configuration().console().approval() == ConsoleSettings.Approval.SECOND_PERSON;
        return new Access(address, port, at, tokens, secondPerson);
    }

    private Tokens tokens(Session session) throws IOException {
        var variable = session.environment().variable(TOKENS);
        try {
            if (tokenFile.isPresent()) {
                return Tokens.read(session.path(tokenFile.get()));
            }
            return variable.isBlank() ? Tokens.NONE : Tokens.of(variable, TOKENS);
        } catch (NoSuchFileException e) {
            throw new CommandException(ExitCode.USAGE, "there is no file '" + tokenFile.orElseThrow() + "'", e);
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private InetAddress address() throws CommandException {
        try {
            return listen.isPresent() ? InetAddress.getAllByName(listen.get())[0] : InetAddress.getLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new CommandException(ExitCode.USAGE, "'" + listen.orElse("") + "' is no address", e);
        }
    }

    private static Optional<URI> origin(String text) {
        return ORIGIN.matcher(text).matches() ? Optional.of(URI.create(text)) : Optional.empty();
    }

    private static ConsoleServer start(
            Session session, Workplace workplace, ScratchFolder scratch, Access access, ServedParts parts)
            throws IOException {
        var commands = new OwnCommands(session);
        var here = new ConsoleServer.Surroundings(
                folder(workplace).resolveSibling("plans"),
                scratch.path(),
                session.environment().clock(),
                session.environment().freshNames());
        try {
            return ConsoleServer.start(
                    access,
                    new CommandAnswers(commands, scratch.path()),
                    new CommandChanges(commands),
                    new Published(workplace.store(), workplace.prefix()),
                    here,
                    parts.list());
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
