package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.FolderObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    private CommandRun story(String... commands) throws IOException {
        Files.writeString(folder.resolve("squares.geojson"), """
                {"type":"FeatureCollection","features":[{"type":"Feature","properties":{"GEOID10":"01"},
                "geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}}]}
                """);
        Files.writeString(folder.resolve("a.csv"), "GTF,SN_C\n01,0.25\n");
        Files.writeString(folder.resolve("b.csv"), "GTF,SN_C\n01,0.5\n");
        Files.writeString(folder.resolve("backsight.yaml"), """
                store: file:./store
                inputs:
                  polygons: { key: squares.geojson, id: GEOID10 }
                  score: { key: usa.csv, id: GTF }
                map: { score: SN_C, outputs: [geojson] }
                publish: { prefix: maps }
                """);
        var run = new CommandRun(folder);
        for (var command : commands) {
            assertThat(run.run(command.split(" ")))
                    .as(command + ": " + run.err())
                    .isZero();
        }
        return run;
    }

    private static final String[] TWO_RELEASES = {
        "put polygons squares.geojson",
        "put score a.csv",
        "build",
        "publish --yes",
        "put score b.csv",
        "build",
        "publish --yes --force --reason test"
    };

    @Test
    void withTwoGoodReleasesARollbackIsPossible() throws IOException {
        var run = story(TWO_RELEASES);

        assertThat(run.run("doctor")).isZero();

        assertThat(run.out())
                .contains("store folder: ", "last good release: ", "pin score: version ", "live matches score: ")
                .contains("Nothing found stands in the way of a rollback");
    }

    @Test
    void withoutAnyReleaseThereIsNothingToGoBackTo() throws IOException {
        var run = story("put polygons squares.geojson");

        assertThat(run.run("doctor")).isEqualTo(3);

        assertThat(run.out())
                .contains("input score: 'usa.csv' was never there.", "Upload it with: backsight put score FILE.")
                .contains("last good release: there is no good release before the live one");
    }

    @Test
    void aLostFileOfTheLastGoodReleaseIsFound() throws IOException {
        var run = story(TWO_RELEASES);
        assertThat(run.run("doctor", "--json")).isZero();
        var release = run.out().replaceAll("(?s).*\"found\" ?: ?\"(\\w+) is whole.*", "$1");
        try (var store = FolderObjectStore.open(folder.resolve("store"), InstantSource.system())) {
            var lost = store.list("maps/releases/" + release + "/").stream()
                    .filter(entry -> entry.key().value().endsWith(".json"))
                    .filter(entry -> !entry.key().value().endsWith("manifest.json"))
                    .findFirst()
                    .orElseThrow();
            store.delete(lost.key());
        }

        assertThat(run.run("doctor")).isEqualTo(3);
        assertThat(run.out()).contains("last good release: there is no good release before the live one");
    }

    @Test
    void jsonIsAListOfRecords() throws IOException {
        var run = story("put polygons squares.geojson");

        assertThat(run.run("doctor", "--json")).isEqualTo(3);

        assertThat(run.out()).startsWith("[").contains("\"subject\"", "\"state\"", "\"found\"", "\"action\"");
    }

    @Test
    void aWrongConfigurationIsWrongUsage() throws IOException {
        Files.writeString(folder.resolve("backsight.yaml"), "store: nowhere\n");

        assertThat(new CommandRun(folder).run("doctor")).isEqualTo(2);
    }
}
