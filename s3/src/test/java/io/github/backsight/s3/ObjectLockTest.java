package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.doctor.Diagnosis;
import io.github.backsight.release.Outcome;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.s3.FaithfulBucket;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// A rollback where nothing can be removed: it writes on top, which no lock forbids, and never asks to remove a
/// version.
///
/// Source: Amazon S3 User Guide, "Locking objects with Object Lock" (legal holds) and "Configuring MFA delete".
class ObjectLockTest {
    private final PolicedTeam team;
    private final FaithfulBucket bucket;

    ObjectLockTest() throws IOException {
        team = new PolicedTeam(false);
        bucket = team.server().owned(team.owner());
    }

    @BeforeEach
    void lockAll() throws IOException {
        for (var entry : all()) {
            bucket.lock(entry.key().value(), entry.id().value());
        }
    }

    @AfterEach
    void stop() throws IOException {
        team.close();
    }

    private List<Entry> all() throws IOException {
        return new ArrayList<>(
                new VersionLists(team.owner(), 1000).list("", Optional.empty()).entries());
    }

    private void assertRolledBackWithoutRemoving() throws IOException {
        var before = all().stream().map(Entry::id).toList();
        team.server().server().asked();

        var outcome = team.rollBack(team.store());

        var asked = team.server().server().asked();
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        assertThat(team.live()).isEqualTo(team.good());
        assertThat(asked)
                .extracting(permission -> permission.action())
                .contains("s3:PutObject")
                .doesNotContain("s3:DeleteObjectVersion", "s3:DeleteObject");
        assertThat(all()).extracting(Entry::id).containsAll(before);
    }

    @Test
    void pitfall11_aRollbackGoesOnTopOfVersionsUnderLegalHoldAndRemovesNone() throws IOException {
        assertRolledBackWithoutRemoving();
    }

    @Test
    void pitfall11_aRollbackNeedsNoCodeWhereMfaDeleteIsOn() throws IOException {
        bucket.requireCodeForDeletion();

        assertRolledBackWithoutRemoving();
    }

    @Test
    void pitfall11_theEndpointDoesRefuseToRemoveALockedVersion() throws IOException {
        var score = team.store().newest(PolicedTeam.SCORE).orElseThrow();

        assertThatThrownBy(() -> team.owner()
                        .writer()
                        .deleteObject(delete -> delete.bucket(team.owner().name())
                                .key(score.key().value())
                                .versionId(score.id().value())))
                .isInstanceOf(S3Exception.class)
                .hasMessageContaining("object protected by object lock");
    }

    @Test
    void pitfall11_aNewVersionComesWithTheDigestThatBucketsWithALockAskFor() throws IOException {
        var key = new Key("maps/new.json");

        team.store().put(key, OnFaithfulServer.body("{}"), OnFaithfulServer.CSV, OnFaithfulServer.ANYTHING);

        assertThat(team.store().newest(key)).isPresent();
    }

    @Test
    void pitfall11_doctorShowsBothAndFindsNothingBadInThem() {
        bucket.requireCodeForDeletion();
        var settings = new BucketSettings(team.owner(), Optional.empty());

        assertThat(settings.versioning())
                .containsExactly(Diagnosis.good(
                        "versioning",
                        "on; MFA delete is on: versions cannot be removed without a code, a rollback removes none"));
        assertThat(settings.objectLock())
                .containsExactly(Diagnosis.good(
                        "object lock",
                        "on, no default retention; a rollback writes on top, which a lock does not forbid"));
    }
}
