package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What changes something in the console, asked for as programs and as bad people ask.
class ServeChangesTest {
    @TempDir
    private Path folder;

    private ConsoleTeam team;

    @BeforeEach
    void startAConsole() throws IOException {
        team = new ConsoleTeam(folder, TwoSquares.CONFIGURATION, false);
    }

    @AfterEach
    void stop() throws IOException {
        team.close();
    }

    private static Map<String, Object> rollback(String release) {
        return Map.of("action", "rollback", "release", release, "reason", "the scores are wrong");
    }

    private JsonNode planned(String token, String release) throws IOException, InterruptedException {
        return team.granted(token, "api/plans", rollback(release));
    }

    private JsonNode carriedOut(String token, JsonNode plan) throws IOException, InterruptedException {
        return team.ended(team.granted(
                token,
                "api/plans/" + plan.get("digest").asString() + "/apply",
                Map.of("confirm", plan.get("release").asString())));
    }

    private int refused(String token, String path, Map<String, ?> body) throws IOException, InterruptedException {
        var reply = team.post(token, path, body);
        assertThat(reply.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(reply.body()).doesNotContain(token);
        return reply.statusCode();
    }

    @Test
    void aPlanIsShownConfirmedAndCarriedOutUnderTheNameOfWhoAsked() throws IOException, InterruptedException {
        var plan = planned(ConsoleTeam.ADA, team.first);
        assertThat(plan.get("text").asString())
                .contains(team.second + " → " + team.first)
                .doesNotContain("PLAN ONLY");
        assertThat(team.live()).as("nothing changes by a plan").isEqualTo(team.second);

        var end = carriedOut(ConsoleTeam.ADA, plan);

        assertThat(end.get("exitCode").asInt()).isZero();
        assertThat(end.at("/record/outcome").asString()).isEqualTo("done");
        var status = team.answer("api/status");
        assertThat(status.at("/live/release").asString()).isEqualTo(team.first);
        assertThat(status.at("/live/by").asString()).isEqualTo("ada");
        assertThat(status.at("/live/reason").asString()).isEqualTo("the scores are wrong");
        var page = team.sent(
                team.request("evidence/" + end.at("/record/result/operation").asString()));
        assertThat(page.body()).contains("the scores are wrong", "ada");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .startsWith("sandbox;");
    }

    @Test
    void eachStepIsToldAndToldAgainToWhoComesLate() throws IOException, InterruptedException {
        var plan = planned(ConsoleTeam.ADA, team.first);
        var begun = team.granted(
                ConsoleTeam.ADA,
                "api/plans/" + plan.get("digest").asString() + "/apply",
                Map.of("confirm", team.first));

        var events = team.events(begun);

        assertThat(events)
                .containsSubsequence(
                        "id: 1\n", "pointer, map/live.json", "input rates", "verify, map/live.json", "event: end");
        assertThat(team.events(begun)).isEqualTo(events);
        var rest = team.sent(team.request("api/tasks/" + begun.get("task").asString() + "/events")
                .header("Last-Event-ID", "3"));
        assertThat(rest.body()).startsWith("id: 4\n");
        assertThat(team.sent(team.request("api/tasks/none/events")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutATokenOrWithAWrongOneNothingChanges() throws IOException, InterruptedException {
        assertThat(refused("nobodys-token-0123456789abcdef012345", "api/plans", rollback(team.first)))
                .isEqualTo(401);
        var bare = team.sent(team.request("api/plans")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(refused(ConsoleTeam.VERA, "api/plans", rollback(team.first))).isEqualTo(403);
        assertThat(refused(ConsoleTeam.VERA, "api/recover", Map.of())).isEqualTo(403);
        assertThat(team.live()).isEqualTo(team.second);
    }

    @Test
    void tokensCannotBeTriedOneAfterTheOther() throws IOException, InterruptedException {
        for (int i = 0; i < 10; i++) {
            assertThat(refused("wrong-token-0123456789abcdef-0123456" + i, "api/recover", Map.of()))
                    .isEqualTo(401);
        }
        assertThat(refused("wrong-token-0123456789abcdef-01234567", "api/recover", Map.of()))
                .isEqualTo(429);
        assertThat(refused(ConsoleTeam.ADA, "api/plans", rollback(team.first)))
                .as("the right one is not told from wrong ones then")
                .isEqualTo(429);
    }

    @Test
    void aSessionNeedsThePageThatBeganIt() throws IOException, InterruptedException {
        var origin = team.address().substring(0, team.address().length() - 1);
        var json = new JsonMapper();
        var signIn = team.sent(team.request("api/session")
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"token\":\"" + ConsoleTeam.ADA + "\"}")));
        assertThat(signIn.statusCode()).isEqualTo(200);
        var cookie = signIn.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(ConsoleTeam.ADA);
        var key = cookie.substring(0, cookie.indexOf(';'));
        var guard = json.readTree(signIn.body()).get("guard").asString();
        var body = json.writeValueAsString(rollback(team.first));

        for (var headers : new String[][] {
            {"Origin", "https://evil.example.org", "X-Backsight-Guard", guard},
            {"Origin", origin, "X-Backsight-Guard", "0".repeat(64)},
            {"Origin", origin, "X-Else", ""},
            {"X-Backsight-Guard", guard, "X-Else", ""}
        }) {
            var reply = team.sent(team.request("api/plans")
                    .header("Cookie", key)
                    .header("Content-Type", "application/json")
                    .headers(headers)
                    .POST(BodyPublishers.ofString(body)));
            assertThat(reply.statusCode()).as(String.join(" ", headers)).isEqualTo(403);
        }
        var form = team.sent(team.request("api/plans")
                .headers("Cookie", key, "Origin", origin, "X-Backsight-Guard", guard)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(body)));
        assertThat(form.statusCode()).isEqualTo(415);
        var own = team.sent(team.request("api/plans")
                .headers("Cookie", key, "Origin", origin, "X-Backsight-Guard", guard)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(own.statusCode()).isEqualTo(200);

        team.sent(team.request("api/session")
                .headers("Cookie", key, "Origin", origin, "X-Backsight-Guard", guard)
                .DELETE());
        var after = team.sent(team.request("api/plans")
                .headers("Cookie", key, "Origin", origin, "X-Backsight-Guard", guard)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(after.statusCode()).isEqualTo(401);
    }

    @Test
    void anotherPageCannotSignAnybodyIn() throws IOException, InterruptedException {
        for (var origin : new String[] {"https://evil.example.org", "null"}) {
            var reply = team.sent(team.request("api/session")
                    .header("Origin", origin)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"token\":\"" + ConsoleTeam.ADA + "\"}")));
            assertThat(reply.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aPlanIsConfirmedByItsReleaseAndDoneOnce() throws IOException, InterruptedException {
        var plan = planned(ConsoleTeam.ADA, team.first);
        var apply = "api/plans/" + plan.get("digest").asString() + "/apply";

        assertThat(refused(ConsoleTeam.ADA, apply, Map.of("confirm", team.first.substring(0, 8))))
                .isEqualTo(422);
        assertThat(refused(ConsoleTeam.ADA, apply, Map.of())).isEqualTo(422);
        assertThat(refused(ConsoleTeam.BEN, apply, Map.of("confirm", team.first)))
                .as("somebody else's plan")
                .isEqualTo(403);
        assertThat(team.live()).isEqualTo(team.second);
        carriedOut(ConsoleTeam.ADA, plan);
        assertThat(refused(ConsoleTeam.ADA, apply, Map.of("confirm", team.first)))
                .isEqualTo(409);
    }

    @Test
    void ofTwoOperatorsAtOnceTheSecondIsTold() throws IOException, InterruptedException {
        var one = planned(ConsoleTeam.ADA, team.first);
        var other = planned(ConsoleTeam.BEN, team.first);

        assertThat(carriedOut(ConsoleTeam.BEN, other).get("exitCode").asInt()).isZero();
        var late = carriedOut(ConsoleTeam.ADA, one);

        assertThat(late.get("exitCode").asInt()).isEqualTo(3);
        assertThat(late.at("/record/outcome").asString()).isEqualTo("refusedAsStale");
        assertThat(late.at("/record/message").asString()).contains("ben");
        assertThat(team.live()).isEqualTo(team.first);
    }

    @Test
    void whatWasDoneCanBeTakenBackAndPublishingGoesOn() throws IOException, InterruptedException {
        carriedOut(ConsoleTeam.ADA, planned(ConsoleTeam.ADA, team.first));
        assertThat(team.answer("api/status").get("freeze").isNull()).isFalse();
        var lifted = team.ended(team.granted(ConsoleTeam.ADA, "api/unfreeze", Map.of("reason", "--yes, corrected")));
        assertThat(lifted.at("/record/freeze/who").asString()).isEqualTo("ada");
        assertThat(team.answer("api/status").get("freeze").isNull()).isTrue();

        var undo = team.granted(ConsoleTeam.BEN, "api/plans", Map.of("action", "undo", "reason", "a mistake"));
        carriedOut(ConsoleTeam.BEN, undo);

        assertThat(team.live()).isEqualTo(team.second);
        assertThat(team.answer("api/status").at("/live/action").asString()).isEqualTo("undo");
    }

    @Test
    void aFileIsCheckedBeforeItBecomesAVersion() throws IOException, InterruptedException {
        int versions = team.answer("api/versions?input=rates").size();
        var good = sent("rates.csv", "id,rate\na,3\nb,2\n");
        assertThat(team.ended(good).at("/record/outcome").asString()).isEqualTo("would-be-stored");
        assertThat(team.answer("api/versions?input=rates")).hasSize(versions);

        var stored = team.ended(team.granted(
                ConsoleTeam.ADA, "api/uploads/" + good.get("upload").asString() + "/put", Map.of()));

        assertThat(stored.at("/record/outcome").asString()).isEqualTo("stored");
        assertThat(team.answer("api/versions?input=rates")).hasSize(versions + 1);
        assertThat(refused(ConsoleTeam.ADA, "api/uploads/" + good.get("upload").asString() + "/put", Map.of()))
                .as("it is gone")
                .isEqualTo(404);
    }

    @Test
    void aSpoiltFileIsRefusedWithItsFindings() throws IOException, InterruptedException {
        int versions = team.answer("api/versions?input=rates").size();
        var spoilt = sent("../../rates.csv", "id,rate\na,\"3\nb,2\n");
        var checked = team.ended(spoilt);
        assertThat(checked.get("exitCode").asInt()).isEqualTo(3);
        assertThat(checked.at("/record/findings/0/code").asString()).isEqualTo("table.unclosed-quote");
        var upload = "api/uploads/" + spoilt.get("upload").asString();

        assertThat(team.ended(team.granted(ConsoleTeam.ADA, upload + "/put", Map.of()))
                        .get("exitCode")
                        .asInt())
                .isEqualTo(3);
        assertThat(refused(ConsoleTeam.BEN, upload + "/drop", Map.of()))
                .as("somebody else's file")
                .isEqualTo(404);
        team.granted(ConsoleTeam.ADA, upload + "/drop", Map.of());

        assertThat(team.answer("api/versions?input=rates")).hasSize(versions);
        try (var left = Files.list(folder.resolve("sent"))) {
            assertThat(left).isEmpty();
        }
    }

    private JsonNode sent(String name, String table) throws IOException, InterruptedException {
        var reply = team.sent(team.request("api/uploads?input=rates&name=" + name)
                .header("Authorization", "Bearer " + ConsoleTeam.ADA)
                .header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofString(table)));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        return new JsonMapper().readTree(reply.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--force", "-h", "", "a b", "../rates"})
    void anInputIsNeverTakenForAnOption(String input) throws IOException, InterruptedException {
        var reply = team.sent(team.request("api/uploads?name=x&input="
                        + java.net.URLEncoder.encode(input, java.nio.charset.StandardCharsets.UTF_8))
                .header("Authorization", "Bearer " + ConsoleTeam.ADA)
                .POST(BodyPublishers.ofString("x")));
        assertThat(reply.statusCode()).isEqualTo(400);
    }

    @Test
    void bodiesThatAreTooLargeOrNoJsonAreRefused() throws IOException, InterruptedException {
        assertThat(refused(ConsoleTeam.ADA, "api/plans", Map.of("action", "rollback", "reason", "x".repeat(100_000))))
                .isEqualTo(413);
        assertThat(refused(ConsoleTeam.ADA, "api/plans", Map.of("action", "rollback", "reason", " ")))
                .isEqualTo(422);
        assertThat(refused(ConsoleTeam.ADA, "api/plans", Map.of("action", "delete", "reason", "x")))
                .isEqualTo(400);
        assertThat(refused(ConsoleTeam.ADA, "api/plans", Map.of("action", "undo", "reason", "x", "release", "--yes")))
                .isEqualTo(400);
        var none = team.sent(team.request("api/plans")
                .headers("Authorization", "Bearer " + ConsoleTeam.ADA, "Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{")));
        assertThat(none.statusCode()).isEqualTo(400);
    }

    @Test
    void whatCannotBePlannedIsSaid() throws IOException, InterruptedException {
        var reply = team.post(ConsoleTeam.ADA, "api/plans", rollback("0000000000000000"));

        assertThat(reply.statusCode()).isEqualTo(409);
        assertThat(new JsonMapper().readTree(reply.body()).get("detail").asString())
                .contains("0000000000000000");
    }

    @Test
    void tokensThatOthersMayReadAreRefused() throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), "ada operator " + ConsoleTeam.ADA);
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> io.github.backsight.console.Tokens.read(file)).hasMessageContaining("chmod 600");
    }
}
