package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.MemoryObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a client does that asks too much, or too slowly, and that others do not notice.
class LimitsTest {
    private static final int IDLE_MILLISECONDS = 500;
    private static final Answers NONE = new Answers() {
        @Override
        public String answer(String question, Map<String, String> parameters) throws Unanswered {
            throw new Unanswered("nothing is answered here");
        }

        @Override
        public Path changes(String before, String now) throws Unanswered {
            throw new Unanswered("nothing is compared here");
        }

        @Override
        public Path evidence(String operation) throws Unanswered {
            throw new Unanswered("nothing is known here");
        }
    };

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Socket> sockets = new ArrayList<>();
    private Optional<ConsoleServer> started = Optional.empty();

    private void serve(Limits limits) {
        started = Optional.of(ConsoleServer.start(
                Access.toLook(0),
                NONE,
                new NoChanges(),
                new Published(new MemoryObjectStore(Clock.systemUTC()), "map"),
                new ConsoleServer.Surroundings(
                        folder,
                        folder,
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString()),
                List.of(limits)));
    }

    private String address() {
        return started.orElseThrow().address();
    }

    private static Limits limits(double tiles, double others, int connections) {
        return new Limits(OptionalDouble.of(tiles), others, IDLE_MILLISECONDS, connections);
    }

    @AfterEach
    void stop() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
        started.ifPresent(ConsoleServer::close);
        client.close();
    }

    private HttpResponse<String> ask(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(address() + path)).build(), BodyHandlers.ofString());
    }

    private InputStream send(String text) throws IOException {
        var address = URI.create(address());
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(10_000);
        sockets.add(socket);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket.getInputStream();
    }

    @Test
    void whoAsksTooOftenIsToldWhenToAskAgain() throws IOException, InterruptedException {
        serve(limits(1000, 0.1, 100));

        assertThat(ask("health").statusCode()).isEqualTo(200);
        var refused = ask("api/status");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValueAsLong("retry-after").orElseThrow())
                .isBetween(1L, 10L);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(refused.body()).contains("too many requests from 127.0.0.1");
        assertThat(ask("map/live.json").statusCode())
                .as("tiles and maps have a limit of their own")
                .isEqualTo(404);
    }

    @Test
    void mapsAndTilesAreLimitedToo() throws IOException, InterruptedException {
        serve(limits(0.1, 1000, 100));

        assertThat(ask("map/live.json").statusCode()).isEqualTo(404);
        assertThat(ask("map/live.json").statusCode()).isEqualTo(429);
        assertThat(ask("health").statusCode()).isEqualTo(200);
    }

    @Test
    void aQuestionWithALongBodyIsRefusedUnread() throws IOException {
        serve(limits(1000, 1000, 100));

        var answer = send("GET /health HTTP/1.1\r\nHost: " + host() + "\r\nContent-Length: 100000000\r\n\r\n");

        assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
    }

    @Test
    void aConnectionOnWhichNothingMovesIsClosed() throws IOException {
        serve(limits(1000, 1000, 100));

        var answer = send("GET /health HTTP/1.1\r\nHo");

        assertThat(answer.readAllBytes()).isEmpty();
    }

    @Test
    void manyWhoNeverEndTheirRequestsHinderNobody() throws IOException, InterruptedException {
        serve(new Limits(OptionalDouble.empty(), 1000, 10_000, 2000));

        for (int i = 0; i < 500; i++) {
            send("GET /health HTTP/1.1\r\nHo");
        }

        assertThat(ask("health").statusCode()).isEqualTo(200);
    }

    @Test
    void moreConnectionsThanThereMayBeWaitUntilOthersEnd() throws IOException, InterruptedException {
        serve(limits(1000, 1000, 10));

        for (int i = 0; i < 30; i++) {
            send("GET /health HTTP/1.1\r\nHo");
        }

        assertThat(ask("health").statusCode())
                .as("idle ones are closed, and make room")
                .isEqualTo(200);
    }

    private String host() {
        return URI.create(address()).getAuthority();
    }
}
