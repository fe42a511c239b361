package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.StoreLocation.Bucket;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.store.Expectation;
import io.github.backsight.testkit.s3.FaithfulS3;
import io.github.backsight.testkit.s3.Permission;
import io.github.backsight.testkit.s3.User;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/// What people read when a server refuses: which object, why, and what to do.
///
/// Source of the answers: Amazon S3 API Reference, "Error responses"; User Guide, "Troubleshoot access denied (403
/// Forbidden) errors in Amazon S3", "Enabling versioning on buckets" (the 15 minutes) and "Redirecting requests".
class FaultMessagesTest extends OnFaithfulServer {
    private String text() {
        return "s3://" + connection.name();
    }

    private S3ObjectStore storeOf(AwsCredentials credentials) {
        return storeOf(credentials, connection.bucket());
    }

    private static S3ObjectStore storeOf(AwsCredentials credentials, Bucket bucket) {
        var opening = new Connection.Opening(
                16, StaticCredentialsProvider.create(credentials), Duration.ofSeconds(30), Duration.ofMillis(4));
        return S3ObjectStore.of(opening.of(bucket), S3Server.options(), S3Server.surroundings());
    }

    private S3ObjectStore storeOf(User user) {
        server.server().admit(user);
        return storeOf(AwsBasicCredentials.create(user.accessKey(), user.secretKey()));
    }

    private static void assertTells(S3ObjectStore store, String message) {
        try (store) {
            assertThatThrownBy(() -> store.newest(INPUT))
                    .isInstanceOf(IOException.class)
                    .hasMessage(message);
        }
    }

    @Test
    void pitfall18_aMissingPermissionIsNamedAsAmazonNamesIt() {
        var user = User.of("AKIAREADERNOTLISTER01", "secret", permission -> false);

        assertTells(
                storeOf(user),
                "cannot list the versions of 'data/usa.csv' in " + text()
                        + ": permission denied: s3:ListBucketVersions on arn:aws:s3:::" + connection.name()
                        + " is missing");
    }

    @Test
    void pitfall18_whereTheServerNamesNoPermissionTheMostLikelyOneIsSaid() throws IOException {
        var good = raw("good");
        var missing = new Permission("s3:GetObjectVersion", "arn:aws:s3:::" + connection.name() + "/data/usa.csv");
        var user = User.of("AKIANOVERSIONREADER01", "secret", permission -> !permission.equals(missing));

        try (var store = storeOf(user)) {
            assertThatThrownBy(() -> store.details(INPUT, good))
                    .hasMessage("cannot look at version '" + good + "' of 'data/usa.csv' in " + text()
                            + ": permission denied. Most likely s3:GetObjectVersion on arn:aws:s3:::"
                            + connection.name()
                            + "/data/usa.csv is missing; an Object Lock or a bucket policy may refuse, too");
        }
    }

    @Test
    void aBucketOfAnotherRegionIsRefusedByTheNameOfThatRegion() {
        owned().lieIn("eu-central-1");

        assertTells(
                store(),
                "cannot list the versions of 'data/usa.csv' in " + text()
                        + ": the bucket lies in another region: say 'region: eu-central-1' in backsight.yaml");
    }

    @Test
    void aTokenThatHasExpiredIsTold() {
        var user = new User(
                "ASIAEXPIRED0000000001",
                "secret",
                Optional.of("token"),
                Instant.now().minusSeconds(60),
                permission -> true);
        server.server().admit(user);

        assertTells(
                storeOf(AwsSessionCredentials.create(user.accessKey(), user.secretKey(), "token")),
                "cannot list the versions of 'data/usa.csv' in " + text()
                        + ": the session token has expired or is wrong. Sign in again, as in: aws sso login");
    }

    @Test
    void anAccessKeyThatNobodyHasIsTold() {
        assertTells(
                storeOf(AwsBasicCredentials.create("AKIANOBODY00000000001", "secret")),
                "cannot list the versions of 'data/usa.csv' in " + text()
                        + ": the server does not know this access key. Check which credentials the environment or the"
                        + " profile names");
    }

    @Test
    void aSecretThatBelongsToAnotherKeyIsTold() {
        server.server().admit(User.of("AKIAWRONGSECRET000001", "right", permission -> true));

        assertTells(
                storeOf(AwsBasicCredentials.create("AKIAWRONGSECRET000001", "wrong")),
                "cannot list the versions of 'data/usa.csv' in " + text()
                        + ": the signature is wrong: the secret does not belong to the access key, or something on the"
                        + " way changes requests");
    }

    @Test
    void aBucketThatIsNotThereIsTold() {
        var bucket = connection.bucket();
        var missing = new Bucket(
                "no-such-bucket",
                bucket.endpoint(),
                bucket.region(),
                bucket.addressing(),
                bucket.credentials(),
                bucket.writers(),
                bucket.state());

        assertTells(
                server.store(connection.to(missing)),
                "cannot list the versions of 'data/usa.csv' in s3://no-such-bucket: there is no such bucket at "
                        + server.server().address()
                        + ". Check 'store', 'endpoint' and 'region' in backsight.yaml");
    }

    @Test
    void pitfall9_whereVersionsWereNeverKeptTheCommandAndTheFifteenMinutesAreSaid() throws IOException {
        var never = server.bucket(Optional.empty(), Writers.ONE);

        try (var store = server.store(never)) {
            assertThatThrownBy(() -> store.put(INPUT, body("new"), CSV, new Expectation.Anything()))
                    .isInstanceOf(IOException.class)
                    .hasMessage("cannot write 'data/usa.csv': s3://" + never.name()
                            + " keeps no versions, so nothing could be taken back. Turn them on with: aws s3api"
                            + " put-bucket-versioning --bucket " + never.name()
                            + " --versioning-configuration Status=Enabled; Amazon asks to wait 15 minutes before the"
                            + " first write");
            assertThat(store.newest(INPUT)).isEmpty();
        }
        assertThat(new BucketSettings(never, Optional.empty())
                        .versioning()
                        .getFirst()
                        .found())
                .isEqualTo("off: nothing can be taken back. Once on, Amazon asks to wait 15 minutes before the first"
                        + " write");
    }

    @Test
    void pitfall22_aClockThatIsMoreThanFifteenMinutesOffIsTold() throws IOException {
        setAhead(Duration.ofMinutes(16));

        try (var store =
                storeOf(AwsBasicCredentials.create(FaithfulS3.OWNER.accessKey(), FaithfulS3.OWNER.secretKey()))) {
            assertThatThrownBy(() -> store.put(INPUT, body("new"), CSV, new Expectation.Anything()))
                    .isInstanceOf(IOException.class)
                    .hasMessageEndingWith(" in " + text()
                            + ": this machine's clock and the server's are more than 15 minutes apart. Set the"
                            + " clock (NTP), then try again");
        }
        setAhead(Duration.ZERO);
        assertThat(connection
                        .reader()
                        .listObjectsV2(list -> list.bucket(connection.name()))
                        .contents())
                .as("nothing is written")
                .isEmpty();
    }
}
