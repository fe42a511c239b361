package io.github.backsight.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StoreWithAddressesTest {
    private static final byte[] BYTES = "GTF,SN_C\n01001,1\n".getBytes(StandardCharsets.UTF_8);

    private HttpServer server;
    private StoreWithAddresses store;

    /// What the server says; each test sets it as it needs.
    private volatile byte[] content = BYTES;

    private volatile int status = 200;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile boolean cutShort;
    private volatile Optional<String> versionId = Optional.empty();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        store = new StoreWithAddresses(new MemoryObjectStore(InstantSource.system()));
    }

    @AfterEach
    void stop() throws IOException {
        store.close();
        server.stop(0);
    }

    private Key address() {
        return new Key("http://127.0.0.1:" + server.getAddress().getPort() + "/usa.csv");
    }

    private String etag() {
        return "\"" + Arrays.hashCode(content) + "\"";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (refusals.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var asked = Optional.ofNullable(exchange.getRequestHeaders().getFirst("If-Match"));
            if (status != 200 || asked.filter(etag -> !etag.equals(etag())).isPresent()) {
                exchange.sendResponseHeaders(status == 200 ? 412 : status, -1);
                return;
            }
            var headers = exchange.getResponseHeaders();
            headers.set("ETag", etag());
            headers.set("Last-Modified", "Tue, 24 Nov 2026 01:18:06 GMT");
            headers.set("Content-Type", "text/csv");
            versionId.ifPresent(id -> headers.set("x-amz-version-id", id));
            var range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"));
            var part = content;
            if (range.isPresent()) {
                var ends = range.get().substring("bytes=".length()).split("-", 2);
                part = Arrays.copyOfRange(content, Integer.parseInt(ends[0]), Integer.parseInt(ends[1]) + 1);
                headers.set("Content-Range", "bytes " + ends[0] + "-" + ends[1] + "/" + content.length);
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("Content-Length", Integer.toString(content.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(range.isPresent() ? 206 : 200, part.length);
            exchange.getResponseBody().write(part, 0, cutShort ? part.length / 2 : part.length);
        }
    }

    private byte[] read(VersionId version, long offset, long length) throws IOException {
        try (var in = store.read(address(), version, offset, length)) {
            return in.readAllBytes();
        }
    }

    @Test
    void whatLiesAtAnAddressHasOneVersionNamedByItsETag() throws IOException {
        var newest = (Entry.Version) store.newest(address()).orElseThrow();

        assertThat(newest.id().value()).isEqualTo(etag().replace("\"", ""));
        assertThat(newest.size()).isEqualTo(BYTES.length);
        assertThat(newest.newest()).isTrue();
        assertThat(store.history(address())).containsExactly(newest);
        assertThat(store.details(address(), newest.id()).attributes()).isEqualTo(Attributes.ofType("text/csv"));
    }

    @Test
    void theVersionIdOfABucketNamesItBetter() throws IOException {
        versionId = Optional.of("-3/L4kqtJlcpXroDTDmJ");

        assertThat(store.newest(address()).orElseThrow().id().value()).isEqualTo("-3/L4kqtJlcpXroDTDmJ");
    }

    @Test
    void allOfItAndAnyPartCanBeRead() throws IOException {
        var version = store.newest(address()).orElseThrow().id();

        assertThat(read(version, 0, Long.MAX_VALUE)).isEqualTo(BYTES);
        assertThat(read(version, 4, 4)).isEqualTo("SN_C".getBytes(StandardCharsets.UTF_8));
        assertThat(read(version, BYTES.length, 4)).isEmpty();
        assertThatThrownBy(() -> read(version, BYTES.length + 1, 4)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatChangedMeanwhileIsAnotherVersion() throws IOException {
        var version = store.newest(address()).orElseThrow().id();
        content = "other".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read(version, 0, 2)).isInstanceOf(MissingVersionException.class);
        assertThatThrownBy(() -> store.details(address(), version)).isInstanceOf(MissingVersionException.class);
    }

    @Test
    void nothingThereIsNoVersionAndRefusedIsSaid() throws IOException {
        status = 404;
        assertThat(store.newest(address())).isEmpty();

        status = 403;
        assertThatThrownBy(() -> store.newest(address()))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read '" + address()
                        + "': its server answered 403, it is not public. Make it so, or put the file into the store");
    }

    @Test
    void aBusyServerIsAskedAgainAndACutReplyFails() throws IOException {
        refusals.set(2);
        var version = store.newest(address()).orElseThrow().id();
        cutShort = true;

        assertThatThrownBy(() -> read(version, 0, Long.MAX_VALUE)).isInstanceOf(IOException.class);
    }

    @Test
    void law3_nothingAtAnAddressIsEverWritten() throws IOException {
        var body = Body.of(BYTES);
        var anything = new Expectation.Anything();

        assertThatThrownBy(() -> store.put(address(), body, Attributes.ofType("text/csv"), anything))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(address().value())
                .hasMessageContaining("cannot be written from here");
        assertThatThrownBy(() -> store.delete(address())).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> store.restore(address(), new VersionId("old"), anything))
                .isInstanceOf(IOException.class);
        assertThat(content).isEqualTo(BYTES);
    }

    @Test
    void otherKeysAreThoseOfTheStore() throws IOException {
        var key = new Key("data/usa.csv");
        store.put(key, Body.of(BYTES), Attributes.ofType("text/csv"), new Expectation.Absent());

        assertThat(store.newestDetails(List.of(key, address()))).containsOnlyKeys(key, address());
        assertThat(store.list("")).extracting(Entry::key).containsExactly(key);
    }

    @Test
    void anAddressIsReadAsOneStreamSinceItsServerMayKnowNoRanges() {
        assertThat(store.readsAtOnce(address())).isEqualTo(1);
    }
}
