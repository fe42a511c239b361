package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// What the store contract does not ask of other stores, of each S3 server.
abstract class ServerPitfalls {
    private static final Key INPUT = new Key("data/usa.csv");
    private static final Expectation ANYTHING = new Expectation.Anything();
    private static final Attributes CSV = Attributes.ofType("text/csv");
    private static final Attributes TAGGED = CSV.withTags(Map.of("Team", "tiles & scores"))
            .withMetadata(Map.of("place", "Zürich"))
            .withCacheControl("no-cache");

    private final S3Server server;
    private final int many;

    /// @param many how many versions of one key are a lot for that server; some thousands
    ServerPitfalls(S3Server server, int many) {
        this.server = server;
        this.many = many;
    }

    @AfterEach
    void removeBuckets() throws IOException {
        server.close();
    }

    @Test
    void law3_aBucketThatKeepsNoVersionsSaysSoBeforeAnythingIsSent() throws IOException {
        var connection = server.bucket(Optional.empty(), Writers.ONE);
        try (var store = server.store(connection)) {
            assertThatThrownBy(() -> store.requireWritable(INPUT, ANYTHING))
                    .hasMessageContaining("keeps no versions, so nothing could be taken back");
        }
    }

    @Test
    void pitfall14_thousandsOfVersionsOfOneKeyAreListedOnceEach() throws IOException {
        var connection = server.versioned();
        var beside = new Key(INPUT + ".bak");
        try (var parallel = new Parallel(16)) {
            parallel.map(IntStream.range(0, many).boxed().toList(), i -> raw(connection, INPUT, "" + i), "writing");
        }
        raw(connection, beside, "other");
        var options = new S3Options("maps", Optional.empty(), 20L << 20, 5L << 20, 16, 1000);
        List<Entry> history;
        Optional<Entry> newest;
        try (var store = server.store(connection, options)) {
            history = store.history(INPUT);
            newest = store.newest(INPUT);
        }

        assertThat(history).hasSize(many);
        assertThat(history).extracting(Entry::id).doesNotHaveDuplicates();
        assertThat(history).extracting(Entry::key).containsOnly(INPUT);
        assertThat(history).extracting(Entry::newest).startsWith(true).containsOnlyOnce(true);
        assertThat(newest).contains(history.getFirst());
    }

    @Test
    void pitfall3_aRestoredVersionKeepsItsAccessListAndIsPublicAgain() throws IOException {
        var connection = server.versioned();
        var good = raw(connection, INPUT, "good", ObjectCannedACL.PUBLIC_READ);
        raw(connection, INPUT, "bad");

        try (var store = server.store(connection)) {
            var restored = stored(store.restore(INPUT, good, ANYTHING));

            assertThat(new Access.Reader(connection).of(INPUT, restored).isPublic())
                    .isTrue();
            assertThat(anonymous(connection)).isEqualTo("good");
        }
    }

    @Test
    void pitfall3_aNewVersionOfAnInputKeepsTheAccessListOfTheOneItSupersedes() throws IOException {
        var connection = server.versioned();
        raw(connection, INPUT, "old", ObjectCannedACL.PUBLIC_READ);

        try (var store = server.store(connection)) {
            stored(store.put(INPUT, body("new"), CSV, ANYTHING));

            assertThat(anonymous(connection)).isEqualTo("new");
        }
    }

    @Test
    void pitfall2_whatIsTooLongForOneCopyIsRestoredInPartsWithAllItHad() throws IOException {
        var connection = server.versioned();
        var bytes = new byte[21 << 20];
        new Random(1).nextBytes(bytes);

        try (var store = server.store(connection)) {
            var good = stored(store.put(INPUT, Body.of(bytes), TAGGED, ANYTHING));
            stored(store.put(INPUT, body("bad"), CSV, ANYTHING));

            var restored = stored(store.restore(INPUT, good, ANYTHING));

            var details = store.details(INPUT, restored);
            assertThat(details.attributes()).isEqualTo(TAGGED);
            assertThat(details.sha256()).contains(Sha256.of(bytes));
            try (var in = store.read(INPUT, restored)) {
                assertThat(Sha256.of(in)).isEqualTo(Sha256.of(bytes));
            }
        }
    }

    @Test
    void partsThatOtherProcessesSendAreOneVersionWithAllThatItIsToHave() throws IOException {
        var connection = server.versioned();
        var bytes = new byte[13 << 20];
        new Random(2).nextBytes(bytes);

        try (var store = server.store(connection);
                var other = server.store(connection)) {
            var id = stored(store.put(INPUT, new SentByOthers(bytes, other, 0), TAGGED, new Expectation.Absent()));

            var details = store.details(INPUT, id);
            assertThat(details.attributes()).isEqualTo(TAGGED);
            assertThat(details.sha256()).contains(Sha256.of(bytes));
            try (var in = store.read(INPUT, id)) {
                assertThat(Sha256.of(in)).isEqualTo(Sha256.of(bytes));
            }
        }
    }

