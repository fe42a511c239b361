package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.s3.Permission;
import io.github.backsight.testkit.s3.User;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Good versions that are encrypted by a key of the user's own, which is not what it was.
///
/// Source: Amazon S3 User Guide, "Using server-side encryption with AWS KMS keys"; AWS KMS Developer Guide, "How
/// unusable KMS keys affect data keys"; Amazon S3 API Reference, "HeadObject", on `x-amz-checksum-mode`.
class EncryptionPitfallsTest extends OnFaithfulServer {
    private static final String OLD_KEY = "arn:aws:kms:us-east-1:123456789012:key/old";
    private static final String NEW_KEY = "arn:aws:kms:us-east-1:123456789012:key/new";

    private VersionId good = new VersionId("null");

    @BeforeEach
    void spoil() {
        owned().encryptBy(OLD_KEY);
        good = raw("good");
        owned().encryptBy(NEW_KEY);
        raw("bad");
    }

    private S3ObjectStore storeOf(User user) {
        server.server().admit(user);
        var opening = new Connection.Opening(16, FaithfulServer.credentials(user), Duration.ofSeconds(30));
        return server.store(opening.of(connection.bucket()));
    }

    private static User without(String action, String key) {
        var missing = new Permission(action, key);
        return User.of("AKIAWITHOUTONE0000001", "secretwithoutone", permission -> !permission.equals(missing));
    }

    private void assertRefused(S3ObjectStore store, String message) throws IOException {
        var before = store().history(INPUT);

        assertThatThrownBy(() -> store.restore(INPUT, good, ANYTHING))
                .isInstanceOf(IOException.class)
                .hasMessage(message);
        assertThat(store().history(INPUT)).as("nothing is written").isEqualTo(before);
    }

    @Test
    void pitfall17_aDisabledKeyIsNamedAndNothingIsWritten() throws IOException {
        owned().disableKey(OLD_KEY);

        try (var store = store()) {
            assertRefused(
                    store,
                    "cannot look at version '" + good + "' of 'data/usa.csv' in s3://" + connection.name()
                            + ": the key " + OLD_KEY + " that it is encrypted with cannot be used. It takes kms:Decrypt"
                            + " on that key, and the key must be enabled");
            assertThatThrownBy(() -> store.read(INPUT, good))
                    .hasMessage("cannot read version '" + good + "' of 'data/usa.csv' in s3://" + connection.name()
                            + ": the key that it is encrypted with cannot be used (KMS.DisabledException: " + OLD_KEY
                            + " is disabled.). Reading takes kms:Decrypt, writing kms:GenerateDataKey, and the key must"
                            + " be enabled");
        }
    }

    @Test
    void pitfall17_whoMayNotDecryptByTheOldKeyIsToldSo() throws IOException {
        try (var store = storeOf(without("kms:Decrypt", OLD_KEY))) {
            assertRefused(
                    store,
                    "cannot look at version '" + good + "' of 'data/usa.csv' in s3://" + connection.name()
                            + ": the key " + OLD_KEY + " that it is encrypted with cannot be used. It takes kms:Decrypt"
                            + " on that key, and the key must be enabled");
        }
    }

    @Test
    void pitfall17_whoMayNotEncryptByTheKeyOfTheOldVersionIsToldSo() throws IOException {
        try (var store = storeOf(without("kms:GenerateDataKey", OLD_KEY))) {
            assertThatThrownBy(() -> store.restore(INPUT, good, ANYTHING))
                    .hasMessageEndingWith("permission denied: kms:GenerateDataKey on " + OLD_KEY + " is missing");
            assertThat(store().history(INPUT)).hasSize(2);
        }
    }

    @Test
    void pitfall17_aRestoredVersionIsEncryptedByItsOwnKeyNotByTheBucketsNewOne() throws IOException {
        try (var store = store()) {
            var restored = stored(store.restore(INPUT, good, ANYTHING));

            assertThat(new VersionReader(connection, new VersionLists(connection, 10))
                            .head(INPUT, restored)
                            .response()
                            .ssekmsKeyId())
                    .isEqualTo(OLD_KEY);
        }
    }

    @Test
    void pitfall17_doctorSaysOfWhichPinTheKeyCannotBeUsed() throws IOException {
        var usable = of("storage of data/usa.csv", examine(pin(good, "good")));
        owned().disableKey(OLD_KEY);
        var disabled = of("storage of data/usa.csv", examine(pin(good, "good")));

        assertThat(usable)
                .isEqualTo(Diagnosis.good("storage of data/usa.csv", "STANDARD, encrypted with KMS key " + OLD_KEY));
        assertThat(disabled.state()).isEqualTo(Diagnosis.State.BAD);
        assertThat(disabled.found()).contains("the key " + OLD_KEY + " that it is encrypted with cannot be used");
    }
}
