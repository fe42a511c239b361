package io.github.backsight.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.backsight.store.Checksum;
import io.github.backsight.store.Checksum.Algorithm;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/// An S3 server that has one object, as large as wanted, and knows its CRC-64/NVME: its bytes are computed from their
/// place whenever they are asked for. It answers HEAD, GET with a range, and an empty list of versions.
final class GeneratedObject implements AutoCloseable {
    static final String VERSION = "GeneratedGeneratedGeneratedGener";
    private static final int BLOCK_BYTES = 1 << 16;
    private static final Pattern RANGE = Pattern.compile("bytes=([0-9]+)-([0-9]+)");

    private final long size;
    private final Sha256 sha256;
    private final String crc64;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private GeneratedObject(long size, Sha256 sha256, String crc64, HttpServer server) {
        this.size = size;
        this.sha256 = sha256;
        this.crc64 = crc64;
        this.server = server;
    }

    /// @param size a multiple of 65,536
    static GeneratedObject start(long size) throws IOException {
        var digest = Sha256.start();
        var crc = Checksum.start(Algorithm.CRC64NVME);
        for (long from = 0; from < size; from += BLOCK_BYTES) {
            var block = block(from);
            digest.update(block);
            crc.update(ByteBuffer.wrap(block));
        }
        var base64 = Base64.getEncoder()
                .encodeToString(HexFormat.of().parseHex(crc.finished().hex()));
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var server = new GeneratedObject(size, Sha256.finished(digest.digest()), base64, http);
        http.setExecutor(server.threads);
        http.createContext("/", server::answer);
        http.start();
        return server;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    Sha256 sha256() {
        return sha256;
    }

    /// Each eight bytes are the mix of their place by SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
    private static byte[] block(long from) {
        var block = ByteBuffer.allocate(BLOCK_BYTES);
        for (long word = from / Long.BYTES; block.hasRemaining(); word++) {
            long mixed = (word + 1) * 0x9e3779b97f4a7c15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            block.putLong(mixed ^ (mixed >>> 31));
        }
        return block.array();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestURI().getQuery().contains("versions")) {
                var xml = "<ListVersionsResult/>".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, xml.length);
                exchange.getResponseBody().write(xml);
                return;
            }
            var headers = exchange.getResponseHeaders();
            headers.set("ETag", "\"generated\"");
            headers.set("x-amz-version-id", VERSION);
            if (exchange.getRequestMethod().equals("HEAD")) {
                headers.set("x-amz-checksum-crc64nvme", crc64);
                headers.set("x-amz-checksum-type", "FULL_OBJECT");
                headers.set("Content-Length", Long.toString(size));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            var range = RANGE.matcher(exchange.getRequestHeaders().getFirst("Range"));
            if (!range.matches()) {
                exchange.sendResponseHeaders(400, -1);
                return;
            }
            long from = Long.parseLong(range.group(1));
            long to = Math.min(size, Long.parseLong(range.group(2)) + 1);
            headers.set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
            exchange.sendResponseHeaders(206, to - from);
            send(exchange, from, to);
        }
    }

    private static void send(HttpExchange exchange, long from, long to) throws IOException {
        var out = exchange.getResponseBody();
        for (long at = from; at < to; ) {
            int skipped = (int) (at % BLOCK_BYTES);
            int length = (int) Math.min(BLOCK_BYTES - skipped, to - at);
            out.write(block(at - skipped), skipped, length);
            at += length;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        threads.close();
    }
}
