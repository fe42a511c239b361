package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PinsTest {
    private static final byte[] OLD = {1};
    private static final byte[] NEW = {2, 3};

    private final ShakyStore store = new ShakyStore();
    private final List<InputSettings> inputs = inputs();

    private static List<InputSettings> inputs() {
        try {
            return Configuration.parse("""
                    store: file:store
                    inputs:
                      land: { key: all.zip, member: land.json, id: id }
                      rate: { key: all.zip, member: rate.csv, id: id }
                      more: { key: more.csv, id: id }
                    map: { score: s }
                    """, Path.of("backsight.yaml")).inputs();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNewestVersionOfEachInputIsPinned() throws IOException {
        store.put("all.zip", OLD);
        var all = store.put("all.zip", NEW);
        var more = store.put("more.csv", OLD);

        assertThat(Pins.newest(store, inputs, Progress.SILENT))
                .containsExactly(
                        new Pin("land", new Key("all.zip"), all, 2, Sha256.of(NEW)),
                        new Pin("rate", new Key("all.zip"), all, 2, Sha256.of(NEW)),
                        new Pin("more", new Key("more.csv"), more, 1, Sha256.of(OLD)));
    }

    @Test
    void namedVersionsAreTakenAndTheRestAtTheirNewest() throws IOException {
        var old = store.put("all.zip", OLD);
        var all = store.put("all.zip", NEW);
        store.put("more.csv", OLD);

        assertThat(Pins.at(store, inputs, Map.of("rate", old), Progress.SILENT))
                .extracting(Pin::version)
                .startsWith(all, old);
    }

    @Test
    void whatTheStoreDoesNotKnowIsReadAndDigested() throws IOException {
        store.put("all.zip", NEW);
        store.put("more.csv", OLD);
        store.knowsDigests = false;
        var heard = new Heard();

        assertThat(Pins.newest(store, inputs, heard).getLast().sha256()).isEqualTo(Sha256.of(OLD));
        assertThat(heard.steps()).endsWith("reading more.csv 1/1");
    }

    @Test
    void law9_everyInputThatIsNotThereIsNamedWithWhatToDo() throws IOException {
        store.put("more.csv", OLD);
        store.delete(new Key("more.csv"));

        assertThat(findings(Map.of()))
                .containsExactly(
                        "fail input.missing: all.zip: the input 'land' is not in memory: and never was. Store it with:"
                                + " backsight put land FILE",
                        "fail input.missing: all.zip: the input 'rate' is not in memory: and never was. Store it with:"
                                + " backsight put rate FILE",
                        "fail input.deleted: more.csv: the input 'more' was deleted at 2026-11-23T00:00:00Z; its versions"
                                + " are still there. Bring it back with: backsight rollback; or store another with:"
                                + " backsight put more FILE");
    }

    @Test
    void pitfall7_aDeletedInputCanStillBePinnedAtAnOldVersion() throws IOException {
        store.put("all.zip", OLD);
        var old = store.put("more.csv", OLD);
        store.delete(new Key("more.csv"));

        assertThat(Pins.at(store, inputs, Map.of("more", old), Progress.SILENT)
                        .getLast()
                        .version())
                .isEqualTo(old);
    }

    @Test
    void law9_aVersionThatIsNotThereIsNamed() throws IOException {
        store.put("all.zip", OLD);
        store.put("more.csv", OLD);

        assertThat(findings(Map.of("more", new VersionId("77"))))
                .containsExactly(
                        "fail input.no-such-version: more.csv: the input 'more' has no version '77' with content."
                                + " List those it has with: backsight versions more");
    }

    @Test
    void anUnknownInputIsTheCallersMistake() {
        assertThatThrownBy(() -> Pins.at(store, inputs, Map.of("x", new VersionId("1")), Progress.SILENT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no input is named 'x'; there are land, rate, more");
    }

    private List<String> findings(Map<String, VersionId> versions) {
        var thrown =
                catchThrowableOfType(BadInputException.class, () -> Pins.at(store, inputs, versions, Progress.SILENT));
        return thrown.findings().stream().map(Finding::text).toList();
    }
}
