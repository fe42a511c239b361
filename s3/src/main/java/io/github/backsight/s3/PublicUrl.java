package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Addressing;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.release.PublicReader;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.Locale;

/// What is published, read by its address as any browser reads it: no credentials, no trick that gets around caches,
/// and
/// no redirect followed from https to http. Safe for use by many threads.
public final class PublicUrl implements PublicReader {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int START = 4096;

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
        var request = HttpRequest.newBuilder(URI.create(address(name)))
                .timeout(PATIENCE)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            var digest = Sha256.start();
            try (var in = new DigestInputStream(response.body(), digest)) {
                if (response.statusCode() != 200) {
                    return new Answer.Refused(String.valueOf(response.statusCode()));
                }
                var start = in.readNBytes(START);
                in.transferTo(java.io.OutputStream.nullOutputStream());
                return new Answer.Bytes(Sha256.finished(digest.digest()), new String(start, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + address(name), e);
        }
    }
}
