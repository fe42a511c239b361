package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Addressing;
import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Page;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/// Buckets on some S3 server; removed when it is closed.
abstract class S3Server implements AutoCloseable {
    private final URI endpoint;
    private final AwsCredentialsProvider credentials;
    private final List<Connection> made = new ArrayList<>();

    S3Server(URI endpoint, AwsCredentialsProvider credentials) {
        this.endpoint = endpoint;
        this.credentials = credentials;
    }

    AwsCredentialsProvider credentials() {
        return credentials;
    }

    /// {@return a connection to a new bucket that keeps versions}
    Connection versioned(Optional<String> state, Writers writers) {
        var connection = bucket(state, writers);
        version(connection, BucketVersioningStatus.ENABLED);
        return connection;
    }

    Connection versioned() {
        return versioned(Optional.empty(), Writers.ONE);
    }

    static void version(Connection connection, BucketVersioningStatus status) {
        connection
                .writer()
                .putBucketVersioning(request -> request.bucket(connection.name())
                        .versioningConfiguration(versioning -> versioning.status(status)));
    }

    /// {@return a connection to a new bucket that never kept versions}
    Connection bucket(Optional<String> state, Writers writers) {
        var name = "backsight-test-" + UUID.randomUUID();
        var bucket = new Bucket(
                name,
                Optional.of(endpoint),
                Optional.empty(),
                Addressing.PATH,
                new Credentials.Ambient(),
                writers,
                state);
        var connection = new Connection.Opening(16, credentials, Duration.ofSeconds(30)).of(bucket);
        connection.writer().createBucket(request -> request.bucket(name));
        made.add(connection);
        return connection;
    }

    static Surroundings surroundings() {
        var random = new Random();
        return new Surroundings(
                InstantSource.system(),
                System::nanoTime,
                random,
                () -> HexFormat.of().toHexDigits(random.nextLong()),
                "test");
    }

    static S3Options options() {
        return new S3Options("maps", Optional.empty(), 20L << 20, 5L << 20, 16, 3);
    }

    S3ObjectStore store(Connection connection) {
        return store(connection, options());
    }

    S3ObjectStore store(Connection connection, S3Options options) {
        return S3ObjectStore.of(connection.to(connection.bucket()), options, surroundings());
    }

    @Override
    public void close() throws IOException {
        for (var connection : made) {
            empty(connection);
            connection.writer().deleteBucket(request -> request.bucket(connection.name()));
            connection.close();
        }
    }

    private static void empty(Connection connection) throws IOException {
        try (var parallel = new Parallel(16)) {
            var lists = new VersionLists(connection, 1000);
            Page page;
            do {
                page = lists.list("", Optional.empty());
                if (page.entries().stream().allMatch(entry -> fitsXml(entry.key()))) {
                    removeTogether(connection, page.entries());
                } else {
                    parallel.map(page.entries(), entry -> removed(connection, entry), "emptying a bucket");
                }
            } while (page.next().isPresent());
        }
    }

    private static boolean fitsXml(Key key) {
        return key.value().chars().allMatch(c -> c >= ' ');
    }

    private static void removeTogether(Connection connection, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var named = entries.stream()
                .map(entry -> ObjectIdentifier.builder()
                        .key(entry.key().value())
                        .versionId(entry.id().value())
                        .build())
                .toList();
        connection
                .writer()
                .deleteObjects(request -> request.bucket(connection.name()).delete(all -> all.objects(named)));
    }

    private static Entry removed(Connection connection, Entry entry) {
        connection
                .writer()
                .deleteObject(request -> request.bucket(connection.name())
                        .key(entry.key().value())
                        .versionId(entry.id().value()));
        return entry;
    }
}
