package io.github.backsight.testkit.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What a request is answered.
final class Reply {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private byte[] content = {};
    private int from;
    private int length;

    Reply(int status) {
        this.status = status;
    }

    Reply header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Reply header(String name, Optional<String> value) {
        value.ifPresent(text -> header(name, text));
        return this;
    }

    Reply xml(Xml document) {
        header("Content-Type", "application/xml");
        var bytes = document.bytes();
        return bytes(bytes, 0, bytes.length);
    }

    Reply bytes(byte[] bytes, int start, int count) {
        content = bytes;
        from = start;
        length = count;
        return this;
    }

    void send(HttpExchange exchange) throws IOException {
        var to = exchange.getResponseHeaders();
        headers.forEach(to::set);
        to.set("x-amz-request-id", "4442587FB7D0A2F9");
        to.set("Server", "AmazonS3");
        if (exchange.getRequestMethod().equals("HEAD")) {
            // A refused HEAD has no body, and says nothing of one.
            if (status < 300) {
                to.set("Content-Length", Integer.toString(length));
            }
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
            exchange.getResponseBody().write(content, from, length);
        }
    }
}
