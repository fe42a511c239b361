package io.github.backsight.viewer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/// Serves a folder as a bucket does: whole files and ranges of them, and nothing compressed.
final class StaticHost implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)?");
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json");

    private final Path folder;
    private final HttpServer server;
    private final AtomicLong sent = new AtomicLong();

    StaticHost(Path folder) throws IOException {
        this.folder = folder.toRealPath();
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(4, task -> {
            var thread = new Thread(task, "static-host");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// {@return how many bytes of files were sent since this was last asked}
    long sent() {
        return sent.getAndSet(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var file = folder.resolve(exchange.getRequestURI().getPath().substring(1))
                    .normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            var name = file.getFileName().toString();
            exchange.getResponseHeaders()
                    .set(
                            "Content-Type",
                            TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream"));
            exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
            exchange.getResponseHeaders().set("ETag", "\"" + Files.size(file) + "\"");
            send(exchange, Files.readAllBytes(file));
        }
    }

    private void send(HttpExchange exchange, byte[] bytes) throws IOException {
        var header = exchange.getRequestHeaders().getFirst("Range");
        var range = RANGE.matcher(header == null ? "" : header);
        int from = 0;
        int end = bytes.length;
        int code = 200;
        if (range.matches()) {
            from = Integer.parseInt(range.group(1));
            end = range.group(2) == null ? end : Math.min(end, Integer.parseInt(range.group(2)) + 1);
            code = 206;
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + bytes.length);
        }
        sent.addAndGet(end - from);
        exchange.sendResponseHeaders(code, end - from);
        exchange.getResponseBody().write(bytes, from, end - from);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
