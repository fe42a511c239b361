package io.github.backsight.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    void addTo(RoutesConfig routes) {
        routes.get(PATH, context -> tell(context, doorkeeper.session(context)));
        routes.post(PATH, this::signIn);
        routes.delete(PATH, context -> {
            doorkeeper.session(context).ifPresent(session -> sessions.end(session.key()));
            cookie(context, "", 0);
            tell(context, Optional.empty());
        });
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
