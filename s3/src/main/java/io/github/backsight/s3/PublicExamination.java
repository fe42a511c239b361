package io.github.backsight.s3;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.PublishSettings;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.release.PublicReader;
import io.github.backsight.release.Published;
import io.github.backsight.release.Published.Archive;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Examines what everybody gets at the public address: the live pointer, parts of an archive, and whether browsers let
/// pages of other sites read them. Asks as nobody in particular, and changes nothing.
///
/// Only the pointer bears on a rollback, which ends by reading it there; the rest are warnings.
///
/// Sources: RFC 9110 "HTTP Semantics" (ranges); WHATWG Fetch, "CORS protocol"; PMTiles version 3.
public final class PublicExamination {
    private static final String POINTER = "public address";
    private static final String RANGES = "ranges";

    /// As many bytes as readers of PMTiles begin with.
    private static final int FIRST_PART = 16_384;

    private static final byte[] MAGIC = "PMTiles".getBytes(StandardCharsets.US_ASCII);

    private final Configuration configuration;
    private final String base;
    private final PublicUrl url;
    private final PublicRequests requests;

    private PublicExamination(Configuration configuration, String base, PublicRequests requests) {
        this.configuration = configuration;
        this.base = base;
        this.url = new PublicUrl(base);
        this.requests = requests;
    }

    /// {@return what was found; whatever fails is a diagnosis}
    public static List<Diagnosis> examine(Configuration configuration, ObjectStore store) {
        if (address(configuration).isEmpty() || !isMeantToBePublic(configuration.publish())) {
            return examine(configuration, Optional.empty());
        }
        try {
            return examine(
                    configuration, Published.find(store, configuration.publish().prefix()));
        } catch (IOException e) {
            return List.of(Diagnosis.unknown(POINTER, "what is live cannot be read: " + e.getMessage(), ""));
        }
    }

    /// @param published what is live
    static List<Diagnosis> examine(Configuration configuration, Optional<Published> published) {
        var address = address(configuration);
        if (address.isEmpty() || !isMeantToBePublic(configuration.publish())) {
            return List.of(Diagnosis.good(
                    POINTER,
                    "not asked: the map is not meant to be public, by neither publish.url nor publish.access:"
                            + " public-read"));
        }
        if (published.isEmpty()) {
            return List.of(Diagnosis.unknown(POINTER, "not asked: nothing is live", ""));
        }
        try (var requests = new PublicRequests()) {
            return new PublicExamination(configuration, address.get(), requests).all(published.get());
        }
    }

    /// {@return where browsers find what is published: as configured, else where the bucket's server has it}
    public static Optional<String> address(Configuration configuration) {
        var publish = configuration.publish();
        return publish.url().or(() -> switch (configuration.store()) {
            case StoreLocation.Folder unused -> Optional.empty();
            case StoreLocation.Bucket bucket -> Optional.of(PublicUrl.of(bucket, publish.prefix()));
        });
    }

    private static boolean isMeantToBePublic(PublishSettings publish) {
        return publish.url().isPresent() || publish.access().equals(Optional.of(PublishSettings.Access.PUBLIC_READ));
    }

    private List<Diagnosis> all(Published published) {
        var found = new ArrayList<Diagnosis>();
        found.add(pointer(published));
        if (found.getFirst().state() != Diagnosis.State.BAD) {
            found.add(published
                    .archive()
                    .map(this::ranges)
                    .orElseGet(() -> Diagnosis.good(
                            RANGES, "not needed: release " + published.release() + " was made without PMTiles")));
            found.add(new CrossOrigin(configuration, requests)
                    .examine(url.address(published.archive().map(Archive::name).orElse("live.json"))));
        }
        return List.copyOf(found);
    }

    private Diagnosis pointer(Published published) {
        var address = url.address("live.json");
        try {
            return switch (url.read("live.json")) {
                case PublicReader.Answer.Bytes bytes
                when bytes.sha256().equals(published.pointer()) ->
                    Diagnosis.good(POINTER, "everybody gets release " + published.release() + " at " + address);
                case PublicReader.Answer.Bytes unused ->
                    Diagnosis.warning(
                            POINTER,
                            address + " answers other bytes than live.json has in the store",
                            "A cache may still have the old ones: run doctor again in some minutes. If it stays so,"
                                    + " check that publish.url leads to this store, and publish.cloudfront");
                case PublicReader.Answer.Refused refused ->
                    Diagnosis.bad(POINTER, address + " answers " + refused.what(), refusedAction(refused.what()));
            };
        } catch (IOException e) {
            return Diagnosis.bad(
                    POINTER,
                    address + " does not answer: " + e,
                    "Check publish.url, 'endpoint' and the network; a rollback ends by reading there");
        }
    }

    private String refusedAction(String status) {
        return switch (status) {
            case "401", "403" ->
                "Let everybody read what lies below the prefix: publish.access: public-read, a bucket policy that allows"
                        + " s3:GetObject, or CloudFront; a public access block voids the first two";
            case "404" -> "Check that publish.url leads to the prefix of this store: " + base;
            default -> "Check publish.url and the server behind it";
        };
    }

    private Diagnosis ranges(Archive archive) {
        var address = url.address(archive.name());
        try {
            var reply = requests.send("GET", address, Map.of("Range", "bytes=0-" + (FIRST_PART - 1)), FIRST_PART);
            var wrong = wrong(reply, archive);
            return wrong.map(what -> Diagnosis.warning(
                            RANGES,
                            address + " " + what,
                            "Readers of PMTiles fetch it in parts: let the server, and each cache before it, answer"
                                    + " ranges; or let readers use the tiles one by one ('tree' in map.outputs)"))
                    .orElseGet(() -> Diagnosis.good(RANGES, "a part of " + address + " can be read by itself"));
        } catch (IOException e) {
            return Diagnosis.warning(
                    RANGES, address + " does not answer: " + e, "Check the network, then run doctor again");
        }
    }

    /// {@return what is wrong with the first part; empty when nothing is}
    private static Optional<String> wrong(PublicRequests.Reply reply, Archive archive) {
        var whole = "bytes 0-" + (Math.min(FIRST_PART, archive.size()) - 1) + "/" + archive.size();
        if (reply.status() == 200) {
            return Optional.of("ignores the range and answers all of its " + archive.size() + " bytes");
        }
        if (reply.status() != 206) {
            return Optional.of("answers " + reply.status() + " instead of 206");
        }
        if (!reply.header("Content-Range").equals(whole)) {
            return Optional.of("answers the range '" + reply.header("Content-Range") + "' instead of '" + whole + "'");
        }
        boolean begins = reply.start().length >= MAGIC.length
                && Arrays.equals(reply.start(), 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        return begins ? Optional.empty() : Optional.of("answers bytes that are no PMTiles");
    }
}
