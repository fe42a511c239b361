package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.finding.Finding;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Plan;
import io.github.backsight.release.Planner;
import io.github.backsight.release.Target;
import io.github.backsight.store.Entry;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What a plan says of old versions that only a bucket can keep from being read.
class BucketPreflightTest {
    private final FaithfulServer server = FaithfulServer.start();
    private final FaultyTeam team;

    BucketPreflightTest() throws IOException {
        team = new FaultyTeam(server, Writers.MANY, 1000);
        team.publish(team.store(), team.spoilt());
        team.spoilInputs();
    }

    @AfterEach
    void stop() throws IOException {
        team.close();
    }

    private Plan plan() throws IOException {
        return new Planner(team.store(), "maps")
                .rollback(new Target.Release(team.good().id()), Intent.of("ada", "it is wrong"));
    }

    private VersionId goodScore() throws IOException {
        return plan().inputs().stream()
                .filter(input -> input.pin().key().equals(FaultyTeam.SCORE))
                .findFirst()
                .orElseThrow()
                .source()
                .orElseThrow();
    }

    @Test
    void versionsThatCanBeReadAreNotSpokenOf() throws IOException {
        assertThat(plan().findings()).isEmpty();
    }

    @Test
    void pitfall16_anArchivedVersionIsSaidBeforeAnythingChangesWithTheCommandThatFetchesIt() throws IOException {
        var version = goodScore();
        server.server().bucket(team.bucket().name()).move(FaultyTeam.SCORE.value(), version.value(), "GLACIER");
        var before = team.store().list("").stream().map(Entry::id).toList();

        var plan = plan();

        assertThat(plan.findings()).extracting(Finding::code).containsExactly("rollback.input-unreadable");
        assertThat(plan.findings().getFirst().message())
                .contains("lies in an archive (GLACIER)", "aws s3api restore-object", version.value());
        assertThat(team.store().list("").stream().map(Entry::id)).isEqualTo(before);
    }
}
