package io.github.backsight.testkit.s3;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.w3c.dom.Element;

/// Whom browsers let in, by the bucket's `cors` document: the first rule that fits decides.
///
/// Source: Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)"; API Reference, "OPTIONS object".
record Cors(List<Element> rules) {

    static Cors of(FaithfulBucket bucket) {
        return new Cors(Optional.ofNullable(bucket.documents().get("cors"))
                .map(xml -> Xml.all(Xml.parse(xml.getBytes(StandardCharsets.UTF_8)), "CORSRule"))
                .orElse(List.of()));
    }

    /// {@return the answer to a browser that asks beforehand; nobody signs that}
    Reply preflight(Request request) {
        var origin = request.header("origin")
                .orElseThrow(
                        () -> Refusal.invalid("BadRequest", "Insufficient information. Origin request header needed."));
        if (rules.isEmpty()) {
            throw new Refusal(403, "AccessForbidden", "CORSResponse: CORS is not enabled for this bucket.");
        }
        var method = request.header("access-control-request-method").orElse("");
        var headers = Arrays.stream(request.header("access-control-request-headers")
                        .orElse("")
                        .split(",", -1))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .filter(each -> !each.isEmpty())
                .toList();
        var rule = rule(origin, method, headers)
                .orElseThrow(() -> new Refusal(
                        403,
                        "AccessForbidden",
                        "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin,"
                                + " request method / Access-Control-Request-Method or Access-Control-Request-Headers are"
                                + " not whitelisted by the resource's CORS spec."));
        var reply = admit(new Reply(200), rule, origin);
        return headers.isEmpty() ? reply : reply.header("Access-Control-Allow-Headers", String.join(", ", headers));
    }

    /// {@return `reply`, and who may read it}
    Reply on(Reply reply, Request request) {
        var origin = request.header("origin");
        return origin.flatMap(site -> rule(site, request.method(), List.of()).map(rule -> admit(reply, rule, site)))
                .orElse(reply);
    }

    private Optional<Element> rule(String origin, String method, List<String> headers) {
        return rules.stream()
                .filter(rule -> fits(rule, "AllowedOrigin", origin) && fits(rule, "AllowedMethod", method))
                .filter(rule -> headers.stream().allMatch(header -> fits(rule, "AllowedHeader", header)))
                .findFirst();
    }

    private static Reply admit(Reply reply, Element rule, String origin) {
        boolean everybody = texts(rule, "AllowedOrigin").contains("*");
        reply.header("Access-Control-Allow-Origin", everybody ? "*" : origin)
                .header("Access-Control-Allow-Methods", String.join(", ", texts(rule, "AllowedMethod")))
                .header("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        var exposed = texts(rule, "ExposeHeader");
        return exposed.isEmpty() ? reply : reply.header("Access-Control-Expose-Headers", String.join(", ", exposed));
    }

    private static boolean fits(Element rule, String name, String text) {
        return texts(rule, name).stream()
                .anyMatch(pattern -> Arrays.stream(pattern.split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(".*"), regex -> Pattern.compile(regex, Pattern.CASE_INSENSITIVE)))
                        .matcher(text)
                        .matches());
    }

    private static List<String> texts(Element rule, String name) {
        return Xml.all(rule, name).stream().map(Element::getTextContent).toList();
    }
}
