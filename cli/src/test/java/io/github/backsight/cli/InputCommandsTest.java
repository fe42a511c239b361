package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InputCommandsTest {
    private static final String TABLE = "id,rate\na,1\nb,2\n";

    @TempDir
    private Path folder;

    private CommandRun run;

    @BeforeEach
    void configure() throws IOException {
        run = new CommandRun(folder);
        Files.writeString(folder.resolve("backsight.yaml"), """
                store: file:./store
                inputs:
                  areas: { key: in/areas.json, id: id }
                  rates: { key: in/rates.csv, id: id }
                map: { score: rate, high: { zoom: 0-1 }, low: { zoom: 0-1 } }
                """);
        Files.writeString(folder.resolve("rates.csv"), TABLE);
    }

    private JsonNode json() {
        return new JsonMapper().readTree(run.out());
    }

    @Test
    void initWritesAConfigurationOnceAndNeverOverwritesIt() throws IOException {
        assertThat(run.run("init", "--config", "new.yaml")).isZero();
        assertThat(run.out()).contains("Wrote " + folder.resolve("new.yaml"));
        var written = Files.readString(folder.resolve("new.yaml"));

        assertThat(run.run("init", "--config", "new.yaml")).isEqualTo(2);

        assertThat(run.err()).contains("is there already and is not overwritten");
        assertThat(folder.resolve("new.yaml")).hasContent(written);
    }

    @Test
    void aFileThatWasPutComesBackByteForByte() {
        assertThat(run.run("put", "rates", "rates.csv")).isZero();
        assertThat(run.out()).startsWith("Stored rates.csv as version ").contains("2 rows or polygons, 16 B");

        assertThat(run.run("get", "rates", "-o", "back.csv")).isZero();

        assertThat(run.out()).contains("verified");
        assertThat(folder.resolve("back.csv")).hasContent(TABLE);
    }

    @Test
    void anEmptyFolderBecomesAStoreOnlyWhenAFileIsStored() throws IOException {
        var store = Files.createDirectory(folder.resolve("store"));

        assertThat(run.run("put", "rates", "rates.csv", "--dry-run")).isZero();
        assertThat(store).isEmptyDirectory();

        assertThat(run.run("put", "rates", "rates.csv")).isZero();
        assertThat(store).isNotEmptyDirectory();
    }

    @Test
    void anOlderVersionCanBeHad() throws IOException {
        run.run("put", "rates", "rates.csv", "--json");
        var first = json().get("version").asString();
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na,3\n");
        run.run("put", "rates", "rates.csv");

        assertThat(run.run("get", "rates", "--version", first, "-o", "old.csv")).isZero();

        assertThat(folder.resolve("old.csv")).hasContent(TABLE);
    }

    @Test
    void getKeepsAFileThatIsThereUnlessForced() throws IOException {
        run.run("put", "rates", "rates.csv");
        Files.writeString(folder.resolve("rates.csv"), "mine");

        assertThat(run.run("get", "rates")).isEqualTo(2);
        assertThat(run.err()).contains("is there already. Replace it with --force");
        assertThat(folder.resolve("rates.csv")).hasContent("mine");
        assertThat(run.run("get", "rates", "--force")).isZero();
        assertThat(folder.resolve("rates.csv")).hasContent(TABLE);
    }

    @Test
    void law9_aBadFileIsRefusedWithItsFindingsAndNothingIsStored() throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na,1\na,2\n");

        assertThat(run.run("put", "rates", "rates.csv", "--json")).isEqualTo(3);

        assertThat(json().get("outcome").asString()).isEqualTo("refused");
        assertThat(json().at("/findings/0/severity").asString()).isEqualTo("fail");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void aBadFileIsStoredWhenForced() throws IOException {
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na,1\na,2\n");

        assertThat(run.run("put", "rates", "rates.csv", "--force")).isZero();

        assertThat(run.out()).contains("FAIL  rates.csv").contains("Stored rates.csv");
    }

    @Test
    void law4_aDryRunSaysSoAndStoresNothing() {
        assertThat(run.run("put", "rates", "rates.csv", "--dry-run")).isZero();

        assertThat(run.out()).startsWith("Dry run, nothing was uploaded: rates.csv");
        assertThat(folder.resolve("store")).doesNotExist();
    }

    @Test
    void theSameBytesAreNotStoredTwice() {
        run.run("put", "rates", "rates.csv");

        assertThat(run.run("put", "rates", "rates.csv", "--json")).isZero();

        assertThat(json().get("outcome").asString()).isEqualTo("unchanged");
    }

    @Test
    void versionsAreListedNewestFirst() throws IOException {
        run.run("put", "rates", "rates.csv");
        Files.writeString(folder.resolve("rates.csv"), "id,rate\na,3\n");
        run.run("put", "rates", "rates.csv");

        assertThat(run.run("versions", "rates", "--json")).isZero();

        assertThat(json().size()).isEqualTo(2);
        assertThat(json().at("/0/size").asInt()).isEqualTo(12);
        assertThat(json().at("/0/latest").asBoolean()).isTrue();
        assertThat(json().at("/1/size").asInt()).isEqualTo(16);
        assertThat(json().at("/1/latest").asBoolean()).isFalse();
        assertThat(json().at("/1/deleteMarker").asBoolean()).isFalse();
        assertThat(json().at("/1/sha256").asString()).hasSize(64);
        assertThat(json().at("/1/time").asString()).isEqualTo("2026-11-23T03:00:00Z");
    }

    @Test
    void anInputWithoutVersionsSaysHowToPutOne() {
        run.run("put", "rates", "rates.csv");

        assertThat(run.run("versions")).isZero();

        assertThat(run.out())
                .contains("areas has no version yet. Put one: backsight put areas FILE")
                .contains("latest");
    }

    @Test
    void aMistypedInputIsWrongUsageAndTheNearestIsNamed() {
        assertThat(run.run("put", "rate", "rates.csv")).isEqualTo(2);

        assertThat(run.err()).contains("no input is named 'rate'").contains("did you mean 'rates'?");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(run.run("put", "rates", "nowhere.csv", "--json")).isEqualTo(1);

        assertThat(json().get("error").asString()).isEqualTo("'nowhere.csv' does not exist. Check the path.");
    }

    @Test
    void law10_aMissingConfigurationIsWrongUsage() {
        assertThat(run.run("versions", "--config", "no.yaml")).isEqualTo(2);

        assertThat(run.err()).contains("no.yaml");
    }

    @Test
    void quietPrintsNothingWhenAllIsWell() {
        assertThat(run.run("put", "rates", "rates.csv", "--quiet")).isZero();

        assertThat(run.out()).isEmpty();
        assertThat(run.err()).isEmpty();
    }
}
