package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Crash;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bytes that a rollback took away do not come back unseen.
class QuarantineTest {
    private static final Intent RIGHT = Intent.of("bob", "the score was right");

    private final MapTeam team = new MapTeam();
    private final Manifest good = built("good score");
    private final Manifest spoilt = built("spoilt score");

    private Manifest built(String score) {
        try {
            var manifest = team.build(score);
            team.publish(manifest);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sha256 digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @BeforeEach
    void rollBack() throws IOException {
        assertThat(quarantine().now()).isEmpty();
        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);
    }

    private Quarantine quarantine() {
        return new Quarantine(team.store(), MapTeam.PREFIX);
    }

    private List<Sha256> held() throws IOException {
        return quarantine().now().stream().map(Quarantined::sha256).toList();
    }

    private void liftTheFreeze() throws IOException {
        new Freeze(team.store(), MapTeam.PREFIX).lift(RIGHT, Clock.systemUTC());
    }

    /// Builds a release from a spoilt score and a census that no release was built from.
    private Manifest buildOtherRelease() throws IOException {
        team.put(MapTeam.CENSUS, "another census");
        team.put(MapTeam.SCORE, "spoilt score");
        return team.buildFromNow(Verdict.GOOD, Map.of(Counts.ROWS, 100));
    }

    @Test
    void onlyTheBytesThatDifferAreInItAndWhoTookThemAwayIsSaid() throws IOException {
        assertThat(quarantine().now())
                .singleElement()
                .satisfies(held -> assertThat(held.sha256()).isEqualTo(digest("spoilt score")))
                .satisfies(held -> assertThat(held.input()).isEqualTo("score"))
                .satisfies(held -> assertThat(held.version())
                        .isEqualTo(spoilt.pin("score").orElseThrow().version()))
                .satisfies(held -> assertThat(held.text())
                        .startsWith(
                                "the rollback from " + spoilt.id() + " to " + good.id() + " by ada at 2026-11-23T02:")
                        .endsWith(": the map is wrong"));
        assertThat(team.status().quarantined()).isEqualTo(quarantine().now());
    }

    @Test
    void theSameBytesUnderAnotherVersionAreInItToo() throws IOException {
        team.put(MapTeam.SCORE, "spoilt score");
        var pin = team.pin("score", MapTeam.SCORE);

        assertThat(pin.version()).isNotEqualTo(spoilt.pin("score").orElseThrow().version());
        assertThat(quarantine().among(List.of(pin))).isEqualTo(quarantine().now());
        assertThat(quarantine().among(good.pins())).isEmpty();
    }

    @Test
    void aReleaseOfThemIsNotPublished() throws IOException {
        var other = buildOtherRelease();
        liftTheFreeze();

        var outcome = team.publish(other);

        assertThat(((Outcome.RefusedByChecks) outcome).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("publish.quarantined"))
                .satisfies(finding -> assertThat(finding.action()).contains("backsight quarantine lift "));
        assertThat(team.live()).isEqualTo(good.id());
    }

    @Test
    void aReleaseThatWasPublishedByForceLeavesThemInItAndIsNeverTheLastGoodOne() throws IOException {
        var other = buildOtherRelease();
        liftTheFreeze();

        assertThat(team.publish(other, MapTeam.BY_FORCE)).isInstanceOf(Outcome.Done.class);

        assertThat(team.status().live().orElseThrow().overruled()).containsExactly("publish.quarantined");
        assertThat(held()).containsExactly(digest("spoilt score"));
        assertThat(team.status().lastGood()).contains(good.id());
    }

    @Test
    void anUndoOfTheRollbackLiftsIt() throws IOException {
        team.undo();

        assertThat(quarantine().now()).isEmpty();
    }

    @Test
    void goingBackToWhatWasLeftLiftsItAndHoldsWhatIsLeftThen() throws IOException {
        team.rollback(new Target.Release(spoilt.id()));

        assertThat(held()).containsExactly(digest("good score"));
    }

    @Test
    void bytesOfTheLastGoodReleaseAreNotInIt() throws IOException {
        liftTheFreeze();
        var second = built("second score");
        team.put(MapTeam.CENSUS, "another census");
        var third = team.buildFromNow(Verdict.GOOD, Map.of(Counts.ROWS, 100));
        team.publish(third);

        team.rollback(new Target.Release(good.id()));

        assertThat(team.status().lastGood()).contains(second.id());
        assertThat(held()).containsExactly(digest("another census"), digest("spoilt score"));
    }

    @Test
    void onceItIsLiftedTheyArePublishedAndTheSameAgainChangesNothing() throws IOException {
        var lifted = quarantine().lift(digest("spoilt score"), RIGHT, Clock.systemUTC());
        var objects = team.store().list("");

        assertThat(lifted).isInstanceOf(Quarantine.Lifted.Done.class);
        assertThat(quarantine().now()).isEmpty();
        assertThat(quarantine().lift(digest("spoilt score"), RIGHT, Clock.systemUTC()))
                .isInstanceOf(Quarantine.Lifted.NothingToDo.class);
        assertThat(team.store().list("")).isEqualTo(objects);
        liftTheFreeze();
        assertThat(team.publish(spoilt)).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void whoLiftedItAndWhyIsRecorded() throws IOException {
        var held = quarantine().now().getFirst();
        quarantine().lift(held.sha256(), RIGHT, Clock.systemUTC());

        var record = "maps/.backsight/quarantine/lifted/" + held.sha256() + "/" + held.operation() + ".json";
        assertThat(team.read(new Key(record))).contains("\"who\" : \"bob\"", "\"reason\" : \"the score was right\"");
    }

    @Test
    void aLaterRollbackHoldsThemAnew() throws IOException {
        quarantine().lift(digest("spoilt score"), RIGHT, Clock.systemUTC());
        liftTheFreeze();
        team.publish(spoilt);

        team.rollback();

        assertThat(held()).containsExactly(digest("spoilt score"));
    }

    @Test
    void law6_aLostReplyOfALiftIsSettledByLooking() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.ReplyLost(indexOfPut("lifted")));

        assertThat(lift(faulty)).isInstanceOf(Quarantine.Lifted.Done.class);

        assertThat(quarantine().now()).isEmpty();
    }

