package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Addressing;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.release.PublicReader;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// What is published, read by its address as any browser reads it: no credentials, no trick that gets around caches,
/// and
/// no redirect followed from https to http. Safe for use by many threads.
public final class PublicUrl implements PublicReader {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int START = 4096;
    private static final int BUFFER = 1 << 16;
    private static final int WHOLE = 200;
    private static final int PART = 206;

    private final String base;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /// @param base where browsers find what lies below the prefix, without a `/` at its end
    public PublicUrl(String base) {
        this.base = base;
    }

    /// {@return the address that the server itself gives to what lies below `prefix`}
    public static String of(Bucket bucket, String prefix) {
        var server = bucket.endpoint()
                .orElseGet(() -> URI.create(bucket.region()
                        .map(name -> "https://s3." + name + ".amazonaws.com")
                        .orElse("https://s3.amazonaws.com")));
        boolean path = bucket.addressing() == Addressing.PATH;
        var root = path
                ? server.toString().replaceFirst("/$", "") + "/" + bucket.name()
                : server.getScheme() + "://" + bucket.name() + "." + server.getAuthority();
        return prefix.isEmpty() ? root : root + "/" + escaped(prefix);
    }

    @Override
    public String address(String name) {
        return base + "/" + escaped(name);
    }

    /// {@return `name` as the path of an address: everything but plain letters, digits, `-._~` and `/` by its bytes}
    static String escaped(String name) {
        var text = new StringBuilder();
        for (byte each : name.getBytes(StandardCharsets.UTF_8)) {
            char letter = (char) (each & 0xff);
            boolean plain = letter < 128 && (Character.isLetterOrDigit(letter) || "-._~/".indexOf(letter) >= 0);
            text.append(plain ? String.valueOf(letter) : String.format(Locale.ROOT, "%%%02X", each & 0xff));
        }
        return text.toString();
    }

    @Override
    public Answer read(String name) throws IOException {
        try (var response = send(name, Optional.empty())) {
            return response.status() == WHOLE ? response.bytes(Long.MAX_VALUE) : response.refused();
        }
    }

    /// A server that knows no ranges answers all of it: then what was asked for is cut out of that here.
    @Override
    public Answer read(String name, long offset, int length) throws IOException {
        try (var response = send(name, Optional.of("bytes=" + offset + "-" + (offset + length - 1)))) {
            if (response.status() == WHOLE) {
                response.body().skipNBytes(offset);
                return response.bytes(length);
            }
            return response.status() == PART ? response.bytes(length) : response.refused();
        }
    }

    private Response send(String name, Optional<String> range) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address(name))).timeout(PATIENCE);
        range.ifPresent(bytes -> request.header("Range", bytes));
        try {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            return new Response(response.statusCode(), response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + address(name), e);
        }
    }

    private record Response(int status, InputStream body) implements AutoCloseable {
        /// {@return what the body begins with, at most `length` bytes of it}
        Answer bytes(long length) throws IOException {
            var digest = Sha256.start();
            var start = body.readNBytes((int) Math.min(START, length));
            digest.update(start);
            long left = length - start.length;
            var buffer = new byte[BUFFER];
            int read = 0;
            while (left > 0 && read >= 0) {
                read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read > 0) {
                    digest.update(buffer, 0, read);
                    left -= read;
                }
            }
            return new Answer.Bytes(Sha256.finished(digest.digest()), new String(start, StandardCharsets.UTF_8));
        }

        Answer refused() {
            return new Answer.Refused(String.valueOf(status));
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
