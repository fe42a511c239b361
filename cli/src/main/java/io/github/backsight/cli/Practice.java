package io.github.backsight.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Runs the commands that are to start fast, on a map of two squares, so that Java can note the classes they load.
///
/// `Practice FOLDER` writes into that folder only, and speaks to nobody but itself. The launcher and `deploy/build`
/// make
/// their class archives from it.
public final class Practice {
    private static final String CONFIGURATION = """
            inputs:
              squares: { key: squares.json, id: id }
              scores: { key: scores.csv, id: id }
            map: { score: score, outputs: [geojson], low: { buckets: 2, group: 1, keep-groups-up-to: 0 } }
            """;
    private static final String SQUARES = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"id":"a"},"geometry":
            {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}},
            {"type":"Feature","properties":{"id":"b"},"geometry":
            {"type":"Polygon","coordinates":[[[1,0],[2,0],[2,1],[1,1],[1,0]]]}}]}
            """;

    private final Path folder;

    private Practice(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        new Practice(Path.of(arguments[0]).toAbsolutePath()).run();
    }

    private void run() throws IOException {
        write("backsight.yaml", "store: file:./store\n" + CONFIGURATION);
        write("squares.json", SQUARES);
        perform("put", "squares", "squares.json");
        release("1");
        release("2");
        perform("rollback", "--yes", "--reason", "practice");
        perform("status");
        perform("status", "--json");
        perform("releases");
        perform("versions", "scores");
        perform("diff", "scores", "scores");
        try (var bucket = PracticeBucket.open()) {
            write("bucket.yaml", bucket.configuration() + CONFIGURATION);
            perform("status", "--config", "bucket.yaml");
            perform("rollback", "--yes", "--reason", "practice", "--config", "bucket.yaml");
        }
    }

    private void release(String score) throws IOException {
        write("scores.csv", "id,score\na," + score + "\nb,3\n");
        perform("put", "scores", "scores.csv");
        perform("build");
        perform("publish", "--yes");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /// However it ends: what a command cannot do is for the one who really calls it.
    private void perform(String... arguments) {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var unused = Backsight.run(
                arguments,
                new Environment(
                        InputStream.nullInputStream(),
                        nowhere,
                        nowhere,
                        Set.of(),
                        Map.of(),
                        folder,
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString()));
    }
}
