package io.github.backsight.console;

import io.github.backsight.console.Route.Method;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Signing in and out.
final class SessionRoutes {
    private static final String PATH = "/api/session";

    private final Access access;
    private final Doorkeeper doorkeeper;
    private final Sessions sessions;

    SessionRoutes(Access access, Doorkeeper doorkeeper, Sessions sessions) {
        this.access = access;
        this.doorkeeper = doorkeeper;
        this.sessions = sessions;
    }

    List<Route> routes() {
        var told = Reply.json(200, "Name and role, empty where nobody is signed in", "Session");
        return List.of(
                new Route(
                        PATH,
                        "session",
                        "Who is signed in",
                        List.of(),
                        List.of(told),
                        context -> tell(context, doorkeeper.session(context))),
                new Route(
                        Method.POST,
                        PATH,
                        "signIn",
                        "Sign in: begins a session, which is in a cookie from then on",
                        List.of(),
                        Map.of("token", "string"),
                        List.of(
                                told,
                                Reply.problem(401, "The token is nobody's"),
                                Reply.problem(403, "It is asked by a page of another origin"),
                                Reply.problem(405, "The console only reads: it was started without tokens")),
                        this::signIn),
                new Route(
                        Method.DELETE,
                        PATH,
                        "signOut",
                        "Sign out",
                        List.of(),
                        Map.of(),
                        List.of(
                                told,
                                Reply.problem(403, "It is asked by a page of another origin"),
                                Reply.problem(405, "The console only reads: it was started without tokens")),
                        this::signOut));
    }

    private void signOut(Context context) {
        doorkeeper.session(context).ifPresent(session -> sessions.end(session.key()));
        cookie(context, "", 0);
        tell(context, Optional.empty());
    }

    private void signIn(Context context) {
        var person = doorkeeper.whose(context, ChangeRoutes.text(ChangeRoutes.body(context), "token"));
        var session = sessions.begin(person);
        cookie(context, session.key(), Sessions.LONGEST.toSeconds());
        tell(context, Optional.of(session));
    }

    private void cookie(Context context, String value, long seconds) {
        var https = access.origin().filter(at -> at.getScheme().equals("https"));
        context.header(
                "Set-Cookie",
                Doorkeeper.COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict"
                        + (https.isPresent() ? "; Secure" : ""));
    }

    private void tell(Context context, Optional<Sessions.Session> session) {
        var told = new LinkedHashMap<String, Object>();
        told.put("name", session.map(each -> each.person().name()).orElse(""));
        told.put(
                "role",
                session.map(each -> each.person().role().name().toLowerCase(Locale.ROOT))
                        .orElse(""));
        told.put("guard", session.map(Sessions.Session::guard).orElse(""));
        told.put("canChange", !access.tokens().isEmpty());
        told.put("openToLook", access.openToLook());
        told.put("secondPerson", access.secondPerson());
        ChangeRoutes.json(context, told);
    }
}
