package io.github.backsight.testkit.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The server answers `echo: ` and what it was sent.
class FaultyGatewayTest {
    private final List<String> served = new CopyOnWriteArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();
    private final HttpServer server;
    private final FaultyGateway gateway;

    FaultyGatewayTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway = FaultyGateway.before(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @BeforeEach
    void start() {
        server.createContext("/", this::echo);
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        gateway.close();
        server.stop(0);
    }

    private void echo(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            served.add(body);
            var path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().add("Content-Length", "1234");
                exchange.sendResponseHeaders(200, -1);
            } else if (path.equals("/nothing")) {
                exchange.sendResponseHeaders(204, -1);
            } else if (path.equals("/host")) {
                reply(exchange, exchange.getRequestHeaders().getFirst("Host"), false);
            } else {
                reply(exchange, "echo: " + body, path.equals("/chunks"));
            }
        }
    }

    private static void reply(HttpExchange exchange, String text, boolean chunked) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, chunked ? 0 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.address().resolve(path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String text) throws IOException, InterruptedException {
        return send(request("/post?a=%2F").POST(BodyPublishers.ofString(text)));
    }

    private static BodyPublisher chunked(String text) {
        return BodyPublishers.ofInputStream(
                () -> (InputStream) new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsAskedIsPassedOnAndWrittenDown() throws Exception {
        assertThat(post("hello").body()).isEqualTo("echo: hello");
        assertThat(send(request("/chunks").POST(chunked("in chunks"))).body()).isEqualTo("echo: in chunks");
        assertThat(send(request("/empty").POST(BodyPublishers.noBody())).body()).isEqualTo("echo: ");

        assertThat(gateway.log())
                .containsExactly(
                        new Exchange("POST", "/post?a=%2F", 5, 11),
                        new Exchange("POST", "/chunks", 9, 15),
                        new Exchange("POST", "/empty", 0, 6));
    }

    @Test
    void repliesWithoutBodiesPassOnOneConnection() throws Exception {
        var head = send(request("/a").method("HEAD", BodyPublishers.noBody()));

        assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(1234);
        assertThat(send(request("/nothing")).statusCode()).isEqualTo(204);
        assertThat(post("after them").body()).isEqualTo("echo: after them");
    }

    @Test
    void aClientThatWaitsForLeaveToSendGetsIt() throws Exception {
        var request = request("/a").expectContinue(true).POST(BodyPublishers.ofString("patient"));

        assertThat(send(request).body()).isEqualTo("echo: patient");
    }

    @Test
    void theServerIsToldTheHostThatTheClientAskedFor() throws Exception {
        assertThat(send(request("/host")).body()).isEqualTo(gateway.address().getAuthority());
    }

    @Test
    void whatIsRefusedOrResetBeforeNeverReachesTheServer() {
        for (var fault : List.of(new Fault.Refused(1), new Fault.ResetBefore(1))) {
            gateway.expect(fault);

            assertThatThrownBy(() -> post("lost")).isInstanceOf(IOException.class);
        }
        assertThat(served).isEmpty();
    }

    @Test
    void aReplyIsLostAfterTheServerDidWhatWasAsked() throws Exception {
        gateway.expect(new Fault.ResetAfter(2));

        assertThat(post("one").body()).isEqualTo("echo: one");
        assertThatThrownBy(() -> post("two")).isInstanceOf(IOException.class);
        assertThat(post("three").body()).isEqualTo("echo: three");
        assertThat(served).containsExactly("one", "two", "three");
    }

    @Test
    void aBusyServerAnswersAgainAfterSoManyTimes() throws Exception {
        gateway.expect(new Fault.Unavailable(1, 2));

        assertThat(post("one").body()).contains("<Code>SlowDown</Code>");
        assertThat(post("two").statusCode()).isEqualTo(503);
        assertThat(post("three").statusCode()).isEqualTo(200);
        assertThat(served).containsExactly("three");
    }

    @Test
    void aSlowReplyComesTooLateForWhoDoesNotWait() {
        gateway.expect(new Fault.Slow(1, Duration.ofMinutes(1)));

        assertThatThrownBy(() -> send(request("/a")
                        .timeout(Duration.ofMillis(500))
                        .POST(BodyPublishers.ofString("done all the same"))))
                .isInstanceOf(HttpTimeoutException.class);
        assertThat(served).containsExactly("done all the same");
    }

    @Test
    void aReplyIsCutShort() {
        for (var path : List.of("/length", "/chunks")) {
            gateway.expect(new Fault.Truncated(1));

            assertThatThrownBy(() -> send(request(path).POST(BodyPublishers.ofString("to be cut"))))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void oneBitOfAReplyOrOfARequestIsAnother() throws Exception {
        gateway.expect(new Fault.FlippedByte(1));
        assertThat(post("abcd").body()).isEqualTo("echo:!abcd");

        gateway.expect(new Fault.FlippedRequestByte(1));
        assertThat(post("abcd").body()).isEqualTo("echo: abbd");
    }

    @Test
    void aSuccessThatCarriesAnErrorNeverReachedTheServer() throws Exception {
        gateway.expect(new Fault.OkWithError(1));

        var reply = post("nothing done");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.body()).contains("<Error><Code>InternalError</Code>");
        assertThat(served).isEmpty();
    }

    @Test
    void manyAskAtOnce() {
        var answers = IntStream.range(0, 50)
                .mapToObj(i -> client.sendAsync(
                        request("/many")
                                .POST(BodyPublishers.ofString("no. " + i))
                                .build(),
                        BodyHandlers.ofString()))
                .toList();

        assertThat(answers).extracting(answer -> answer.join().body()).contains("echo: no. 0", "echo: no. 49");
        assertThat(gateway.log()).hasSize(50);
    }

    @Test
    void nobodyAnswersOnceItIsClosed() throws Exception {
        post("open");
        gateway.close();

        assertThatThrownBy(() -> post("closed")).isInstanceOf(IOException.class);
    }

    @Test
    void aTargetIsAnAddressWithAPort() {
        assertThatThrownBy(() -> FaultyGateway.before(URI.create("https://example.org")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a gateway goes to an address like http://127.0.0.1:80, not https://example.org");
    }
}
