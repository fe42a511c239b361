package io.github.backsight.testkit.s3;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Who has signed a request, if the signature holds.
///
/// Source: AWS documentation, "AWS Signature Version 4 for API requests"; Amazon S3 API Reference, "Authenticating
/// requests: using the Authorization header", and "Error responses" for what is said of wrong ones.
final class Signature {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request, ?"
                    + "SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Duration MOST_SKEW = Duration.ofMinutes(15);
    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    /// {@return who asks; empty when nobody has signed}
    static Optional<User> signer(Request request, Map<String, User> users, String region, Instant now) {
        var authorization = request.header("authorization");
        if (authorization.isEmpty()) {
            return Optional.empty();
        }
        var parts = AUTHORIZATION.matcher(authorization.get());
        if (!parts.matches()) {
            throw Refusal.invalid(
                    "AuthorizationHeaderMalformed", "The authorization header that you provided is not valid.");
        }
        var user = Optional.ofNullable(users.get(parts.group(1)))
                .orElseThrow(() -> new Refusal(
                        403,
                        "InvalidAccessKeyId",
                        "The AWS Access Key Id you provided does not exist in our records."));
        requireToken(request, user, now);
        if (!parts.group(3).equals(region)) {
            throw Refusal.invalid(
                            "AuthorizationHeaderMalformed",
                            "The authorization header is malformed; the region '" + parts.group(3)
                                    + "' is wrong; expecting '" + region + "'")
                    .with("Region", region);
        }
        requireTime(request, now);
        var scope = parts.group(2) + "/" + region + "/s3/aws4_request";
        var signature = signature(request, user, scope, parts.group(4));
        if (!signature.equals(parts.group(5))) {
            throw new Refusal(
                    403,
                    "SignatureDoesNotMatch",
                    "The request signature we calculated does not match the signature you provided. Check your key and"
                            + " signing method.");
        }
        requirePayload(request);
        return Optional.of(user);
    }

    private static void requireToken(Request request, User user, Instant now) {
        if (!request.header("x-amz-security-token").equals(user.token())) {
            throw Refusal.invalid("InvalidToken", "The provided token is malformed or otherwise invalid.");
        }
        if (!now.isBefore(user.ends())) {
            throw Refusal.invalid("ExpiredToken", "The provided token has expired.");
        }
    }

    private static void requireTime(Request request, Instant now) {
        var sent = LocalDateTime.parse(request.header("x-amz-date").orElse(""), TIME)
                .toInstant(ZoneOffset.UTC);
        if (Duration.between(sent, now).abs().compareTo(MOST_SKEW) > 0) {
            throw new Refusal(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too large.")
                    .with("ServerTime", now.toString());
        }
    }

    private static void requirePayload(Request request) {
        var said = request.header("x-amz-content-sha256").orElse("");
        if (said.startsWith("STREAMING-")) {
            throw Refusal.notImplemented("x-amz-content-sha256: " + said);
        }
        if (!said.equals("UNSIGNED-PAYLOAD") && !said.equals(hex(sha256(request.body())))) {
            throw Refusal.invalid(
                    "XAmzContentSHA256Mismatch",
                    "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
    }

    private static String signature(Request request, User user, String scope, String signedHeaders) {
        var headers = Arrays.stream(signedHeaders.split(";", -1))
                .map(name ->
                        name + ":" + request.header(name).orElse("").strip().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        var query = request.query().entrySet().stream()
                .map(each -> encoded(each.getKey()).replace("/", "%2F") + "="
                        + encoded(each.getValue()).replace("/", "%2F"))
                .sorted()
                .collect(Collectors.joining("&"));
        var canonical = String.join(
                "\n",
                request.method(),
                encoded(Request.decoded(request.path())),
                query,
                headers,
                signedHeaders,
                request.header("x-amz-content-sha256").orElse(""));
        var toSign = String.join(
                "\n",
                "AWS4-HMAC-SHA256",
                request.header("x-amz-date").orElse(""),
                scope,
                hex(sha256(canonical.getBytes(StandardCharsets.UTF_8))));
        var key = ("AWS4" + user.secretKey()).getBytes(StandardCharsets.UTF_8);
        for (var part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    /// The server encodes anew what it has decoded: clients may write `//` as `/%2F`.
    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~")
                .replace("%2F", "/");
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
