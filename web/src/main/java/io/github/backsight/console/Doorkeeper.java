package io.github.backsight.console;

import io.github.backsight.console.Sessions.Session;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/// Decides of each request whether it may go on, and who asks.
///
/// A request that changes something is from somebody with a token: shown with the request (`Authorization: Bearer`), or
/// before, for a session. A session is in a cookie, which browsers also send along with what pages of others ask; so
/// with it the request must come from an own page (`Origin`) that knows the session's other secret. Threads may share
/// it.
final class Doorkeeper {
    static final String COOKIE = "backsight";
    static final String GUARD = "X-Backsight-Guard";
    private static final String PERSON = "person";
    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<String> OPEN =
            Set.of("/", "/console.js", "/changes.js", "/parts.js", "/console.css", "/health", "/api/session");

    private final Access access;
    private final Sessions sessions;
    private final Attempts attempts;
    private final IntSupplier port;

    /// @param port that is listened on
    Doorkeeper(Access access, Sessions sessions, Attempts attempts, IntSupplier port) {
        this.access = access;
        this.sessions = sessions;
        this.attempts = attempts;
        this.port = port;
    }

    /// Lets a request go on, and notes who asks.
    ///
    /// @throws Refused otherwise
    void admit(Context context) {
        var origins = access.origins(port.getAsInt());
        var hosts = origins.stream().map(Doorkeeper::authority).collect(Collectors.toSet());
        if (!hosts.contains(header(context, "Host").orElse(""))) {
            throw new Refused(421, "the console answers as " + String.join(", ", sorted(hosts)) + " only");
        }
        boolean reads = READING.contains(context.method().name());
        if (!reads && (access.tokens().isEmpty() || !context.path().startsWith("/api/"))) {
            throw new Refused(
                    405,
                    "only GET and HEAD are answered here; changes are made by the commands, or in a console that was"
                            + " started with --tokens");
        }
        // Who comes to sign in has nothing yet to show; and a page of another host must not sign anybody in or out.
        boolean signsIn =
                context.path().equals("/api/session") && context.method().name().equals("POST");
        if (!reads) {
            requireOwn(context, origins, signsIn);
        }
        person(context, reads || signsIn).ifPresent(person -> context.attribute(PERSON, person));
        if (reads && !access.openToLook() && !OPEN.contains(context.path())) {
            require(context, Role.VIEWER);
        }
    }

    private static void requireOwn(Context context, Set<String> origins, boolean signsIn) {
        var origin = header(context, "Origin");
        boolean own =
                origin.map(origins::contains).orElse(!signsIn && bearer(context).isPresent());
        if (!own) {
            throw new Refused(403, "only the console's own pages may ask for this");
        }
    }

    private Optional<Person> person(Context context, boolean reads) {
        var token = bearer(context);
        if (token.isPresent()) {
            return Optional.of(whose(context, token.get()));
        }
        var session = session(context);
        if (session.isPresent()
                && !reads
                && !Sessions.guards(session.get(), header(context, GUARD).orElse(""))) {
            throw new Refused(403, "the request lacks the session's " + GUARD + "; load the page again");
        }
        return session.map(Session::person);
    }

    /// {@return whose token it is}
    ///
    /// @throws Refused if it is nobody's, or too many were tried
    Person whose(Context context, String token) {
        if (!attempts.allowed(context.ip())) {
            throw new Refused(429, "too many wrong tokens; wait a minute");
        }
        return access.tokens().whose(token).orElseThrow(() -> {
            attempts.failed(context.ip());
            return new Refused(401, "this token is nobody's");
        });
    }

    Optional<Session> session(Context context) {
        return Optional.ofNullable(context.cookie(COOKIE)).flatMap(sessions::find);
    }

    /// {@return who asks}
    ///
    /// @throws Refused if it is not known, or may not
    static Person require(Context context, Role role) {
        var person = Optional.ofNullable(context.<Person>attribute(PERSON))
                .orElseThrow(() -> new Refused(401, "sign in with a token first"));
        if (!person.role().covers(role)) {
            throw new Refused(
                    403, person.name() + " is a " + word(person.role()) + ", and this takes an " + word(role));
        }
        return person;
    }

    private static String word(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Optional<String> bearer(Context context) {
        return header(context, "Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }

    private static Optional<String> header(Context context, String name) {
        return Optional.ofNullable(context.header(name));
    }

    private static String authority(String origin) {
        return origin.substring(origin.indexOf("//") + 2);
    }

    private static List<String> sorted(Set<String> names) {
        return names.stream().sorted().toList();
    }
}
