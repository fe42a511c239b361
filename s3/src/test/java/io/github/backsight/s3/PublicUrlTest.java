package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.backsight.release.PublicReader.Answer;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What is published, read as browsers read it: whole, and in parts.
class PublicUrlTest {
    private static final byte[] ARCHIVE = archive();

    private HttpServer server;
    private PublicUrl url;

    private static byte[] archive() {
        var bytes = new byte[200_000];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31 + i / 256);
        }
        return bytes;
    }

    @BeforeEach
    void serveAnArchive() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/maps/high.pmtiles", PublicUrlTest::part);
        server.createContext("/plain/high.pmtiles", exchange -> answer(exchange, 200, ARCHIVE));
        server.start();
        url = at("maps");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private PublicUrl at(String folder) {
        return new PublicUrl("http://localhost:" + server.getAddress().getPort() + "/" + folder);
    }

    private static void part(HttpExchange exchange) throws IOException {
        var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
        if (range.isEmpty()) {
            answer(exchange, 200, ARCHIVE);
            return;
        }
        var ends = range.get().substring("bytes=".length()).split("-", 2);
        answer(exchange, 206, bytes(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static byte[] bytes(int from, int end) {
        return Arrays.copyOfRange(ARCHIVE, from, end);
    }

    private static Answer answering(byte[] bytes) {
        var start = Arrays.copyOf(bytes, Math.min(bytes.length, 4096));
        return new Answer.Bytes(Sha256.of(bytes), new String(start, StandardCharsets.UTF_8));
    }

    @Test
    void allOfItIsReadAndItsStartIsTold() throws IOException {
        assertThat(url.read("high.pmtiles")).isEqualTo(answering(ARCHIVE));
    }

    @Test
    void aPartOfItIsAskedForAsReadersOfTileArchivesDo() throws IOException {
        assertThat(url.read("high.pmtiles", 100_000, 70_000)).isEqualTo(answering(bytes(100_000, 170_000)));
        assertThat(url.read("high.pmtiles", 0, 100)).isEqualTo(answering(bytes(0, 100)));
    }

    @Test
    void ofAServerThatAnswersAllTheSamePartIsTaken() throws IOException {
        assertThat(at("plain").read("high.pmtiles", 100_000, 70_000)).isEqualTo(answering(bytes(100_000, 170_000)));
    }

    @Test
    void aRefusalIsTold() throws IOException {
        assertThat(url.read("low.pmtiles")).isEqualTo(new Answer.Refused("404"));
        assertThat(url.read("low.pmtiles", 0, 10)).isEqualTo(new Answer.Refused("404"));
    }
}
