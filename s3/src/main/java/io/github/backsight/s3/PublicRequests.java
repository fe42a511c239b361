package io.github.backsight.s3;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// Requests to the public address as browsers send them: as nobody, with headers of their own. Safe for use by many
/// threads.
final class PublicRequests implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(PATIENCE)
            .build();

    /// @param start the first bytes, not more than were asked for
    record Reply(int status, HttpHeaders headers, byte[] start) {

        String header(String name) {
            return String.join(", ", headers.allValues(name));
        }

        /// {@return whether a list such as `GET, HEAD` has `item`, or everything by `*`}
        boolean lists(String name, String item) {
            return Arrays.stream(header(name).split(",", -1))
                    .map(each -> each.strip().toLowerCase(Locale.ROOT))
                    .anyMatch(each -> each.equals("*") || each.equals(item.toLowerCase(Locale.ROOT)));
        }
    }

    /// @param most how many bytes of the answer are read; the rest is not waited for
    /// @throws IOException if nobody answers
    Reply send(String method, String address, Map<String, String> headers, int most) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(address))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.noBody());
        headers.forEach(request::header);
        try {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (var in = response.body()) {
                return new Reply(response.statusCode(), response.headers(), in.readNBytes(most));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while asking " + address, e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
