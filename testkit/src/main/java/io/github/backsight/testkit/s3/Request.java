package io.github.backsight.testkit.s3;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What was asked: by path style, as in `PUT /bucket/key?tagging`.
///
/// @param path as sent
/// @param query names and values, decoded
/// @param headers by lower-case name
record Request(
        String method,
        String path,
        String rawQuery,
        String bucket,
        String key,
        Map<String, String> query,
        Map<String, String> headers,
        byte[] body) {

    static Request of(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getRawPath();
        var rawQuery =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        int slash = path.indexOf('/', 1);
        var bucket = decoded(slash < 0 ? path.substring(1) : path.substring(1, slash));
        var key = slash < 0 ? "" : decoded(path.substring(slash + 1));
        var headers = new TreeMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        var body = exchange.getRequestBody().readAllBytes();
        return new Request(exchange.getRequestMethod(), path, rawQuery, bucket, key, query(rawQuery), headers, body);
    }

    private static Map<String, String> query(String raw) {
        return Arrays.stream(raw.split("&", -1))
                .filter(each -> !each.isEmpty())
                .map(each -> each.split("=", 2))
                .collect(Collectors.toMap(
                        each -> decoded(each[0]),
                        each -> each.length == 2 ? decoded(each[1]) : "",
                        (first, second) -> first,
                        TreeMap::new));
    }

    /// A plus is a plus.
    static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    boolean asks(String subresource) {
        return query.containsKey(subresource);
    }

    String bucketResource() {
        return "arn:aws:s3:::" + bucket;
    }

    String objectResource() {
        return bucketResource() + "/" + key;
    }
}
