package io.github.backsight.console;

import io.github.backsight.console.Answers.Unanswered;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Serves the console, its answers and the published map; with [Changes], also carries out what people decide.
///
/// Requests under another name than the server's own are refused, so that no page of another host reads along by a
/// name that leads here. Who may do what: [Doorkeeper].
public final class ConsoleServer implements AutoCloseable {
    private static final Pattern RELEASE = Pattern.compile("[0-9a-f]{4,16}");
    private static final Pattern OPERATION = Pattern.compile("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int IDLE_MILLIS = 20_000;

    /// What may be asked, and which parameter of it must be of which form.
    private static final Map<String, Map<String, Pattern>> QUESTIONS = Question.forms();

    private static final String OWN_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
                    + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// A page of changes brings its program with it. It has no origin here, and can ask for nothing.
    private static final String PAGE_POLICY =
            "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' blob:;"
                    + " style-src 'unsafe-inline'; img-src data: blob:; worker-src blob: data:; connect-src blob: data:; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private static final String STILL_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Answers answers;
    private final PublishedHandler published;
    private final List<Part> parts;
    private final Javalin server;
    private final Doorkeeper doorkeeper;
    private final SessionRoutes sessions;
    private final ChangeRoutes changes;
    private final Work work;
    private final Access access;

    private ConsoleServer(
            Access access, Answers answers, Changes changes, Published published, Surroundings here, List<Part> parts) {
        this.parts = List.copyOf(parts);
        var random = new SecureRandom();
        var begun = new Sessions(here.clock(), random);
        this.access = access;
        this.answers = answers;
        this.published = new PublishedHandler(published);
        this.doorkeeper = new Doorkeeper(access, begun, new Attempts(here.clock()), this::port);
        this.sessions = new SessionRoutes(access, doorkeeper, begun);
        this.work = new Work(here.freshNames());
        this.changes = new ChangeRoutes(
                access,
                changes,
                new PlanShelf(here.plans(), here.clock()),
                new UploadShelf(here.scratch(), here.freshNames(), here.clock()),
                work,
                here.freshNames());
        this.server = Javalin.create(this::configure);
    }

    /// What the server has of the machine it runs on.
    ///
    /// @param plans a folder that outlives the server, for plans that wait for an approver
    /// @param scratch a folder that goes when the server ends, for files that people send
    /// @param freshNames gives a random name that nobody can guess, at each call
    public record Surroundings(Path plans, Path scratch, InstantSource clock, Supplier<String> freshNames) {}

    /// Starts.
    ///
    /// @param parts more than the console; they see each request in this order
    /// @throws io.javalin.util.JavalinException if the port cannot be listened on
    public static ConsoleServer start(
            Access access, Answers answers, Changes changes, Published published, Surroundings here, List<Part> parts) {
        var console = new ConsoleServer(access, answers, changes, published, here, parts);
        console.server.start(access.address().getHostAddress(), access.port());
        return console;
    }

    /// {@return where browsers find it}
    public String address() {
        return access.origin().map(origin -> origin + "/").orElse("http://127.0.0.1:" + port() + "/");
    }

    /// {@return the port that is listened on}
    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // Ranges are of what lies in the store.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.generateEtags = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(LONGEST_HEADERS);
            http.setIdleTimeout(IDLE_MILLIS);
        });
        parts.forEach(part -> part.attach(config));
        config.routes.before(this::guard);
        var own = new ArrayList<>(sessions.routes());
        own.addAll(changes.routes());
        Described.routes(published, parts, own).forEach(route -> route.attach(config));
        config.routes.get("/", context -> own(context, "console.html", "text/html; charset=utf-8"));
        for (var script : List.of("console.js", "changes.js", "parts.js")) {
            config.routes.get("/" + script, context -> own(context, script, "text/javascript; charset=utf-8"));
        }
        config.routes.get("/console.css", context -> own(context, "console.css", "text/css; charset=utf-8"));
        config.routes.get("/api/{question}", this::answer);
        config.routes.get("/evidence/{operation}", this::evidence);
        config.routes.get("/compare/{before}/{now}", this::compare);
        for (var method : List.of(HandlerType.GET, HandlerType.HEAD)) {
            config.routes.addHttpHandler(method, "/map", context -> context.redirect("/map/index.html"));
            config.routes.addHttpHandler(method, "/preview/{release}/<name>", this::preview);
        }
        config.routes.error(404, context -> {
            if (!Optional.ofNullable(context.res().getContentType()).orElse("").startsWith("application/problem")) {
                Problems.send(context, 404, "there is no " + context.path() + " here");
            }
        });
        config.routes.exception(
                Refused.class, (refused, context) -> Problems.send(context, refused.status(), refused.detail()));
        config.routes.exception(
                HttpResponseException.class,
                (refused, context) ->
                        Problems.send(context, refused.getStatus(), String.valueOf(refused.getMessage())));
        config.routes.exception(
                Exception.class,
                (fault, context) -> Problems.send(
                        context,
                        500,
                        Optional.ofNullable(fault.getMessage())
                                .orElse(fault.getClass().getSimpleName())));
    }

    private void guard(Context context) {
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "no-referrer");
        context.header("X-Frame-Options", "DENY");
        context.header("Cross-Origin-Opener-Policy", "same-origin");
        doorkeeper.admit(context);
    }

    private static void own(Context context, String name, String type) throws IOException {
        try (var in = ConsoleServer.class.getResourceAsStream("/console/" + name)) {
            if (in == null) {
                throw new IOException("the program lacks console/" + name);
            }
            context.header("Content-Security-Policy", OWN_POLICY);
            context.header("Cache-Control", "no-cache");
            context.result(in.readAllBytes());
            context.contentType(type);
        }
    }

    private static void json(Context context, String text) {
        context.header("Cache-Control", "no-store");
        context.result(text.getBytes(StandardCharsets.UTF_8));
        context.contentType("application/json");
    }

    private void answer(Context context) {
        var question = context.pathParam("question");
        var known = QUESTIONS.get(question);
        if (known == null) {
            Problems.send(
                    context,
                    404,
                    "'" + question + "' cannot be asked; there are "
                            + String.join(
                                    ", ", QUESTIONS.keySet().stream().sorted().toList()));
            return;
        }
        var parameters = context.queryParamMap();
        for (var parameter : parameters.entrySet()) {
            var form = known.get(parameter.getKey());
            if (form == null
                    || parameter.getValue().size() != 1
                    || !form.matcher(parameter.getValue().getFirst()).matches()) {
                Problems.send(context, 400, "'" + question + "' takes no such '" + parameter.getKey() + "'");
                return;
            }
        }
        try {
            json(
                    context,
                    answers.answer(
                            question,
                            parameters.entrySet().stream()
                                    .collect(Collectors.toMap(
                                            Map.Entry::getKey,
                                            entry -> entry.getValue().getFirst()))));
        } catch (Unanswered why) {
            Problems.send(context, 409, String.valueOf(why.getMessage()));
        }
    }

    private void compare(Context context) {
        var before = context.pathParam("before");
        var now = context.pathParam("now");
        if (!RELEASE.matcher(before).matches() || !RELEASE.matcher(now).matches()) {
            Problems.send(context, 400, "two releases are compared by their ids");
            return;
        }
        try {
            var page = answers.changes(before, now);
            context.header("Content-Security-Policy", PAGE_POLICY);
            context.header("Cache-Control", "no-store");
            context.result(Files.newInputStream(page));
            context.contentType("text/html; charset=utf-8");
        } catch (Unanswered why) {
            Problems.send(context, 409, String.valueOf(why.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Shows any release as if it were live: its own documents stand where those of the live one do.
    private void preview(Context context) throws IOException {
        var release = context.pathParam("release");
        var name = context.pathParam("name");
        if (!RELEASE.matcher(release).matches()) {
            Problems.send(context, 404, "'" + release + "' is no release");
        } else if (name.equals("live.json")) {
            Problems.send(context, 404, "a release that is looked at is not live");
        } else if (name.startsWith("releases/")) {
            published.send(context, name);
        } else {
            published.send(context, "releases/" + release + "/" + name);
        }
    }

    /// What is known of an operation, as a page that can do nothing.
    private void evidence(Context context) throws IOException {
        var operation = context.pathParam("operation");
        if (!OPERATION.matcher(operation).matches()) {
            throw new Refused(400, "an operation is named by its id");
        }
        try {
            context.header("Content-Security-Policy", STILL_POLICY);
            context.header("Cache-Control", "no-store");
            context.result(Files.readAllBytes(answers.evidence(operation)));
            context.contentType("text/html; charset=utf-8");
        } catch (Unanswered why) {
            throw new Refused(409, String.valueOf(why.getMessage()));
        }
    }

    @Override
    public void close() {
        work.close();
        server.stop();
    }
}
