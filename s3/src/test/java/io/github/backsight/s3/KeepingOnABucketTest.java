package io.github.backsight.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.PublishSettings;
import io.github.backsight.config.StoreLocation.Writers;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Drill;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Lifespan;
import io.github.backsight.release.Pinning;
import io.github.backsight.release.ReleaseRunway;
import io.github.backsight.release.Runway;
import io.github.backsight.release.Serving;
import io.github.backsight.release.StepResult;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;

/// What keeps a release restorable in a bucket, and how long it is: pins, lifecycle rules, drills.
@Tag("thorough")
class KeepingOnABucketTest {
    private static final Intent WHY = Intent.of("ada", "the annual report");

    @TempDir
    private Path folder;

    private final FaithfulServer server = FaithfulServer.start();
    private RunbookTeam team;

    @BeforeEach
    void spoil() throws IOException {
        team = new RunbookTeam(server, Writers.MANY, folder, 100);
    }

    @AfterEach
    void stop() throws IOException {
        team.close();
        server.close();
    }

    private void rules(String... rules) {
        server.owned(team.connection())
                .set(
                        "lifecycle",
                        "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                                + String.join("", rules) + "</LifecycleConfiguration>");
    }

    private static String rule(String id, String prefix, String action) {
        return "<Rule><ID>" + id + "</ID><Status>Enabled</Status><Filter><Prefix>" + prefix + "</Prefix></Filter>"
                + action + "</Rule>";
    }

    private static String oldVersionsGoAfter(int days) {
        return "<NoncurrentVersionExpiration><NoncurrentDays>" + days
                + "</NoncurrentDays></NoncurrentVersionExpiration>";
    }

    private static String newestAreHiddenAfter(int days) {
        return "<Expiration><Days>" + days + "</Days></Expiration>";
    }

    private ReleaseRunway goodRelease() throws IOException {
        var lifespan = BucketLifespan.of(team.connection(), InstantSource.system());
        return new Runway(team.store(), "maps", lifespan, Instant.now())
                .all().stream()
                        .filter(each -> each.release().equals(team.good().id()))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void aBucketWithoutRulesKeepsEverything() throws IOException {
        assertThat(BucketLifespan.of(team.connection(), InstantSource.system())).isSameAs(Lifespan.ENDLESS);
        assertThat(goodRelease().loss()).isEmpty();
        assertThat(goodRelease().lastGood()).isTrue();
    }

    @Test
    void pitfall10_theDayAndTheRuleAreThoseOfTheVersionThatGoesFirst() throws IOException {
        rules(rule("slow", "in/", oldVersionsGoAfter(90)), rule("quick", "in/usa", oldVersionsGoAfter(20)));

        var loss = goodRelease().loss().orElseThrow();

        assertThat(loss.object()).isEqualTo("in/usa.csv");
        assertThat(loss.why()).contains("'quick'");
        assertThat(loss.daysLeft()).isEqualTo(20);
    }

    @Test
    void pitfall10_filesOfAReleaseGoWithARuleForNewestVersions() throws IOException {
        rules(rule("tidy", "maps/", newestAreHiddenAfter(7)));

        var loss = goodRelease().loss().orElseThrow();

        assertThat(loss.object()).startsWith("maps/releases/" + team.good().id() + "/");
        assertThat(loss.input()).isEmpty();
        assertThat(loss.daysLeft()).isEqualTo(7);
    }

    @Test
    void pitfall10_theNewestVersionGoesOnceItIsHiddenAndThenOld() {
        var clock = Instant.parse("2026-11-23T03:00:00Z");
        var newest = new Entry.Version(new Key("in/usa.csv"), new VersionId("v"), clock, true, 1);
        var lifespan = lifespanOf(10, 5);

        assertThat(lifespan.hidden(newest).orElseThrow().at()).isEqualTo("2026-12-04T00:00:00Z");
        assertThat(lifespan.gone(List.of(newest), newest.id()).orElseThrow().at())
                .isEqualTo("2026-12-10T00:00:00Z");
    }

    private static Lifespan lifespanOf(int hiddenAfter, int goneAfter) {
        var rule = LifecycleRule.builder()
                .id("both")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix("in/"))
                .expiration(expiration -> expiration.days(hiddenAfter))
                .noncurrentVersionExpiration(old -> old.noncurrentDays(goneAfter))
                .build();
        return new BucketLifespan(List.of(rule), InstantSource.fixed(Instant.EPOCH.plus(Duration.ofDays(1))));
    }

    @Test
    void law8_aPinnedReleaseIsRestoredWholeWhenItsVersionsAreGone() throws IOException {
        var pinning = new Pinning(team.store(), "maps", key -> false);
        assertThat(pinning.pin(team.good(), WHY, Clock.systemUTC())).isInstanceOf(Pinning.Pinned.Done.class);
        var wanted = team.attributesOfGoodInputs();
        team.removeGoodInputVersions();
        assertThat(team.rollbackPlan().inputs()).extracting(InputPlan::change).containsOnly(InputPlan.Change.RESTORE);

        team.rollBack();

        assertThat(team.rollbackPlan().changesAnything()).isFalse();
        assertThat(team.attributesOfInputs()).isEqualTo(wanted);
        assertThat(goodRelease().pinned()).isTrue();
    }

    @Test
    void aKeptCopyOfAnInputIsNotPublicThoughTheMapIs() throws IOException {
        var open = new S3Options("maps", Optional.of(PublishSettings.Access.PUBLIC_READ), 5L << 20, 5L << 20, 16, 1000);
        try (var store = server.store(team.connection(), open)) {
            new Pinning(store, "maps", key -> false).pin(team.good(), WHY, Clock.systemUTC());

            for (var entry : store.list("maps/.backsight/pinned/inputs/")) {
                assertThat(new Access.Reader(team.connection()).of(entry.key(), entry.id()))
                        .as("%s", entry.key())
                        .isEqualTo(Access.byDefault());
            }
        }
    }

    @Test
    void aDrillRehearsesTheRollbackInsideTheBucketAndTouchesNothingLive() throws IOException {
        var before = team.store().list("");
        var drill = new Drill(team.store(), "maps", Serving.BY_POINTER, key -> false, Clock.systemUTC(), new Random());

        var record = drill.run(team.rollbackPlan(), drill.stageInside(team.rollbackPlan()), Progress.SILENT);

        assertThat(record.outcome()).as(record.message()).isEqualTo("done");
        assertThat(record.rollback().orElseThrow().steps())
                .filteredOn(step -> step.step().startsWith("input"))
                .hasSize(2)
                .allMatch(step -> step.ended() == StepResult.Ended.DONE);
        assertThat(team.store().list(""))
                .filteredOn(entry -> !entry.key().value().startsWith("maps/.backsight/drill"))
                .isEqualTo(before);
        assertThat(team.store().list("maps/.backsight/drill/"))
                .filteredOn(Entry::newest)
                .isNotEmpty()
                .allMatch(Entry.DeleteMarker.class::isInstance);
    }
}
