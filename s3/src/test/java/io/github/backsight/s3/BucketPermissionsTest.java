package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.doctor.Diagnosis.State;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import io.github.backsight.testkit.s3.Permission;
import io.github.backsight.testkit.s3.User;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// What `doctor` says of a bucket of Amazon's kind: no real server on one machine refuses one permission at a time.
class BucketPermissionsTest {
    private static final Key SCORE = new Key("usa.csv");

    private final FaithfulServer server = FaithfulServer.start();

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private List<Diagnosis> examine(Connection connection, Predicate<Permission> may, List<Pin> pins)
            throws IOException {
        var user = User.of("AKIAOPERATOR000000001", "operatorsecretkey000000000000000000001", may);
        server.server().admit(user);
        var configuration = Configuration.parse("""
                store: s3://some-bucket
                inputs:
                  polygons: { key: tracts.geojson, id: GEOID10 }
                  score: { key: usa.csv, id: GTF }
                map: { score: SN_C }
                publish: { prefix: maps }
                """, Path.of("backsight.yaml"));
        var opening = new Connection.Opening(
                16, FaithfulServer.credentials(user), Duration.ofSeconds(30), Duration.ofMillis(1));
        try (var theirs = opening.of(connection.bucket())) {
            return BucketExamination.examine(
                    theirs, FaithfulServer.options(), FaithfulServer.surroundings(), configuration, pins);
        }
    }

    private static Diagnosis of(String subject, List<Diagnosis> all) {
        return all.stream()
                .filter(diagnosis -> diagnosis.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + subject + " in " + all));
    }

    private static Pin put(Connection connection, String text) {
        var version = connection
                .writer()
                .putObject(put -> put.bucket(connection.name()).key(SCORE.value()), RequestBody.fromString(text))
                .versionId();
        return new Pin(
                "score",
                SCORE,
                new VersionId(version),
                text.length(),
                Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aScratchVersionIsRestoredAsARollbackRestoresInputs() throws IOException {
        var connection = server.versioned();

        assertThat(of("restoring a version", examine(connection, permission -> true, List.of())))
                .isEqualTo(Diagnosis.good(
                        "restoring a version",
                        "a scratch version was copied onto its own key, with its bytes, headers, tags and access"
                                + " list"));
        assertThat(new VersionLists(connection, 1000)
                        .list("maps/.backsight/doctor/", Optional.empty())
                        .entries())
                .isEmpty();
    }

    @Test
    void whoMayNotReadTheAccessListOfAVersionCannotRestoreIt() throws IOException {
        var restoring = of(
                "restoring a version",
                examine(
                        server.versioned(),
                        permission -> !permission.action().equals("s3:GetObjectVersionAcl"),
                        List.of()));

        assertThat(restoring.state()).isEqualTo(State.BAD);
        assertThat(restoring.found()).contains("permission denied: s3:GetObjectVersionAcl on arn:aws:s3:::");
    }

    @Test
    void aBucketThatKeepsNoVersionsHasNothingToRestore() throws IOException {
        var connection = server.bucket(Optional.empty(), Writers.ONE);

        assertThat(of("restoring a version", examine(connection, permission -> true, List.of()))
                        .state())
                .isEqualTo(State.UNKNOWN);
    }

    @Test
    void pitfall10_underTwoLifecycleRulesTheEarlierDayIsTold() throws IOException {
        var connection = server.versioned();
        var good = put(connection, "a");
        put(connection, "b");
        connection
                .writer()
                .putBucketLifecycleConfiguration(request -> request.bucket(connection.name())
                        .lifecycleConfiguration(all -> all.rules(List.of(rule("slow", 30), rule("quick", 7)))));

        var retention = of("retention of usa.csv", examine(connection, permission -> true, List.of(good)));

        assertThat(retention.state()).isEqualTo(State.WARNING);
        assertThat(retention.found()).isEqualTo("the good version " + good.version() + " goes for ever in 7 days");
    }

    private static LifecycleRule rule(String id, int days) {
        return LifecycleRule.builder()
                .id(id)
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(""))
                .noncurrentVersionExpiration(expiration -> expiration.noncurrentDays(days))
                .build();
    }
}
