package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Credentials;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// What nobody in particular reads of a bucket that lets nobody list it.
class PublicBucketTest {
    private static final Key SCORE = new Key("data/usa csv/ü.csv");

    private final FaithfulServer server = FaithfulServer.start();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static VersionId put(Connection connection, String text, ObjectCannedACL access) {
        return new VersionId(connection
                .writer()
                .putObject(
                        put -> put.bucket(connection.name())
                                .key(SCORE.value())
                                .acl(access)
                                .tagging("a=b"),
                        RequestBody.fromString(text))
                .versionId());
    }

    private static S3ObjectStore asNobody(Connection connection) {
        var bucket = connection.bucket();
        var unsigned = new Bucket(
                bucket.name(),
                bucket.endpoint(),
                bucket.region(),
                bucket.addressing(),
                new Credentials.Anonymous(),
                bucket.writers(),
                bucket.state());
        return S3ObjectStore.open(unsigned, S3Server.options(), S3Server.surroundings());
    }

    private static String text(ObjectStore store, VersionId version) throws IOException {
        try (var in = store.read(SCORE, version)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// @param of the server's buckets, one that keeps versions
    private static void requirePublicObjectsToBeRead(Connection of) throws IOException {
        var old = put(of, "old", ObjectCannedACL.PUBLIC_READ);
        var newest = put(of, "newest", ObjectCannedACL.PUBLIC_READ);
        try (var store = asNobody(of)) {
            var seen = (Entry.Version) store.newest(SCORE).orElseThrow();

            assertThat(seen.id()).isEqualTo(newest);
            assertThat(seen.newest()).isTrue();
            assertThat(seen.size()).isEqualTo(6);
            assertThat(store.details(SCORE, newest).version().newest()).isTrue();
            assertThat(text(store, newest)).isEqualTo("newest");
            assertThat(text(store, old)).isEqualTo("old");
            try (var in = store.read(SCORE, newest, 3, 2)) {
                assertThat(in.readAllBytes()).isEqualTo(new byte[] {'e', 's'});
            }
        }
    }

    @Test
    void objectsWithAPublicAccessListAreReadThoughTheListIsRefused() throws IOException {
        requirePublicObjectsToBeRead(server.versioned());
    }

    @Test
    void onARealServerToo() throws IOException {
        try (var real = RealServer.required()) {
            requirePublicObjectsToBeRead(real.versioned());
        }
    }

    @Test
    void whereAPolicyAllowsPlainReadsOnlyTheNewestVersionIsRead() throws IOException {
        var connection = server.versioned();
        server.owned(connection)
                .allowEverybody(permission -> permission.action().equals("s3:GetObject"));
        var old = put(connection, "old", ObjectCannedACL.PRIVATE);
        var newest = put(connection, "newest", ObjectCannedACL.PRIVATE);
        try (var store = asNobody(connection)) {
            assertThat(store.newest(SCORE).orElseThrow().id()).isEqualTo(newest);
            assertThat(store.details(SCORE, newest).version().size()).isEqualTo(6);
            assertThat(text(store, newest)).isEqualTo("newest");
            try (var in = store.read(SCORE, newest, 3, 2)) {
                assertThat(in.readAllBytes()).isEqualTo(new byte[] {'e', 's'});
            }
            // Never the bytes of another version than was asked for.
            assertThatThrownBy(() -> store.read(SCORE, old))
                    .isNotInstanceOf(MissingVersionException.class)
                    .hasMessageContaining("cannot read version '" + old + "' of '" + SCORE + "'")
                    .hasMessageContaining("Most likely s3:GetObjectVersion");
        }
    }

    @Test
    void whoMayListObjectsLearnsOfADeleteMarker() throws IOException {
        var connection = server.versioned();
        server.owned(connection)
                .allowEverybody(
                        permission -> Set.of("s3:GetObject", "s3:ListBucket").contains(permission.action()));
        var hidden = put(connection, "one", ObjectCannedACL.PRIVATE);
        connection
                .writer()
                .deleteObject(delete -> delete.bucket(connection.name()).key(SCORE.value()));
        try (var store = asNobody(connection)) {
            assertThat(store.newest(SCORE).orElseThrow()).isInstanceOf(Entry.DeleteMarker.class);
            assertThat(store.newest(new Key("never"))).isEmpty();
            assertThatThrownBy(() -> store.details(SCORE, hidden))
                    .isNotInstanceOf(MissingVersionException.class)
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void anObjectThatIsNotPublicIsNamedWithWhatIsMissing() throws IOException {
        var connection = server.versioned();
        put(connection, "one", ObjectCannedACL.PRIVATE);
        try (var store = asNobody(connection)) {
            assertThatThrownBy(() -> store.newest(SCORE))
                    .hasMessage("cannot look at '" + SCORE + "', which is not there or not public, in s3://"
                            + connection.name() + ": permission denied. Most likely s3:GetObject on arn:aws:s3:::"
                            + connection.name() + "/" + SCORE
                            + " is missing; an Object Lock or a bucket policy may refuse, too");
        }
    }
}
