package io.github.backsight.web;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Details;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads what lies at an address, without credentials; follows redirects, but never from https to http. Safe for use by
/// many threads.
///
/// Sources: RFC 9110 "HTTP Semantics" (validators, ranges); Amazon S3 API Reference (`x-amz-version-id`).
final class WebReader implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final Duration ANSWERING = Duration.ofMinutes(1);
    private static final int ATTEMPTS = 3;
    private static final long PAUSE_MILLIS = 300;

    /// Headers in which writers keep a SHA-256 in hexadecimal.
    private static final String[] DIGESTS = {"x-amz-meta-backsight-sha256", "x-amz-meta-sha256"};

    private Optional<HttpClient> client = Optional.empty();

    /// What lies at an address now.
    ///
    /// @param validator a strong ETag with its quotes, where the server gives one
    record Found(Details details, Optional<String> validator) {}

    /// {@return what lies there; empty when nothing does}
    Optional<Found> look(Key key) throws IOException {
        var response = send(key, "HEAD", request -> {}, HttpResponse.BodyHandlers.discarding());
        return response.statusCode() == 404 || response.statusCode() == 410
                ? Optional.empty()
                : Optional.of(found(key, succeeded(key, response)));
    }

    /// @throws MissingVersionException if something else lies there by now
    Found require(Key key, VersionId version) throws IOException {
        return look(key)
                .filter(found -> found.details().version().id().equals(version))
                .orElseThrow(() -> new MissingVersionException(key, version));
    }

    InputStream read(Key key, VersionId version, long offset, long length) throws IOException {
        var found = require(key, version);
        long size = found.details().version().size();
        if (offset < 0 || offset > size || length < 0) {
            throw new IllegalArgumentException(
                    "'" + key + "' has " + size + " bytes: cannot read " + length + " from " + offset);
        }
        long wanted = Math.min(length, size - offset);
        if (wanted == 0) {
            return InputStream.nullInputStream();
        }
        var response = send(
                key,
                "GET",
                request -> {
                    found.validator().ifPresent(etag -> request.header("If-Match", etag));
                    if (wanted < size) {
                        request.header("Range", "bytes=" + offset + "-" + (offset + wanted - 1));
                    }
                },
                HttpResponse.BodyHandlers.ofInputStream());
        try {
            return body(key, version, wanted < size ? 206 : 200, response);
        } catch (IOException e) {
            response.body().close();
            throw e;
        }
    }

    /// A reply that ends early fails in the client, which counts.
    private static InputStream body(Key key, VersionId version, int expected, HttpResponse<InputStream> response)
            throws IOException {
        if (response.statusCode() == 412 || response.statusCode() == 404) {
            throw new MissingVersionException(key, version);
        }
        succeeded(key, response);
        if (response.statusCode() != expected) {
            throw new IOException("'" + key + "' cannot be read in parts: its server does not know ranges. Download it,"
                    + " and put it into the store");
        }
        if (!found(key, response).details().version().id().equals(version)) {
            throw new MissingVersionException(key, version);
        }
        return response.body();
    }

    private static Found found(Key key, HttpResponse<?> response) throws IOException {
        var headers = response.headers();
        long size = size(response);
        if (size < 0) {
            throw new IOException("'" + key + "' does not say how long it is. Download it, and put it into the store");
        }
        var etag = headers.firstValue("etag").filter(text -> !text.startsWith("W/"));
        var modified = headers.firstValue("last-modified");
        var id = headers.firstValue("x-amz-version-id")
                .filter(text -> !text.equals("null"))
                .or(() -> etag.map(text -> text.replace("\"", "")))
                .or(() -> modified)
                .filter(text -> !text.isEmpty())
                .orElse("unversioned");
        var version = new Entry.Version(
                key, new VersionId(id), modified.flatMap(WebReader::time).orElse(Instant.EPOCH), true, size);
        var type = headers.firstValue("content-type").orElse("application/octet-stream");
        return new Found(new Details(version, sha256(response), Attributes.ofType(type)), etag);
    }

    /// A part's reply tells the length of the whole after a `/`.
    private static long size(HttpResponse<?> response) {
        return response.headers()
                .firstValue("content-range")
                .map(range -> range.substring(range.indexOf('/') + 1))
                .filter(total -> total.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElseGet(() ->
                        response.headers().firstValueAsLong("content-length").orElse(-1));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Sha256> sha256(HttpResponse<?> response) {
        for (var name : DIGESTS) {
            var digest = response.headers().firstValue(name).filter(text -> text.matches("[0-9a-f]{64}"));
            if (digest.isPresent()) {
                return digest.map(Sha256::new);
            }
        }
        return Optional.empty();
    }

    private static <T> HttpResponse<T> succeeded(Key key, HttpResponse<T> response) throws IOException {
        int status = response.statusCode();
        if (status == 200 || status == 206) {
            return response;
        }
        throw new IOException("cannot read '" + key + "': its server answered " + status
                + (status == 401 || status == 403
                        ? ", it is not public. Make it so, or put the file into the store"
                        : ""));
    }

    private <T> HttpResponse<T> send(Key key, String method, Consumer<HttpRequest.Builder> more, BodyHandler<T> body)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(key.value()))
                .timeout(ANSWERING)
                .method(method, HttpRequest.BodyPublishers.noBody());
        more.accept(request);
        for (int attempt = 1; ; attempt++) {
            try {
                var response = client().send(request.build(), body);
                if (response.statusCode() < 500 || attempt == ATTEMPTS) {
                    return response;
                }
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new IOException(
                            "cannot read '" + key + "': " + reason(e) + ". Check the address and the network", e);
                }
            } catch (InterruptedException e) {
                throw interrupted(key);
            }
            pause(key, attempt);
        }
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private static void pause(Key key, int attempt) throws InterruptedIOException {
        try {
            Thread.sleep(PAUSE_MILLIS * attempt);
        } catch (InterruptedException e) {
            throw interrupted(key);
        }
    }

    private static InterruptedIOException interrupted(Key key) {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while reading '" + key + "'");
    }

    private synchronized HttpClient client() {
        if (client.isEmpty()) {
            client = Optional.of(HttpClient.newBuilder()
                    .connectTimeout(CONNECTING)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build());
        }
        return client.get();
    }

    @Override
    public synchronized void close() {
        client.ifPresent(HttpClient::close);
    }
}
