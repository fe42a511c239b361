package io.github.backsight.console;

import io.github.backsight.console.Answers.Unanswered;
import io.github.backsight.console.Changes.Action;
import io.github.backsight.console.Changes.Wish;
import io.github.backsight.console.PlanShelf.Request;
import io.github.backsight.console.PlanShelf.State;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The requests that change something. Each is somebody's; each plan is shown, confirmed by typing the release's id,
/// and carried out as it was shown, or not at all.
final class ChangeRoutes {
    private static final Pattern RELEASE = Pattern.compile("[0-9a-f]{4,16}");
    private static final Pattern INPUT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int LONGEST_REASON = 1_000;
    private static final int LONGEST_NAME = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final JsonMapper JSON = new JsonMapper();

    private final Access access;
    private final Changes changes;
    private final PlanShelf plans;
    private final UploadShelf uploads;
    private final Work work;
    private final Supplier<String> freshNames;

    ChangeRoutes(
            Access access,
            Changes changes,
            PlanShelf plans,
            UploadShelf uploads,
            Work work,
            Supplier<String> freshNames) {
        this.access = access;
        this.changes = changes;
        this.plans = plans;
        this.uploads = uploads;
        this.work = work;
        this.freshNames = freshNames;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/plans", this::waiting);
        routes.post("/api/plans", this::plan);
        routes.post("/api/plans/{digest}/ask", this::ask);
        routes.post("/api/plans/{digest}/apply", this::apply);
        routes.post("/api/plans/{digest}/withdraw", this::withdraw);
        routes.post("/api/recover", context -> {
            var who = Doorkeeper.require(context, Role.OPERATOR);
            begun(context, work.begin(progress -> changes.recover(who, progress)));
        });
        routes.post("/api/unfreeze", context -> {
            var who = Doorkeeper.require(context, Role.OPERATOR);
            var reason = reason(body(context));
            begun(context, work.begin(progress -> changes.unfreeze(who, reason)));
        });
        routes.post("/api/uploads", this::upload);
        routes.post("/api/uploads/{upload}/put", this::put);
        routes.post("/api/uploads/{upload}/drop", this::drop);
        routes.get("/api/tasks/{task}/events", this::follow);
    }

    private void waiting(Context context) throws IOException {
        json(context, plans.asked());
    }

