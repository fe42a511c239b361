package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import io.github.backsight.testkit.s3.FaithfulBucket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// A bucket with versions on a faithful endpoint of its own, for each test.
abstract class OnFaithfulServer {
    static final Key INPUT = new Key("data/usa.csv");
    static final Expectation ANYTHING = new Expectation.Anything();
    static final Attributes CSV = Attributes.ofType("text/csv");

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    final FaithfulServer server =
            FaithfulServer.start(() -> Clock.systemUTC().instant().plus(ahead.get()));
    final Connection connection = server.versioned();

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    /// Sets the server's clock ahead of this machine's.
    void setAhead(Duration by) {
        ahead.set(by);
    }

    FaithfulBucket owned() {
        return server.owned(connection);
    }

    S3ObjectStore store() {
        return server.store(connection);
    }

    /// As another tool writes.
    VersionId raw(String text) {
        return raw(text, ObjectCannedACL.PRIVATE);
    }

    VersionId raw(String text, ObjectCannedACL access) {
        var sent = connection
                .writer()
                .putObject(
                        put -> {
                            put.bucket(connection.name()).key(INPUT.value());
                            if (access != ObjectCannedACL.PRIVATE) {
                                put.acl(access);
                            }
                        },
                        RequestBody.fromString(text));
        return new VersionId(Optional.ofNullable(sent.versionId()).orElse("null"));
    }

    static VersionId stored(Write write) {
        assertThat(write).isInstanceOf(Write.Stored.class);
        return ((Write.Stored) write).id();
    }

    static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static String newestText(S3ObjectStore store) throws IOException {
        var newest = store.newest(INPUT).orElseThrow();
        try (var in = store.read(INPUT, newest.id())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static Pin pin(VersionId version, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Pin("score", INPUT, version, bytes.length, Sha256.of(bytes));
    }

    List<Diagnosis> examine(Pin... pins) throws IOException {
        var configuration = Configuration.parse("""
                store: s3://some-bucket
                inputs:
                  polygons: { key: tracts.geojson, id: GEOID10 }
                  score: { key: data/usa.csv, id: GTF }
                map: { score: SN_C }
                publish: { prefix: maps }
                """, Path.of("backsight.yaml"));
        return BucketExamination.examine(
                connection, S3Server.options(), S3Server.surroundings(), configuration, List.of(pins));
    }

    static Diagnosis of(String subject, List<Diagnosis> all) {
        return all.stream()
                .filter(diagnosis -> diagnosis.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + subject + " in " + all));
    }
}