    @Test
    void partsThatOtherProcessesCannotSendLeaveNothingBehind() throws IOException {
        var connection = server.versioned();

        try (var store = server.store(connection);
                var other = server.store(connection)) {
            var body = new SentByOthers(new byte[13 << 20], other, 1);

            assertThatThrownBy(() -> store.put(INPUT, body, CSV, new Expectation.Absent()))
                    .hasMessage("lost");

            assertThat(store.history(INPUT)).isEmpty();
        }
        assertThat(connection
                        .reader()
                        .listMultipartUploads(request -> request.bucket(connection.name()))
                        .uploads())
                .isEmpty();
    }

    /// What another process has, which loses some parts at the end.
    private record SentByOthers(byte[] bytes, S3ObjectStore other, int lost) implements SpreadBody {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public Sha256 sha256() {
            return Sha256.of(bytes);
        }

        @Override
        public InputStream open() throws IOException {
            throw new IOException("not to be read here");
        }

        @Override
        public List<Receipt> send(Parts parts) throws IOException {
            var receipts = new ArrayList<Receipt>();
            for (int number = 1; number <= parts.parts() - lost; number++) {
                int from = (int) ((number - 1) * parts.partBytes());
                int end = (int) Math.min(bytes.length, from + parts.partBytes());
                receipts.add(other.sendPart(parts, number, Arrays.copyOfRange(bytes, from, end)));
            }
            if (lost > 0) {
                throw new IOException("lost");
            }
            return receipts;
        }
    }

    @Test
    void pitfall8_nothingIsWrittenWhereItWouldDestroyTheNullVersion() throws IOException {
        var connection = server.bucket(Optional.empty(), Writers.ONE);
        raw(connection, INPUT, "before versions");
        S3Server.version(connection, BucketVersioningStatus.ENABLED);
        raw(connection, INPUT, "later");
        S3Server.version(connection, BucketVersioningStatus.SUSPENDED);
        var nullVersion = new VersionId("null");

        try (var store = server.store(connection)) {
            assertThatThrownBy(() -> store.restore(INPUT, nullVersion, ANYTHING))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'data/usa.csv'")
                    .hasMessageContaining("suspended")
                    .hasMessageContaining("put-bucket-versioning");
            assertThatThrownBy(() -> store.delete(INPUT)).hasMessageContaining("suspended");
            assertThat(store.history(INPUT)).hasSize(2);
        }
        S3Server.version(connection, BucketVersioningStatus.ENABLED);
        try (var store = server.store(connection)) {
            stored(store.restore(INPUT, nullVersion, ANYTHING));

            assertThat(anyText(store)).isEqualTo("before versions");
            assertThat(store.history(INPUT))
                    .extracting(Entry::id)
                    .contains(nullVersion)
                    .hasSize(3);
        }
    }

    @Test
    void law3_nothingIsDeletedWhereNoVersionsAreKept() throws IOException {
        var connection = server.bucket(Optional.empty(), Writers.ONE);
        raw(connection, INPUT, "only");

        try (var store = server.store(connection)) {
            assertThatThrownBy(() -> store.delete(INPUT)).hasMessageContaining("keeps no versions");
            assertThatThrownBy(() -> store.deleteAll(List.of(INPUT))).hasMessageContaining("keeps no versions");
            assertThat(store.newest(INPUT)).isPresent();
        }
    }

    @Test
    void aBucketThatIsNotThereIsNamed() throws IOException {
        var connection = server.versioned();
        var bucket = connection.bucket();
        var missing = new Bucket(
                "backsight-no-such-bucket",
                bucket.endpoint(),
                bucket.region(),
                bucket.addressing(),
                bucket.credentials(),
                bucket.writers(),
                bucket.state());
        try (var store = server.store(connection.to(missing))) {
            assertThatThrownBy(() -> store.newest(INPUT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("s3://backsight-no-such-bucket")
                    .hasMessageContaining("there is no such bucket");
        }
    }

    private static String anyText(S3ObjectStore store) throws IOException {
        try (var in = store.read(INPUT, store.newest(INPUT).orElseThrow().id())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String anonymous(Connection connection) throws IOException {
        try (var in = connection
                .anonymous()
                .getObject(get -> get.bucket(connection.name()).key(INPUT.value()))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static VersionId stored(Write write) {
        assertThat(write).isInstanceOf(Write.Stored.class);
        return ((Write.Stored) write).id();
    }

    /// As another tool writes.
    private static VersionId raw(Connection connection, Key key, String text) {
        return raw(connection, key, text, ObjectCannedACL.PRIVATE);
    }

    private static VersionId raw(Connection connection, Key key, String text, ObjectCannedACL access) {
        var sent = connection
                .writer()
                .putObject(
                        put -> put.bucket(connection.name()).key(key.value()).acl(access),
                        RequestBody.fromString(text));
        return new VersionId(Optional.ofNullable(sent.versionId()).orElse("null"));
    }
}
