package io.github.backsight.console;

import io.github.backsight.console.Answers.Unanswered;
import io.github.backsight.console.Changes.Action;
import io.github.backsight.console.Changes.Wish;
import io.github.backsight.console.PlanShelf.Request;
import io.github.backsight.console.PlanShelf.State;
import io.github.backsight.console.Route.Method;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
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
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[0-9a-z-]{4,64}");
    private static final Pattern FILE_NAME = Pattern.compile(".{1,200}", Pattern.DOTALL);
    private static final String BEGUN = "It has begun; `task` names it";
    private static final int LONGEST_REASON = 1_000;
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

    List<Route> routes() {
        var digest = List.of(Parameter.inPath("digest", DIGEST, "0".repeat(64), "The digest of a plan"));
        var upload = List.of(Parameter.inPath("upload", NAME, "none-0", "What the upload was answered with"));
        var confirm = Map.of("confirm", "string");
        return List.of(
                new Route(
                        "/api/plans",
                        "plans",
                        "The plans that wait for an approver",
                        List.of(),
                        List.of(Reply.json(200, "The oldest first", "Record")),
                        this::waiting),
                change(
                        "/api/plans",
                        "plan",
                        "Make a plan of a rollback, publish or undo; changes nothing",
                        List.of(),
                        Map.of("action", "string", "release", "string", "reason", "string", "force", "boolean"),
                        Reply.json(200, "The plan, named by its digest", "Record"),
                        this::plan),
                change(
                        "/api/plans/{digest}/ask",
                        "ask",
                        "Ask an approver to carry out a plan",
                        digest,
                        confirm,
                        Reply.json(200, "The plan", "Record"),
                        this::ask),
                change(
                        "/api/plans/{digest}/apply",
                        "apply",
                        "Carry out a plan, exactly, or be refused",
                        digest,
                        confirm,
                        Reply.json(202, BEGUN, "Task"),
                        this::apply),
                change(
                        "/api/plans/{digest}/withdraw",
                        "withdraw",
                        "Withdraw a plan, or refuse it",
                        digest,
                        Map.of(),
                        Reply.json(200, "The plan", "Record"),
                        this::withdraw),
                change(
                        "/api/recover",
                        "recover",
                        "Complete the operation that was interrupted last",
                        List.of(),
                        Map.of(),
                        Reply.json(202, BEGUN, "Task"),
                        this::recover),
                change(
                        "/api/unfreeze",
                        "unfreeze",
                        "Let publishing go on after a rollback",
                        List.of(),
                        Map.of("reason", "string"),
                        Reply.json(202, BEGUN, "Task"),
                        this::unfreeze),
                change(
                        "/api/uploads",
                        "upload",
                        "Send a file, the request's body, to be checked as a new version of an input",
                        List.of(
                                Parameter.inQuery("input", INPUT, "score", "The name of the input"),
                                Parameter.inQuery("name", FILE_NAME, "usa.csv", "What the file is called")),
                        Map.of(),
                        Reply.json(202, "Its checks have begun; `upload` names the file", "Task"),
                        this::upload),
                change(
                        "/api/uploads/{upload}/put",
                        "put",
                        "Store a file that was sent as the new version of its input",
                        upload,
                        Map.of("force", "boolean"),
                        Reply.json(202, BEGUN, "Task"),
                        this::put),
                change(
                        "/api/uploads/{upload}/drop",
                        "drop",
                        "Drop a file that was sent",
                        upload,
                        Map.of(),
                        Reply.json(200, "It is gone", "Record"),
                        this::drop),
                new Route(
                        "/api/tasks/{task}/events",
                        "events",
                        "The steps of a task while they happen, as server-sent events",
                        List.of(Parameter.inPath("task", NAME, "none-0", "What the request was answered with")),
                        List.of(
                                Reply.of(200, "`begun`, `done`, `failed` of steps, then `end`", "text/event-stream"),
                                Reply.problem(404, "Nothing of that name was done since the server started")),
                        this::follow));
    }

    private static Route change(
            String path,
            String name,
            String summary,
            List<Parameter> parameters,
            Map<String, String> body,
            Reply granted,
            Handler handler) {
        var replies = List.of(
                granted,
                Reply.problem(400, "The request cannot be understood"),
                Reply.problem(401, "No token that is somebody's"),
                Reply.problem(403, "The role does not reach, or a page of another origin asks"),
                Reply.problem(404, "There is no such thing here"),
                Reply.problem(405, "The console only reads: it was started without tokens"),
                Reply.problem(409, "It cannot be done now, or was done already; `detail` says why"),
                Reply.problem(413, "It is too large"),
                Reply.problem(415, "The body is no JSON"),
                Reply.problem(422, "The reason or the confirmation is missing"));
        return new Route(Method.POST, path, name, summary, parameters, body, replies, handler);
    }

    private void recover(Context context) {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        begun(context, work.begin(progress -> changes.recover(who, progress)));
    }

    private void unfreeze(Context context) {
        var who = Doorkeeper.require(context, Role.OPERATOR);
        var reason = reason(body(context));
        begun(context, work.begin(progress -> changes.unfreeze(who, reason)));
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
        if (!INPUT.matcher(input).matches() || !FILE_NAME.matcher(name).matches()) {
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