    private void plan(Context context) throws IOException {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        var wish = wish(body(context));
        var file = plans.free(freshNames.get());
        try {
            var planned = changes.plan(who, wish, file);
            json(context, plans.add(planned, wish, who, file));
        } catch (Unanswered why) {
            throw new Refused(409, String.valueOf(why.getMessage()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private void ask(Context context) throws IOException {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        var request = confirmed(context);
        if (!access.secondPerson()) {
            throw new Refused(409, "no approval is asked for here: carry it out");
        }
        json(context, plans.settle(request.digest(), made -> {
            if (!made.who().equals(who.name())) {
                throw new Refused(403, "this is the plan of " + made.who());
            }
            return made.in(State.ASKED, Optional.empty());
        }));
    }

    private void apply(Context context) throws IOException {
        var who = Doorkeeper.require(context, access.secondPerson() ? Role.APPROVER : Role.OPERATOR);
        var request = confirmed(context);
        var settled = plans.settle(request.digest(), made -> {
            if (access.secondPerson()) {
                requireSecondPerson(made, who);
            } else if (!made.who().equals(who.name())) {
                throw new Refused(403, "this is the plan of " + made.who() + "; make your own");
            }
            return made.in(State.CARRIED_OUT, Optional.of(who.name()));
        });
        begun(context, work.begin(progress -> changes.apply(who, plans.plan(settled), settled.digest(), progress)));
    }

    private static void requireSecondPerson(Request request, Person who) {
        if (request.state() != State.ASKED) {
            throw new Refused(409, request.who() + " has not asked for an approval of this plan");
        }
        if (request.who().equals(who.name())) {
            throw new Refused(403, "somebody else has to agree to what " + who.name() + " has planned");
        }
    }

    private void withdraw(Context context) throws IOException {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        json(context, plans.settle(context.pathParam("digest"), made -> {
            if (!made.who().equals(who.name()) && !who.role().covers(Role.APPROVER)) {
                throw new Refused(403, "this is the plan of " + made.who());
            }
            return made.in(State.WITHDRAWN, Optional.of(who.name()));
        }));
    }

    private Request confirmed(Context context) throws IOException {
        var request = plans.find(context.pathParam("digest"));
        if (!text(body(context), "confirm").equals(request.release())) {
            throw new Refused(422, "to confirm, type the whole id of the release that is to be live");
        }
        return request;
    }

    private void upload(Context context) throws IOException {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        var input = Optional.ofNullable(context.queryParam("input")).orElse("");
        var name = Optional.ofNullable(context.queryParam("name")).orElse("");
        if (!INPUT.matcher(input).matches() || name.isEmpty() || name.length() > LONGEST_NAME) {
            throw new Refused(400, "an upload names its 'input' and the file's 'name'");
        }
        var sent = uploads.take(
                input, name, who, context.bodyInputStream(), context.req().getContentLengthLong());
        var task = work.begin(progress -> changes.check(who, input, sent.file(), progress));
        json(context.status(202), Map.of("upload", sent.id(), "task", task));
    }

    private void put(Context context) throws IOException {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        var sent = uploads.find(context.pathParam("upload"), who);
        boolean force = body(context).path("force").asBoolean(false);
        begun(context, work.begin(progress -> {
            var ending = changes.put(who, sent.input(), sent.file(), force, progress);
            if (ending.exitCode() == 0) {
                dropQuietly(sent.id());
            }
            return ending;
        }));
    }

    private void dropQuietly(String id) {
        try {
            uploads.drop(id);
        } catch (IOException e) {
            // It goes when the server ends.
        }
    }

    private void drop(Context context) throws IOException {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        uploads.drop(uploads.find(context.pathParam("upload"), who).id());
        json(context, Map.of());
    }

    /// Server-sent events (HTML, section 9.2): each is sent once it is there, and all from the beginning to who comes
    /// late, or from where a browser lost them.
    private void follow(Context context) throws IOException {
        var task = work.find(context.pathParam("task"))
                .orElseThrow(() -> new Refused(404, "nothing of that name was done here; see: the state above"));
        context.contentType("text/event-stream");
        context.header("Cache-Control", "no-store");
        context.header("X-Accel-Buffering", "no");
        var out = context.outputStream();
        int seen = Optional.ofNullable(context.header("Last-Event-ID"))
                .filter(id -> id.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(0);
        try {
            while (!task.isOver(seen)) {
                var events = task.after(seen, HEARTBEAT);
                if (events.isEmpty()) {
                    out.write(": still at work\n\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                for (var event : events) {
                    seen++;
                    var lines = "id: " + seen + "\nevent: " + event.kind() + "\ndata: " + event.data() + "\n\n";
                    out.write(lines.getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Wish wish(JsonNode body) {
        var name = text(body, "action");
        var action = Arrays.stream(Action.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(400, "an 'action' is publish, rollback or undo"));
        var release = text(body, "release");
        if (!release.isEmpty() && !RELEASE.matcher(release).matches()) {
            throw new Refused(400, "'" + release + "' is no id of a release");
        }
        return new Wish(
                action,
                Optional.of(release).filter(id -> !id.isEmpty()),
                reason(body),
                body.path("force").asBoolean(false));
    }

    private static String reason(JsonNode body) {
        var reason = text(body, "reason").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            throw new Refused(422, "say why, in up to " + LONGEST_REASON + " characters: it stands in the journal");
        }
        return reason;
    }

    static JsonNode body(Context context) {
        if (!Optional.ofNullable(context.contentType()).orElse("").startsWith("application/json")) {
            throw new Refused(415, "the request's body is application/json");
        }
        try {
            return JSON.readTree(context.bodyAsBytes());
        } catch (JacksonException e) {
            throw new Refused(400, "the request's body is no JSON");
        }
    }

    static String text(JsonNode body, String name) {
        return body.path(name).asString("");
    }

    private static void begun(Context context, String task) {
        json(context.status(202), Map.of("task", task));
    }

    static void json(Context context, Object answer) {
        context.header("Cache-Control", "no-store");
        context.result(JSON.writeValueAsBytes(answer));
        context.contentType("application/json");
    }
}
