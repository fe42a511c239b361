package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.console.Access;
import io.github.backsight.console.ConsoleServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The console's server, asked as browsers and as others ask it.
class ServeTest {
    @TempDir
    private static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ConsoleServer server;
    private static Workplace workplace;
    private static String first = "";
    private static String second = "";

    @BeforeAll
    static void publishTwoReleasesAndServe() throws IOException {
        var map = new TwoSquares(folder, TwoSquares.WITH_TILES);
        map.putSquares();
        map.putRate("1");
        first = map.json(0, "build").get("release").asString();
        map.runs(0, "publish");
        map.putRate("1.5");
        second = map.json(0, "build").get("release").asString();
        map.runs(0, "publish");
        var session = new Session(map.run().environment(), new GlobalOptions());
        workplace = Workplace.open(session);
        server = Consoles.start(session, workplace, folder, Access.toLook(0));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        workplace.close();
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address() + path));
    }

    private static HttpResponse<String> sent(HttpRequest.Builder request) throws IOException, InterruptedException {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode answer(String path) throws IOException, InterruptedException {
        var reply = sent(request(path));
        assertThat(reply.statusCode()).isEqualTo(200);
        return new JsonMapper().readTree(reply.body());
    }

    /// What the server answers to bytes that no client library would send.
    private static String raw(String request) throws IOException {
        var address = URI.create(server.address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            var line = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return line == null ? "" : line;
        }
    }

    private static String host() {
        return URI.create(server.address()).getAuthority();
    }

    @Test
    void answersAreTheRecordsOfTheCommands() throws IOException, InterruptedException {
        assertThat(answer("api/status").at("/live/release").asString()).isEqualTo(second);
        assertThat(answer("api/releases")).hasSize(2);
        assertThat(answer("api/versions?input=rates")).hasSize(2);
        assertThat(answer("api/history").get("states")).isNotEmpty();
        var plan = answer("api/plan?release=" + first);
        assertThat(plan.get("text").asString()).contains(second + " → " + first, "DRY RUN");
        assertThat(plan.get("command").asString()).startsWith("backsight rollback " + first);
        assertThat(answer("health").get("status").asString()).isEqualTo("up");
    }

    @Test
    void whatIsPublishedIsServedAsABucketServesIt() throws IOException, InterruptedException {
        var name = "map/releases/" + second + "/tiles/high.pmtiles";
        var whole = CLIENT.send(request(name).build(), BodyHandlers.ofByteArray());
        var range = CLIENT.send(request(name).header("Range", "bytes=7-16").build(), BodyHandlers.ofByteArray());

        assertThat(whole.headers().firstValue("content-type")).contains("application/vnd.pmtiles");
        assertThat(range.statusCode()).isEqualTo(206);
        assertThat(range.headers().firstValue("content-range")).contains("bytes 7-16/" + whole.body().length);
        assertThat(range.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 7, 17));
        var tag = whole.headers().firstValue("etag").orElseThrow();
        assertThat(sent(request(name).header("If-None-Match", tag)).statusCode())
                .isEqualTo(304);
        assertThat(sent(request(name).header("Range", "bytes=99999999-")).statusCode())
                .isEqualTo(416);
        assertThat(sent(request(name).header("If-Range", "\"other\"").header("Range", "bytes=0-0"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent(request("map/index.html"))
                        .headers()
                        .firstValue("content-type")
                        .orElseThrow())
                .startsWith("text/html");
        assertThat(sent(request(name).method("HEAD", HttpRequest.BodyPublishers.noBody()))
                        .headers()
                        .firstValueAsLong("content-length"))
                .hasValue(whole.body().length);
    }

    @Test
    void anyReleaseCanBeLookedAtAsIfItWereLive() throws IOException, InterruptedException {
        var tileJson = answer("preview/" + first + "/tiles/high.json");
        var tiles = tileJson.at("/tiles/0").asString();

        assertThat(tiles).contains("../releases/" + first + "/");
        assertThat(sent(request("preview/" + first + "/index.html")).statusCode())
                .isEqualTo(200);
        assertThat(sent(request("preview/" + first + "/releases/" + first + "/tiles/low.json"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(sent(request("preview/" + first + "/live.json")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void twoReleasesAreComparedOnAPageThatCanAskForNothing() throws IOException, InterruptedException {
        var page = sent(request("compare/" + first + "/" + second));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("1 features have other values");
        assertThat(page.headers().firstValue("content-security-policy").orElseThrow())
                .contains("sandbox allow-scripts;", "default-src 'none'");
        var none = sent(request("compare/" + first + "/0000000000000000"));
        assertThat(none.statusCode()).isEqualTo(409);
        assertThat(none.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "map/.backsight/lock.json",
                "map/%2ebacksight/lock.json",
                "map/releases/../.backsight/lock.json",
                "map/releases/%2e%2e/%2e%2e/rates.csv",
                "map/rates.csv",
                "map//etc/passwd",
                "map/releases/x%00y",
                "map/releases/x%5c..%5cy",
                "preview/../../rates.csv/x",
                "nothing",
                "api/publish",
                "api/get"
            })
    void nothingButWhatIsPublishedIsGivenOut(String path) throws IOException {
        assertThat(raw("GET /" + path + " HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n"))
                .matches("HTTP/1.1 (400|404) .*");
    }

    @Test
    void parametersOfAnotherFormAreRefused() throws IOException, InterruptedException {
        assertThat(sent(request("api/plan?release=--yes")).statusCode()).isEqualTo(400);
        assertThat(sent(request("api/plan?release=abcd&release=ef01")).statusCode())
                .isEqualTo(400);
        assertThat(sent(request("api/status?config=/etc/passwd")).statusCode()).isEqualTo(400);
        assertThat(sent(request("api/versions?input=nobody")).statusCode()).isEqualTo(409);
    }

    @Test
    void itOnlyReads() throws IOException, InterruptedException {
        for (var method : new String[] {"POST", "PUT", "DELETE", "PATCH"}) {
            var reply = sent(request("map/live.json").method(method, HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(reply.statusCode()).isEqualTo(405);
        }
        assertThat(answer("api/status").at("/live/release").asString()).isEqualTo(second);
    }

    @Test
    void anotherHostsNameThatLeadsHereIsRefused() throws IOException {
        assertThat(raw("GET /api/status HTTP/1.1\r\nHost: evil.example.org\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421");
        assertThat(raw("GET /api/status HTTP/1.1\r\nHost: " + host().replace("127.0.0.1", "localhost")
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void headersThatAreTooLargeAreRefused() throws IOException {
        assertThat(raw("GET / HTTP/1.1\r\nHost: " + host() + "\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
    }

    @Test
    void ownPagesAllowNoScriptButTheirOwn() throws IOException, InterruptedException {
        var reply = sent(request(""));

        assertThat(reply.headers().firstValue("content-security-policy").orElseThrow())
                .contains("script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(reply.headers().firstValue("x-content-type-options")).contains("nosniff");
        assertThat(reply.headers().firstValue("server")).isEmpty();
        assertThat(sent(request("map/live.json").header("Origin", "https://evil.example.org"))
                        .headers()
                        .map())
                .as("pages of other hosts may not read what may not be public at all")
                .doesNotContainKey("access-control-allow-origin");
        assertThat(reply.body()).doesNotContain("<script>", "onclick", "style=");
    }
}
