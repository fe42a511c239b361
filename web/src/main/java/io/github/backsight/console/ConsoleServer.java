package io.github.backsight.console;

import io.github.backsight.console.Answers.Unanswered;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Serves the console, its answers and the published map to this machine only. It changes nothing.
///
/// Requests under another name than this machine's own are refused, so that no page of another host reads
/// along by a name that leads here.
public final class ConsoleServer implements AutoCloseable {
    private static final Pattern RELEASE = Pattern.compile("[0-9a-f]{4,16}");
    private static final int LONGEST_HEADERS = 8 * 1024;
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

    private final Answers answers;
    private final PublishedHandler published;
    private final List<Part> parts;
    private final Javalin server;

    private ConsoleServer(Answers answers, Published published, List<Part> parts) {
        this.answers = answers;
        this.published = new PublishedHandler(published);
        this.parts = List.copyOf(parts);
        this.server = Javalin.create(this::configure);
    }

    /// Starts on a port of this machine's loopback address.
    ///
    /// @param port 0: one that is free
    public static ConsoleServer start(int port, Answers answers, Published published) {
        return start(port, answers, published, List.of());
    }

    /// As [#start(int, Answers, Published)], with more than the console.
    ///
    /// @param parts see each request in this order
    public static ConsoleServer start(int port, Answers answers, Published published, List<Part> parts) {
        var console = new ConsoleServer(answers, published, parts);
        console.server.start("127.0.0.1", port);
        return console;
    }

    /// {@return where browsers find it}
    public String address() {
        return "http://127.0.0.1:" + server.port() + "/";
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        // Ranges are of what lies in the store.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.generateEtags = false;
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setRequestHeaderSize(LONGEST_HEADERS);
            http.setIdleTimeout(IDLE_MILLIS);
        });
        parts.forEach(part -> part.attach(config));
        config.routes.before(this::guard);
        Described.routes(published, parts).forEach(route -> route.attach(config));
        config.routes.get("/", context -> own(context, "console.html", "text/html; charset=utf-8"));
        config.routes.get("/console.js", context -> own(context, "console.js", "text/javascript; charset=utf-8"));
        config.routes.get("/console.css", context -> own(context, "console.css", "text/css; charset=utf-8"));
        config.routes.get("/api/{question}", this::answer);
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
        var host = Optional.ofNullable(context.header("Host")).orElse("");
        if (!List.of("127.0.0.1:" + server.port(), "localhost:" + server.port()).contains(host)) {
            Problems.send(context, 421, "the console answers as 127.0.0.1 and localhost only");
            context.skipRemainingHandlers();
        } else if (!List.of("GET", "HEAD").contains(context.method().name())) {
            Problems.send(context, 405, "only GET and HEAD are answered; changes are made by the commands");
            context.skipRemainingHandlers();
        }
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

    @Override
    public void close() {
        server.stop();
    }
}