    @Test
    void law6_aLostRequestOfALiftIsADoubtAndTheSameAgainSettlesIt() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.RequestLost(indexOfPut("lifted")));

        assertThat(lift(faulty)).isInstanceOf(Quarantine.Lifted.InDoubt.class);

        assertThat(held()).containsExactly(digest("spoilt score"));
        assertThat(quarantine().lift(digest("spoilt score"), RIGHT, Clock.systemUTC()))
                .isInstanceOf(Quarantine.Lifted.Done.class);
    }

    private static Quarantine.Lifted lift(FaultyObjectStore faulty) throws IOException {
        return new Quarantine(faulty, MapTeam.PREFIX).lift(digest("spoilt score"), RIGHT, Clock.systemUTC());
    }

    /// The calls up to it are the same in every run.
    private int indexOfPut(String part) throws IOException {
        var twin = new MapTeam();
        twin.publish(twin.build("good score"));
        twin.publish(twin.build("spoilt score"));
        twin.rollback();
        var counting = new FaultyObjectStore(twin.store());
        counting.expect(new Fault.None());
        lift(counting);
        var calls = counting.calls();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).startsWith("put ") && calls.get(i).contains(part)) {
                return i + 1;
            }
        }
        throw new AssertionError("nothing of '" + part + "' was put: " + calls);
    }

    @Test
    void aForcedBuildIsRecordedOnceAndLiftsNothing() throws IOException {
        var other = buildOtherRelease();
        var held = quarantine().now();
        var key = new Key("maps/.backsight/quarantine/forced/" + other.id() + ".json");

        assertThat(quarantine().recordForced(other.id(), held, RIGHT, Clock.systemUTC()))
                .isEmpty();
        assertThat(quarantine().recordForced(other.id(), held, MapTeam.BY_FORCE, Clock.systemUTC()))
                .isEmpty();

        assertThat(team.read(key))
                .contains("\"who\" : \"bob\"", digest("spoilt score").hex());
        assertThat(team.store().history(key)).hasSize(1);
        assertThat(quarantine().now()).isEqualTo(held);
    }

    @Test
    void law6_aForcedBuildWhoseRecordIsInDoubtIsSaidToBe() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        faulty.expect(new Fault.RequestLost(1));

        var doubt = new Quarantine(faulty, MapTeam.PREFIX)
                .recordForced(spoilt.id(), quarantine().now(), RIGHT, Clock.systemUTC());

        assertThat(doubt).isPresent();
    }

    @Test
    void law5_aRollbackThatIsKilledOnceThePointerHasMovedHoldsThemToo() throws IOException {
        liftTheFreeze();
        built("third score");
        var faulty = new FaultyObjectStore(team.store());
        var plan = team.planner().rollback(new Target.Release(good.id()), MapTeam.WHY);
        int move = indexOfMove(plan);
        faulty.expect(new Fault.CrashAfter(move));

        assertThatThrownBy(() -> team.through(faulty).applier().apply(plan, Progress.SILENT))
                .isInstanceOf(Crash.class);

        assertThat(faulty.calls().get(move - 1)).isEqualTo("put maps/live.json");
        assertThat(held()).containsExactly(digest("third score"), digest("spoilt score"));
    }

    private int indexOfMove(Plan plan) throws IOException {
        var twin = new MapTeam();
        twin.publish(twin.build("good score"));
        twin.publish(twin.build("spoilt score"));
        twin.rollback();
        new Freeze(twin.store(), MapTeam.PREFIX).lift(RIGHT, Clock.systemUTC());
        twin.publish(twin.build("third score"));
        var counting = new FaultyObjectStore(twin.store());
        var again = twin.planner().rollback(new Target.Release(plan.release()), MapTeam.WHY);
        counting.expect(new Fault.None());
        twin.through(counting).applier().apply(again, Progress.SILENT);
        return counting.calls().indexOf("put maps/live.json") + 1;
    }

    @Test
    void aPointerThatWasDeletedSinceLiftsNothing() throws IOException {
        team.delete(MapTeam.LIVE);

        assertThat(held()).containsExactly(digest("spoilt score"));
    }

    @Test
    void aReleaseWhoseManifestIsDamagedHoldsNothingAndHidesNothingElse() throws IOException {
        liftTheFreeze();
        built("third score");
        team.rollback();
        team.put(new Key("maps/releases/" + spoilt.id() + "/manifest.json"), "no manifest");

        var third = digest("third score");
        assertThat(quarantine().lift(third, RIGHT, Clock.systemUTC())).isInstanceOf(Quarantine.Lifted.Done.class);
    }

    @Test
    void law4_askingWritesNothing() throws IOException {
        var before = team.store().list("").stream().map(Entry::id).toList();

        quarantine().now();
        quarantine().among(spoilt.pins());

        assertThat(team.store().list("").stream().map(Entry::id)).containsExactlyElementsOf(before);
    }

    @Test
    void eachRefusalNamesTheInputItsVersionAndWhatToDo() throws IOException {
        var held = quarantine().now().getFirst();
        Pin pin = spoilt.pin("score").orElseThrow();

        assertThat(List.of(held.ofBuild(pin), held.ofUpload(pin.key(), "version " + pin.version())))
                .allSatisfy(finding -> assertThat(finding.object()).isEqualTo("in/usa.csv"))
                .allSatisfy(finding -> assertThat(finding.place()).isEqualTo("version " + pin.version()))
                .allSatisfy(finding -> assertThat(finding.message())
                        .contains("input score", pin.sha256().hex(), "by ada at", "the map is wrong"))
                .extracting(Finding::code)
                .containsExactly("build.quarantined", "put.quarantined");
    }
}
