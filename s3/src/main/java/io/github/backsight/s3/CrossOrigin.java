package io.github.backsight.s3;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.doctor.Diagnosis;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Whether browsers let pages of any other site read what is published (CORS).
///
/// Source: WHATWG Fetch, "CORS protocol"; Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)".
record CrossOrigin(Configuration configuration, PublicRequests requests) {
    private static final String SUBJECT = "cors";

    /// A site that nobody has, so that only a rule for all sites lets it in.
    private static final String SITE = "https://backsight.invalid";

    private static final String RULES =
            "{\"CORSRules\":[{\"AllowedOrigins\":[\"*\"],\"AllowedMethods\":[\"GET\",\"HEAD\"],"
                    + "\"AllowedHeaders\":[\"range\",\"if-match\"],\"ExposeHeaders\":[\"ETag\"],\"MaxAgeSeconds\":3600}]}";

    Diagnosis examine(String address) {
        try {
            var wrong = wrong(address);
            return wrong.isPresent()
                    ? Diagnosis.warning(SUBJECT, address + " " + wrong.get(), action(address))
                    : Diagnosis.good(SUBJECT, "pages of all sites may read " + address + ", also in parts");
        } catch (IOException e) {
            return Diagnosis.warning(
                    SUBJECT, address + " does not answer: " + e, "Check the network, then run doctor again");
        }
    }

    /// {@return what browsers would refuse; empty when nothing is}
    private Optional<String> wrong(String address) throws IOException {
        var reply = requests.send("GET", address, Map.of("Origin", SITE, "Range", "bytes=0-0"), 1);
        if (!admits(reply)) {
            return Optional.of("sends no Access-Control-Allow-Origin for " + SITE
                    + ": browsers let no pages of other sites read it");
        }
        var asked = new LinkedHashMap<String, String>();
        asked.put("Origin", SITE);
        asked.put("Access-Control-Request-Method", "GET");
        asked.put("Access-Control-Request-Headers", "range");
        var preflight = requests.send("OPTIONS", address, asked, 0);
        boolean allows = preflight.status() / 100 == 2
                && admits(preflight)
                && preflight.lists("Access-Control-Allow-Methods", "GET")
                && preflight.lists("Access-Control-Allow-Headers", "range");
        if (!allows) {
            return Optional.of("answers " + preflight.status()
                    + " and does not allow the header Range when a browser asks beforehand: pages of other sites cannot"
                    + " read PMTiles");
        }
        return reply.lists("Access-Control-Expose-Headers", "ETag")
                ? Optional.empty()
                : Optional.of("does not expose ETag: pages of other sites do not notice when a file changes while they"
                        + " read it");
    }

    private static boolean admits(PublicRequests.Reply reply) {
        var allowed = reply.header("Access-Control-Allow-Origin");
        return allowed.equals("*") || allowed.equals(SITE);
    }

    private String action(String address) {
        var sites = "Where only your own site shows the map, nothing is to be done. Else ";
        return switch (configuration.store()) {
            case StoreLocation.Folder unused ->
                sites + "let the server of " + address
                        + " send Access-Control-Allow-Origin: *, Access-Control-Allow-Headers: range and"
                        + " Access-Control-Expose-Headers: ETag";
            case StoreLocation.Bucket bucket -> {
                var cdn = configuration.publish().cloudfront().isPresent()
                        ? "let CloudFront take OPTIONS and pass Origin on (the managed origin request policy"
                                + " CORS-S3Origin), and "
                        : "";
                var server =
                        bucket.endpoint().map(each -> " --endpoint-url " + each).orElse("");
                yield sites + cdn + "set, in the place of all rules that are there: aws" + server
                        + " s3api put-bucket-cors --bucket " + bucket.name() + " --cors-configuration '" + RULES + "'";
            }
        };
    }
}
