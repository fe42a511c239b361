package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A map of two squares, `a` and `b`, with a rate each: the smallest that every command can work on.
///
/// The clock goes on by a minute with each command that changes something.
final class TwoSquares {
    static final String SQUARES = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"a"},"geometry":{"type":"Polygon",
            "coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
            {"type":"Feature","properties":{"id":"b"},"geometry":{"type":"Polygon",
            "coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}
            """;

    /// Without tiles: these take longer than all the rest.
    static final String CONFIGURATION = """
            store: file:./store
            inputs:
              squares: { key: squares.json, id: id }
              rates: { key: rates.csv, id: id }
            map: { score: rate, outputs: [geojson], low: { buckets: 2, group: 1, keep-groups-up-to: 0 } }
            """;

    /// With tiles of all kinds.
    static final String WITH_TILES = """
            store: file:./store
            inputs:
              squares: { key: squares.json, id: id }
              rates: { key: rates.csv, id: id }
            map:
              score: rate
              layer: squares
              high: { zoom: 4-6 }
              low: { zoom: 0-4, buckets: 2, group: 1, keep-groups-up-to: 0 }
            publish: { prefix: map }
            """;

    private final Path folder;
    private final CommandRun run;
    private Instant now = CommandRun.NOW;

    /// Writes the configuration and `squares.json` there; nothing is put yet.
    TwoSquares(Path folder) throws IOException {
        this(folder, CONFIGURATION);
    }

    TwoSquares(Path folder, String configuration) throws IOException {
        this.folder = folder;
        this.run = new CommandRun(folder);
        Files.writeString(folder.resolve("backsight.yaml"), configuration);
        Files.writeString(folder.resolve("squares.json"), SQUARES);
    }

    /// {@return all that commands here have, to be asked what the last one printed}
    CommandRun run() {
        return run;
    }

    /// Runs a command that is to end so.
    void runs(int exitCode, String... command) {
        now = now.plusSeconds(60);
        assertThat(run.at(now).run(command))
                .as("%s: %s%s", String.join(" ", command), run.out(), run.err())
                .isEqualTo(exitCode);
    }

    /// Runs a command with `--json` that is to end so.
    JsonNode json(int exitCode, String... command) {
        var withJson = java.util.Arrays.copyOf(command, command.length + 1);
        withJson[command.length] = "--json";
        runs(exitCode, withJson);
        return JsonMapper.shared().readTree(run.out());
    }

    /// {@return the version that the put made}
    String putSquares() {
        return version(json(0, "put", "squares", "squares.json"));
    }

    /// Puts a table in which `a` has that rate, and `b` has 2.
    ///
    /// @return the version that the put made
    String putRate(String rate) throws IOException {
        return putRates("id,rate\na," + rate + "\nb,2\n");
    }

    String putRates(String table) throws IOException {
        Files.writeString(folder.resolve("rates.csv"), table);
        return version(json(0, "put", "rates", "rates.csv", "--force"));
    }

    private static String version(JsonNode uploaded) {
        return uploaded.get("version").asString();
    }

    /// Puts a table in which `a` has that rate, and builds.
    void build(String rate) throws IOException {
        putRate(rate);
        runs(0, "build");
    }

    /// Puts, builds and publishes.
    ///
    /// @return the release, which is live now
    String publish(String rate) throws IOException {
        build(rate);
        runs(0, "publish", "--force", "--reason", "for the test");
        return live();
    }

    JsonNode status() {
        return json(0, "status");
    }

    /// {@return the release that is live}
    String live() {
        return status().at("/live/release").asString();
    }

    /// {@return where the cache beside the configuration has the bytes of a file of this folder}
    Path cached(String file) throws IOException {
        return folder.resolve(".backsight/cache")
                .resolve(Sha256.of(folder.resolve(file)).hex());
    }
}
