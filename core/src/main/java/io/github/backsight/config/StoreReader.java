package io.github.backsight.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/// Reads `store` and what stands beside it for a bucket.
final class StoreReader {
    private static final String S3 = "s3://";
    private static final String FILE = "file:";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final StoreLocation STAND_IN =
            new StoreLocation.Folder(Path.of("").toAbsolutePath());

    private final Section file;
    private final Path folder;

    /// @param folder what a relative path is resolved against
    StoreReader(Section file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    StoreLocation read() {
        var store = file.need("store", this::location, STAND_IN, "where the versions are kept, as in file:./store");
        var bucketOnly = Keys.BUCKET.stream().filter(file::has).toList();
        if (!(store instanceof StoreLocation.Bucket bucket)) {
            bucketOnly.forEach(key -> file.refuseKey(key, "it is for a store in a bucket (s3://...) only"));
            return store;
        }
        return new StoreLocation.Bucket(
                bucket.name(),
                file.find("endpoint", StoreReader::endpoint),
                file.find("region", Values::text),
                isTrue("path-style") ? StoreLocation.Addressing.PATH : StoreLocation.Addressing.HOST,
                credentials(),
                isTrue("single-writer") ? StoreLocation.Writers.ONE : StoreLocation.Writers.MANY,
                state(bucket));
    }

    private boolean isTrue(String key) {
        return file.find(key, Values::truth).orElse(false);
    }

    private StoreLocation.Credentials credentials() {
        var profile = file.find("profile", Values::text);
        if (isTrue("anonymous")) {
            profile.ifPresent(name -> file.refuseKey("profile", "who asks as '" + name + "' is not anonymous"));
            return new StoreLocation.Credentials.Anonymous();
        }
        return profile.<StoreLocation.Credentials>map(StoreLocation.Credentials.Profile::new)
                .orElseGet(StoreLocation.Credentials.Ambient::new);
    }

    private Optional<String> state(StoreLocation.Bucket store) {
        var state = file.find("state", node -> bucketName(Values.text(node)));
        if (state.equals(Optional.of(store.name()))) {
            file.refuse("state", "it is to be another bucket than the store");
        }
        return state;
    }

    private StoreLocation location(Node node) throws Refusal {
        var text = Values.text(node);
        if (text.startsWith(S3)) {
            return new StoreLocation.Bucket(
                    bucketName(text),
                    Optional.empty(),
                    Optional.empty(),
                    StoreLocation.Addressing.HOST,
                    new StoreLocation.Credentials.Ambient(),
                    StoreLocation.Writers.MANY,
                    Optional.empty());
        }
        if (text.startsWith(FILE)) {
            return folder(text);
        }
        throw new Refusal("a store is file:FOLDER or s3://BUCKET, and '" + text + "' is neither");
    }

    private StoreLocation folder(String text) throws Refusal {
        var path = text.substring(FILE.length());
        // file:///var/maps is the form of RFC 8089 with an empty host; file:./store is ours.
        var local = path.startsWith("///") ? path.substring(2) : path;
        if (local.isBlank() || local.startsWith("//")) {
            throw new Refusal("'" + text + "' names no folder of this machine; write file:./store or file:/var/maps");
        }
        try {
            return new StoreLocation.Folder(folder.resolve(local).normalize());
        } catch (InvalidPathException e) {
            throw new Refusal("'" + text + "' is not a path of this machine: " + e.getReason());
        }
    }

    private static String bucketName(String text) throws Refusal {
        var name = text.startsWith(S3) ? text.substring(S3.length()) : text;
        if (!text.startsWith(S3) || !BUCKET.matcher(name).matches() || name.contains("..")) {
            throw new Refusal(
                    "a bucket is s3:// and 3 to 63 lower-case letters, digits, '.' and '-', and '" + text + "' is not");
        }
        return name;
    }

    private static URI endpoint(Node node) throws Refusal {
        var text = Values.text(node);
        try {
            var endpoint = new URI(text);
            var scheme = Optional.ofNullable(endpoint.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            if (List.of("http", "https").contains(scheme) && endpoint.getHost() != null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // Said below, as for any other text that names no server.
        }
        throw new Refusal("an endpoint is http:// or https:// and a host, and '" + text + "' is not");
    }
}
