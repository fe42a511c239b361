package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.store.Key;
import io.github.backsight.store.MemoryObjectStore;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Crash;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InPlaceTest {
    private static final Key TILE = new Key("maps/tiles/high/0/0/0.pbf");
    private static final Key WIDE_TILE = new Key("maps/tiles/high/1/1/1.pbf");
    private static final Key ARCHIVE = new Key("maps/high.pmtiles");

    private static MapTeam memory() {
        return new MapTeam().inPlace();
    }

    private static boolean present(ObjectStore store, Key key) throws IOException {
        return store.newest(key).orElse(null) instanceof Entry.Version;
    }

    private static void assertPlacesHold(MapTeam team, String score) throws IOException {
        assertThat(team.read(TILE)).isEqualTo("0/0/0.pbf" + score);
        assertThat(team.read(ARCHIVE)).isEqualTo("high.pmtiles of " + score);
        assertThat(present(team.store(), WIDE_TILE)).isEqualTo(score.startsWith("wide"));
    }

    private static void putForeign(ObjectStore store, Key key) throws IOException {
        store.put(
                key,
                Body.of("somebody's own".getBytes(StandardCharsets.UTF_8)),
                Attributes.ofType("text/plain"),
                new Expectation.Anything());
    }

    private static void story(MapTeam team) throws IOException {
        team.publish(team.build("first"));
        assertPlacesHold(team, "first");
        team.publish(team.build("wide second"));
        assertPlacesHold(team, "wide second");

        assertThat(team.rollback()).isInstanceOf(Outcome.Done.class);

        assertPlacesHold(team, "first");
        assertThat(team.store().newest(WIDE_TILE)).get().isInstanceOf(Entry.DeleteMarker.class);
    }

    @Test
    void aRollbackTakesTheFixedPlacesBack() throws IOException {
        story(memory());
    }

    @Test
    void aRollbackTakesTheFixedPlacesOfAFolderBack(@TempDir Path folder) throws IOException {
        try (var store = FolderObjectStore.openOrCreate(folder, Clock.systemUTC())) {
            story(new MapTeam(store).inPlace());
        }
    }

    @Test
    void readersAskEachTimeAndAreToldTheRightType() throws IOException {
        var team = memory();
        team.publish(team.build("first"));

        var newest = team.store().newest(TILE).orElseThrow();
        var attributes = team.store().details(TILE, newest.id()).attributes();

        assertThat(attributes)
                .isEqualTo(
                        Attributes.ofType("application/vnd.mapbox-vector-tile").withCacheControl("no-cache"));
    }

    @Test
    void law1_thePointerMovesThenFilesAreCopiedThenStaleOnesRemoved() throws IOException {
        var team = memory();
        team.publish(team.build("wide first"));
        var second = team.build("second");
        var faulty = new FaultyObjectStore(team.store());

        team.through(faulty).publish(second);

        assertThat(faulty.calls())
                .containsSubsequence(
                        "put maps/live.json",
                        "put maps/.backsight/in-place.json",
                        "copyAll",
                        "deleteAll",
                        "put maps/.backsight/in-place.json");
    }

    @Test
    void thePlanSaysHowManyFilesAndADryRunChangesNone() throws IOException {
        var team = memory();
        team.publish(team.build("wide first"));
        var second = team.build("second");
        var before = team.store().list("");

        var plan = team.planner().publish(second.id(), MapTeam.WHY).inPlace().orElseThrow();

        assertThat(plan.copied()).isEqualTo(4);
        assertThat(plan.removed()).isEqualTo(1);
        assertThat(team.store().list("")).isEqualTo(before);
    }

    @Test
    void onlyWhatChangedIsCopied() throws IOException {
        var team = memory();
        team.publish(team.build("first"));
        var again = team.planner().publish(team.build("first").id(), MapTeam.WHY);

        assertThat(again.inPlace()).isEmpty();
        assertThat(team.store().history(TILE)).hasSize(1);
    }

    @Test
    void aFileThatSomebodyChangedIsCopiedAgain() throws IOException {
        var team = memory();
        var first = team.build("first");
        team.publish(first);
        putForeign(team.store(), ARCHIVE);

        assertThat(team.publish(first)).isInstanceOf(Outcome.Done.class);

        assertPlacesHold(team, "first");
    }

    @Test
    void law3_foreignObjectsAreOverlaidAndNeverRemoved() throws IOException {
        var team = memory();
        putForeign(team.store(), TILE);
        var beside = new Key("maps/tiles/high/9/9/9.pbf");
        putForeign(team.store(), beside);
        team.publish(team.build("wide first"));
        putForeign(team.store(), WIDE_TILE);

        team.publish(team.build("second"));

        assertThat(team.store().history(TILE)).hasSize(3);
        assertThat(team.read(beside)).isEqualTo("somebody's own");
        assertThat(team.read(WIDE_TILE)).isEqualTo("somebody's own");
    }

    @Test
    void aReleaseThatWouldLieOverAnInputIsRefused() throws IOException {
        var team = memory();
        var first = team.build("first");
        var pin = first.pin("score").orElseThrow();
        var over = new io.github.backsight.store.Pin("other", ARCHIVE, pin.version(), pin.size(), pin.sha256());
        var clashing = Manifest.of(
                "0.1.0",
                List.of(over),
                new Recipe("{}"),
                first.artifacts(),
                java.util.Map.of(),
                java.util.Map.of(),
                Verdict.GOOD,
                List.of());

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> FixedPlaces.of(onlyFiles(clashing), new StoreReader(team.store()), new Layout("maps")))
                .hasMessage("'maps/high.pmtiles' cannot be published in place: an input has that key."
                        + " Choose another publish.prefix, or 'mode: releases'");
    }

    private static Manifest onlyFiles(Manifest manifest) {
        return Manifest.of(
                manifest.backsight(),
                manifest.pins(),
                manifest.recipe(),
                manifest.artifacts().stream()
                        .filter(Artifact.File.class::isInstance)
                        .toList(),
                java.util.Map.of(),
                java.util.Map.of(),
                manifest.verdict(),
                List.of());
    }

    static Stream<IntFunction<Fault>> ways() {
        return Stream.of(
                Fault.Fails::new,
                Fault.RequestLost::new,
                Fault.ReplyLost::new,
                Fault.CutOffAfter::new,
                Fault.CrashBefore::new,
                Fault.CrashAfter::new);
    }

    private static final class World {
        final MapTeam team = memory();
        final FaultyObjectStore faulty = new FaultyObjectStore(team.store());
        final Key foreign = new Key("maps/tiles/high/9/9/9.pbf");
        final Manifest target;

        World() throws IOException {
            putForeign(team.store(), foreign);
            var first = team.build("wide first");
            team.publish(first);
            target = team.build("second");
        }

        Outcome publish(MapTeam anybody) throws IOException {
            return anybody.publish(target);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void law5_law6_publishingInPlaceSurvivesAnyStoreCallThatGoesWrong(IntFunction<Fault> way) throws IOException {
        var clean = new World();
        clean.faulty.expect(new Fault.None());
        clean.publish(clean.team.through(clean.faulty));
        int calls = clean.faulty.calls().size();
        for (var call : IntStream.rangeClosed(1, calls).toArray()) {
            survives(new World(), way.apply(call));
        }
    }

    private static void survives(World world, Fault fault) throws IOException {
        Optional<Outcome> outcome = Optional.empty();
        world.faulty.expect(fault);
        try {
            outcome = Optional.of(world.publish(world.team.through(world.faulty)));
        } catch (Crash | IOException e) {
            assertThat(e).hasMessageMatching("crashed at .*|injected fault at .*");
        }
        world.faulty.expect(new Fault.None());
        boolean moved = world.team.live().equals(world.target.id());
        if (!moved) {
            assertPlacesHold(world.team, "wide first");
        }
        if (outcome.isPresent() && outcome.get() instanceof Outcome.Done) {
            assertPlacesHold(world.team, "second");
        }
        assertThat(world.publish(world.team))
                .as("%s", fault)
                .isInstanceOfAny(Outcome.Done.class, Outcome.NothingToDo.class);
        assertThat(world.team.live()).isEqualTo(world.target.id());
        assertPlacesHold(world.team, "second");
        assertThat(world.team.read(world.foreign)).isEqualTo("somebody's own");
        assertThat(world.team.planner().publish(world.target.id(), MapTeam.WHY).changesAnything())
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("beforeEachCall")
    void law2_aPublishThatIsOvertakenAtAnyMomentLeavesWhatTheLastOneSays(int call) throws IOException {
        var world = new World();
        var rollback = world.team.planner();
        world.faulty.expect(new Fault.OthersBefore(call, () -> {
            if (world.team.live().equals(world.target.id())) {
                world.team.applier().apply(rollback.rollback(new Target.LastGood(), MapTeam.WHY), Progress.SILENT);
            }
        }));

        world.publish(world.team.through(world.faulty));

        world.faulty.expect(new Fault.None());
        var live = world.team.releases().require(world.team.live());
        world.team.publish(live, MapTeam.BY_FORCE);
        assertPlacesHold(world.team, live.equals(world.target) ? "second" : "wide first");
    }

    static IntStream beforeEachCall() throws IOException {
        var world = new World();
        world.faulty.expect(new Fault.None());
        world.publish(world.team.through(world.faulty));
        return IntStream.rangeClosed(1, world.faulty.calls().size());
    }

    @Test
    void theRecordSaysThatTheFixedPlacesAreSettled() throws IOException {
        var store = new MemoryObjectStore(new MapTeam.TickingClock());
        var team = new MapTeam(store).inPlace();
        team.publish(team.build("first"));

        assertThat(store.newest(new Key("maps/.backsight/in-place.json"))).isPresent();
        assertThat(team.read(new Key("maps/.backsight/in-place.json"))).contains("\"others\" : \"none\"");
    }
}
