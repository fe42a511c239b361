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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// On the real server that the environment names.
class BucketExaminationTest {
    private static final Key SCORE = new Key("usa.csv");

    private final RealServer server = RealServer.required();

    @AfterEach
    void removeBuckets() throws IOException {
        server.close();
    }

    private static List<Diagnosis> examine(Connection connection, List<Pin> pins) throws IOException {
        var configuration = Configuration.parse("""
                store: s3://some-bucket
                inputs:
                  polygons: { key: tracts.geojson, id: GEOID10 }
                  score: { key: usa.csv, id: GTF }
                map: { score: SN_C }
                publish: { prefix: maps }
                """, Path.of("backsight.yaml"));
        return BucketExamination.examine(
                connection, RealServer.options(), RealServer.surroundings(), configuration, pins);
    }

    private static Diagnosis of(String subject, List<Diagnosis> all) {
        return all.stream()
                .filter(diagnosis -> diagnosis.subject().equals(subject))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + subject + " in " + all));
    }

    private static Pin put(Connection connection, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var version = connection
                .writer()
                .putObject(put -> put.bucket(connection.name()).key(SCORE.value()), RequestBody.fromBytes(bytes))
                .versionId();
        return new Pin("score", SCORE, new VersionId(version), bytes.length, Sha256.of(bytes));
    }

    @Test
    void aBucketInOrderHasNothingBad() throws IOException {
        var connection = server.versioned();
        var pin = put(connection, "a");

        var all = examine(connection, List.of(pin));

        assertThat(all).extracting(Diagnosis::state).doesNotContain(State.BAD);
        assertThat(of("versioning", all).found()).isEqualTo("on");
        assertThat(of("permission s3:PutObject", all).state()).isEqualTo(State.GOOD);
        assertThat(of("clock", all).state()).isEqualTo(State.GOOD);
        assertThat(of("restoring a version", all).found())
                .isEqualTo(
                        "a scratch version was copied onto its own key, with its bytes, headers, tags and access list");
    }

    @Test
    void law3_nothingOfTheUsersIsTouchedAndNoScratchIsLeft() throws IOException {
        var connection = server.versioned();
        put(connection, "a");
        var before =
                new VersionLists(connection, 1000).list("", Optional.empty()).entries();

        examine(connection, List.of());

        assertThat(new VersionLists(connection, 1000).list("", Optional.empty()).entries())
                .isEqualTo(before);
    }

    @Test
    void suspendedVersioningIsBadAndTheCommandIsNamed() throws IOException {
        var connection = server.versioned();
        RealServer.version(connection, BucketVersioningStatus.SUSPENDED);

        var versioning = of("versioning", examine(connection, List.of()));

        assertThat(versioning.state()).isEqualTo(State.BAD);
        assertThat(versioning.action())
                .isEqualTo("aws s3api put-bucket-versioning --bucket " + connection.name()
                        + " --versioning-configuration Status=Enabled");
    }

    @Test
    void pitfall10_aGoodVersionThatIsAboutToExpireIsSeen() throws IOException {
        var connection = server.versioned();
        var good = put(connection, "a");
        put(connection, "b");
        var rule = LifecycleRule.builder()
                .id("old")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix(""))
                .noncurrentVersionExpiration(days -> days.noncurrentDays(3))
                .build();
        connection
                .writer()
                .putBucketLifecycleConfiguration(request -> request.bucket(connection.name())
                        .lifecycleConfiguration(lifecycle -> lifecycle.rules(List.of(rule))));

        var retention = of("retention of usa.csv", examine(connection, List.of(good)));

        assertThat(retention.state()).isEqualTo(State.WARNING);
        assertThat(retention.found()).startsWith("the good version " + good.version() + " goes for ever in 3 days");
    }

    @Test
    void aServerThatChecksNoConditionsIsBad() throws IOException {
        var connection = server.versioned(Optional.empty(), Writers.MANY);

        assertThat(of("compare-and-swap", examine(connection, List.of())).state())
                .isEqualTo(State.BAD);
    }

    @Test
    void aStateBucketWhereConditionsAreCheckedIsGood() throws IOException {
        var state = server.bucket(Optional.empty(), Writers.ONE);
        var connection = server.versioned(Optional.of(state.name()), Writers.MANY);

        assertThat(of("compare-and-swap", examine(connection, List.of())).state())
                .isEqualTo(State.GOOD);
    }

    @Test
    void clocksThatAreApartAreSeen() {
        assertThat(BucketExamination.skew(Duration.ofSeconds(60)).state()).isEqualTo(State.GOOD);
        assertThat(BucketExamination.skew(Duration.ofSeconds(61)).state()).isEqualTo(State.WARNING);
        assertThat(BucketExamination.skew(Duration.ofMinutes(16)).state()).isEqualTo(State.BAD);
    }
}
