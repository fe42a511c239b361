package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.testkit.FaultyObjectStore;
import io.github.backsight.testkit.FaultyObjectStore.Crash;
import io.github.backsight.testkit.FaultyObjectStore.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReleasesTest {
    private final MapTeam team = new MapTeam();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private Optional<Manifest> made = Optional.empty();

    @BeforeEach
    void makeOne() throws IOException {
        team.put(MapTeam.CENSUS, "the census");
        team.put(MapTeam.SCORE, "a score");
        made = Optional.of(team.manifest(Verdict.GOOD, Map.of(Counts.ROWS, 5), files));
    }

    private Manifest manifest() {
        return made.orElseThrow();
    }

    private Addition add(MapTeam anybody) throws IOException {
        return anybody.releases().add(manifest(), this::body, Progress.SILENT);
    }

    private Body body(String name) {
        return Body.of(Optional.ofNullable(files.get(name)).orElseThrow());
    }

    @Test
    void whatIsAddedIsFoundListedAndWhole() throws IOException {
        assertThat(add(team)).isEqualTo(new Addition.Added(manifest().id()));
        assertThat(team.releases().find(manifest().id())).contains(manifest());
        assertThat(team.releases().list()).containsExactly(manifest());
        assertThat(team.releases().verify(manifest(), Progress.SILENT)).isEmpty();
        assertThat(team.releases().byInputDigest())
                .containsEntry(
                        manifest().pin("score").orElseThrow().sha256(),
                        List.of(manifest().id()));
        assertThat(add(team)).isEqualTo(new Addition.AlreadyThere(manifest().id()));
    }

    @Test
    void law1_artifactsComeBeforeTheManifestAndAreKeptForever() throws IOException {
        var faulty = new FaultyObjectStore(team.store());
        add(team.through(faulty));
        var puts =
                faulty.calls().stream().filter(call -> call.startsWith("put")).toList();
        assertThat(puts.getLast()).isEqualTo("put maps/releases/" + manifest().id() + "/manifest.json");
        assertThat(puts).hasSize(6);
        var key = team.releases().key(manifest().id(), "high.pmtiles");
        var newest = team.store().newest(key).orElseThrow();
        assertThat(team.store().details(key, newest.id()).attributes())
                .isEqualTo(Attributes.ofType("application/vnd.pmtiles")
                        .withCacheControl("public, max-age=31536000, immutable"));
    }

    @Test
    void law1_anArtifactThatIsThereWithOtherBytesIsRefusedAndKept() throws IOException {
        var key = team.releases().key(manifest().id(), "high.pmtiles");
        team.put(key, "something else");
        assertThatThrownBy(() -> add(team))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("'" + key + "' is there already with other bytes, and what a release holds"
                        + " never changes;");
        assertThat(team.read(key)).isEqualTo("something else");
        assertThat(team.releases().find(manifest().id())).isEmpty();
    }

    @Test
    void law1_law5_anAdditionKilledAtAnyStoreCallIsNoReleaseAndIsCompletedByAddingAgain() throws IOException {
        var counting = new FaultyObjectStore(team.store());
        add(team.through(counting));
        int calls = counting.calls().size();
        for (int call = 1; call <= calls; call++) {
            for (var fault : List.of(
                    new Fault.CrashBefore(call),
                    new Fault.CrashAfter(call),
                    new Fault.RequestLost(call),
                    new Fault.ReplyLost(call),
                    new Fault.CutOffAfter(call))) {
                interruptedAndCompleted(fault);
            }
        }
    }

    private void interruptedAndCompleted(Fault fault) throws IOException {
        var anew = new MapTeam();
        anew.put(MapTeam.CENSUS, "the census");
        anew.put(MapTeam.SCORE, "a score");
        var faulty = new FaultyObjectStore(anew.store());
        faulty.expect(fault);
        boolean added = false;
        try {
            added = add(anew.through(faulty)) instanceof Addition.Added;
        } catch (Crash | IOException e) {
            assertThat(e).as("%s", fault).isNotNull();
        }
        var found = anew.releases().find(manifest().id());
        if (found.isPresent()) {
            assertThat(anew.releases().verify(found.get(), Progress.SILENT))
                    .as("%s", fault)
                    .isEmpty();
        }
        assertThat(!added || found.isPresent()).as("%s", fault).isTrue();
        add(anew);
        assertThat(anew.releases().find(manifest().id())).as("%s", fault).contains(manifest());
        assertThat(anew.releases().verify(manifest(), Progress.SILENT)).isEmpty();
    }

    @Test
    void verifyNamesWhatIsMissingAndWhatWasChanged() throws IOException {
        add(team);
        team.delete(team.releases().key(manifest().id(), "tiles/high/1/0/0.pbf"));
        team.put(team.releases().key(manifest().id(), "high.pmtiles"), "damaged");
        assertThat(team.releases().verify(manifest(), Progress.SILENT))
                .extracting(finding -> finding.code() + " " + finding.examples())
                .containsExactlyInAnyOrder(
                        "release.changed [maps/releases/" + manifest().id() + "/high.pmtiles]",
                        "release.missing [maps/releases/" + manifest().id() + "/tiles/high/1/0/0.pbf]");
    }

    @Test
    void aReleaseIsNamedByAsManyCharactersAsAreNeeded() throws IOException {
        add(team);
        assertThat(team.releases().resolve(manifest().id().value().substring(0, 4)))
                .isEqualTo(manifest());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> team.releases().resolve("abc"))
                .withMessage(
                        "give at least 4 characters of a release id, not 'abc'; list them with: backsight releases");
        assertThatThrownBy(() -> team.releases().resolve("ffff0000"))
                .isInstanceOf(MissingReleaseException.class)
                .hasMessage("no release 'ffff0000' in memory:; list what there is with: backsight releases");
    }

    @Test
    void aManifestOfANewerFormatIsRefused() throws IOException {
        var id = manifest().id();
        var newer = new String(manifest().bytes(), StandardCharsets.UTF_8).replace("\"format\" : 1", "\"format\" : 99");
        var key = new Key("maps/releases/" + id + "/manifest.json");
        team.store()
                .put(
                        key,
                        Body.of(newer.getBytes(StandardCharsets.UTF_8)),
                        Attributes.ofType("application/json"),
                        new Expectation.Absent());
        assertThatThrownBy(() -> team.releases().find(id))
                .isInstanceOf(IOException.class)
                .hasMessage("'" + key + "' has format 99, and this version of Backsight reads up to 1;"
                        + " use the version that wrote it, or a newer one");
    }
}
