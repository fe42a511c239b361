package io.github.backsight.testkit.gateway;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One HTTP/1.1 request or reply, whole. Its head is kept byte by byte, so that signatures stay valid.
final class Message {
    /// How the end of a body is known (RFC 9112, section 6.3).
    private enum Framing {
        NO_BODY,
        LENGTH,
        CHUNKED,
        UNTIL_CLOSED
    }

    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

    private final String head;
    private final byte[] body;
    private final Framing framing;

    private Message(String head, byte[] body, Framing framing) {
        this.head = head;
        this.body = body;
        this.framing = framing;
    }

    /// Reads a request; tells a client that waits for leave to send its body that it may.
    ///
    /// @return empty when the client has closed the connection instead
    static Optional<Message> request(InputStream in, OutputStream client) throws IOException {
        var head = head(in);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        if (header(head.get(), "expect")
                .filter("100-continue"::equalsIgnoreCase)
                .isPresent()) {
            client.write(CONTINUE.getBytes(StandardCharsets.ISO_8859_1));
            client.flush();
        }
        var framing = framing(head.get(), Framing.NO_BODY);
        return Optional.of(new Message(head.get(), body(in, head.get(), framing), framing));
    }

    /// Reads the reply to this request, past all that only announce one.
    Message reply(InputStream in) throws IOException {
        while (true) {
            var head = head(in).orElseThrow(() -> new EOFException("the server closed the connection"));
            int status = Integer.parseInt(head.split(" ", 3)[1].strip().substring(0, 3));
            if (status >= 200) {
                boolean bodiless = method().equals("HEAD") || status == 204 || status == 304;
                var framing = bodiless ? Framing.NO_BODY : framing(head, Framing.UNTIL_CLOSED);
                return new Message(head, body(in, head, framing), framing);
            }
        }
    }

    /// {@return a reply of our own to this request}
    Message answered(String status, String xml) {
        var bytes = xml.getBytes(StandardCharsets.UTF_8);
        var head = "HTTP/1.1 " + status + "\r\nContent-Type: application/xml\r\nContent-Length: " + bytes.length
                + "\r\n\r\n";
        return method().equals("HEAD")
                ? new Message(head, new byte[0], Framing.NO_BODY)
                : new Message(head, bytes, Framing.LENGTH);
    }

    String method() {
        return head.substring(0, head.indexOf(' '));
    }

    String target() {
        return head.split(" ", 3)[1];
    }

    int bytes() {
        return body.length;
    }

    boolean endsWithConnection() {
        return framing == Framing.UNTIL_CLOSED;
    }

    /// {@return the same message with one bit of its body changed}
    Message flipped() {
        var changed = body.clone();
        if (changed.length > 0) {
            changed[changed.length / 2] ^= 1;
        }
        return new Message(head, changed, framing);
    }

    void writeTo(OutputStream out) throws IOException {
        write(out, body.length);
    }

    /// Writes what comes before the second half of the body.
    void writeHalfTo(OutputStream out) throws IOException {
        write(out, body.length / 2);
    }

    private void write(OutputStream out, int count) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(latin(head));
        if (framing == Framing.CHUNKED && body.length > 0) {
            bytes.writeBytes(latin(Integer.toHexString(body.length) + "\r\n"));
        }
        bytes.write(body, 0, count);
        if (framing == Framing.CHUNKED && count == body.length) {
            bytes.writeBytes(latin((body.length > 0 ? "\r\n" : "") + "0\r\n\r\n"));
        }
        bytes.writeTo(out);
        out.flush();
    }

    private static Optional<String> head(InputStream in) throws IOException {
        var line = line(in);
        if (line.isEmpty()) {
            return Optional.empty();
        }
        var head = new StringBuilder(line.get());
        do {
            line = line(in);
            head.append(line.orElseThrow(() -> new EOFException("closed within the head of a message")));
        } while (!line.get().equals("\r\n"));
        return Optional.of(head.toString());
    }

    private static Optional<String> line(InputStream in) throws IOException {
        var bytes = new ByteArrayOutputStream();
        int one;
        while ((one = in.read()) >= 0) {
            bytes.write(one);
            if (one == '\n') {
                return Optional.of(bytes.toString(StandardCharsets.ISO_8859_1));
            }
        }
        if (bytes.size() > 0) {
            throw new EOFException("closed within a line");
        }
        return Optional.empty();
    }

    private static Optional<String> header(String head, String name) {
        return Arrays.stream(head.split("\r\n", -1))
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static Framing framing(String head, Framing otherwise) {
        if (header(head, "transfer-encoding")
                .filter("chunked"::equalsIgnoreCase)
                .isPresent()) {
            return Framing.CHUNKED;
        }
        return header(head, "content-length").isPresent() ? Framing.LENGTH : otherwise;
    }

    private static byte[] body(InputStream in, String head, Framing framing) throws IOException {
        return switch (framing) {
            case NO_BODY -> new byte[0];
            case LENGTH ->
                exactly(in, Integer.parseInt(header(head, "content-length").orElseThrow()));
            case CHUNKED -> chunks(in);
            case UNTIL_CLOSED -> in.readAllBytes();
        };
    }

    private static byte[] chunks(InputStream in) throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var size = line(in).orElseThrow(() -> new EOFException("closed between chunks"));
            int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
            body.writeBytes(exactly(in, length));
            var end = line(in).orElseThrow(() -> new EOFException("closed after a chunk"));
            if (length == 0) {
                // Trailers are dropped: nobody here sends any.
                while (!end.equals("\r\n")) {
                    end = line(in).orElseThrow(() -> new EOFException("closed within trailers"));
                }
                return body.toByteArray();
            }
        }
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("closed after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
