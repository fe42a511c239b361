package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.PublishSettings;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.s3.Permission;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;

/// Buckets whose owner has taken access lists away, or lets them make nothing public, as all new buckets of Amazon's.
///
/// Source: Amazon S3 User Guide, "Controlling ownership of objects and disabling ACLs for your bucket", and "Blocking
/// public access to your Amazon S3 storage".
class AccessListPitfallsTest extends OnFaithfulServer {
    private static final Key LIVE = new Key("maps/live.json");

    private S3ObjectStore publicStore() {
        var options =
                new S3Options("maps", Optional.of(PublishSettings.Access.PUBLIC_READ), 20L << 20, 5L << 20, 16, 10);
        return server.store(connection, options);
    }

    @Test
    void pitfall18_whereTheOwnerOwnsAllNoAccessListIsSentAndInputsArePutAndRestored() throws IOException {
        var good = raw("good", ObjectCannedACL.PUBLIC_READ);
        owned().enforceOwner();
        server.server().asked();

        try (var store = store()) {
            stored(store.put(INPUT, body("bad"), CSV, ANYTHING));
            stored(store.restore(INPUT, good, ANYTHING));

            assertThat(newestText(store)).isEqualTo("good");
            assertThat(server.server().asked()).extracting(Permission::action).doesNotContain("s3:PutObjectAcl");
        }
    }

    @Test
    void pitfall18_whereTheOwnerOwnsAllWhatIsPublishedGoesWithoutTheListThatWasAskedFor() throws IOException {
        owned().enforceOwner();

        try (var store = publicStore()) {
            stored(store.put(LIVE, body("{}"), CSV, ANYTHING));
            stored(store.put(LIVE, body("{ }"), CSV, ANYTHING));

            assertThat(store.history(LIVE)).hasSize(2);
        }
        assertThat(of("object ownership", examine()).found())
                .isEqualTo("BucketOwnerEnforced: no access lists are sent");
    }

    @Test
    void pitfall18_whereNothingMayBePublicAPublicListIsRefusedInWordsThatSayWhy() throws IOException {
        owned().blockPublicAccess();

        try (var store = publicStore()) {
            assertThatThrownBy(() -> store.put(LIVE, body("{}"), CSV, ANYTHING))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot write 'maps/live.json' in s3://" + connection.name()
                            + ": the bucket lets nothing be public (Block Public Access), and this would be. Serve it by"
                            + " a bucket policy or CloudFront, or lift BlockPublicAcls");
            assertThat(store.newest(LIVE)).isEmpty();
        }
    }

    @Test
    void pitfall18_aFormerlyPublicVersionIsNotRestoredAsPublicWherePublicListsAreRefused() throws IOException {
        var good = raw("good", ObjectCannedACL.PUBLIC_READ);
        raw("bad");
        owned().blockPublicAccess();

        try (var store = store()) {
            assertThatThrownBy(() -> store.restore(INPUT, good, ANYTHING))
                    .hasMessageContaining("the bucket lets nothing be public (Block Public Access)");
            assertThat(newestText(store)).isEqualTo("bad");
        }
    }

    @Test
    void pitfall18_aRestoreThatIsNotPublicAgainIsNoSuccess() throws IOException {
        var good = raw("good", ObjectCannedACL.PUBLIC_READ);
        raw("bad");
        owned().ignorePublicAccessLists();

        try (var store = store()) {
            assertThatThrownBy(() -> store.restore(INPUT, good, ANYTHING))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("version '" + good + "' of 'data/usa.csv' is on top again as version '")
                    .hasMessageEndingWith("', but an anonymous GET is refused, though its access list lets anybody read"
                            + " it. Look at the bucket's policy and its public access block");
            assertThat(newestText(store)).isEqualTo("good");
        }
    }
}
