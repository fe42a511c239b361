package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.cli.Backsight;
import io.github.backsight.cli.Engine;
import io.github.backsight.cli.Environment;
import io.github.backsight.store.Sha256;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/// A folder with polygons, a table and a configuration, in which the same map is built in several
/// ways.
final class Workshop {
    private static final String STORE = "store";

    /// So short that files have many ranges, and features lie across them.
    static final long RANGE_BYTES = 50_021;

    private final Path folder;
    private final int files;
    private final String map;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private int copies;
    private String said = "";

    /// @param folder an empty one
    /// @param map the lines below `map:`, each indented
    Workshop(Path folder, Path polygons, Path table, String map) throws IOException {
        this(folder, List.of(polygons), table, map);
    }

    /// @param polygons in several files
    Workshop(Path folder, List<Path> polygons, Path table, String map) throws IOException {
        this.folder = folder;
        this.files = polygons.size();
        this.map = map;
        configure(STORE);
        for (int file = 0; file < files; file++) {
            run(STORE, environment(), "put", "census" + file, polygons.get(file).toString(), "--force");
        }
        run(STORE, environment(), "put", "score", table.toString());
    }

    /// {@return the artifacts of the release that the local build makes, by name, each with its
    /// digest}
    Map<String, Sha256> local() throws IOException {
        return built(copy(), environment());
    }

    /// {@return the same of the build on Spark}
    ///
    /// @param blocks how many each layer has
    Map<String, Sha256> spark(SparkSession session, int blocks) throws IOException {
        return by(engine(session, blocks, Optional.empty()));
    }

    /// {@return the same of a build by `engine`}
    Map<String, Sha256> by(Engine engine) throws IOException {
        return built(copy(), environment().withEngine(engine));
    }

    /// {@return what a dry run of it says}
    String dryRun(Engine engine, String... options) throws IOException {
        var arguments = Stream.concat(Stream.of("build", "--dry-run"), Stream.of(options))
                .toArray(String[]::new);
        return run(copy(), environment().withEngine(engine), arguments);
    }

    /// {@return what the last build said besides its result}
    String messages() {
        return said;
    }

    /// {@return what a build by `engine` says that is refused because of its inputs}
    String refusal(Engine engine) throws IOException {
        return refused(environment().withEngine(engine));
    }

    /// {@return the same of the local build}
    String localRefusal() throws IOException {
        return refused(environment());
    }

    private String refused(Environment environment) throws IOException {
        assertThat(attempt(copy(), environment, "build")).isEqualTo(3);
        return err.toString(StandardCharsets.UTF_8);
    }

    static SparkEngine engine(SparkSession session, int blocks, Optional<String> keptIn) {
        return new SparkEngine(session, OptionalInt.of(blocks), keptIn, RANGE_BYTES);
    }

    /// {@return the artifacts of the release after two attempts, of which the first does not come
    /// to its end}
    Map<String, Sha256> afterTwoAttempts(Engine first, Engine second) throws IOException {
        var store = copy();
        assertThat(attempt(store, environment().withEngine(first), "build")).isNotZero();
        return built(store, environment().withEngine(second));
    }

    /// Begins a build and does not let it come to its end.
    interface Killing {
        /// @param configuration what to build
        void of(Path configuration) throws IOException;
    }

    /// {@return the artifacts of the release that `engine` makes where a build has been killed
    /// before, of which nothing is to be seen}
    Map<String, Sha256> afterKilling(Killing killing, Engine engine) throws IOException {
        var store = copy();
        var before = said(store);
        killing.of(folder.resolve(store + ".yaml"));
        assertThat(said(store)).as("what is said after a build was killed").isEqualTo(before);
        return built(store, environment().withEngine(engine));
    }

    /// {@return what is said of releases}
    private String said(String store) {
        attempt(store, environment(), "status", "--json");
        var status = out.toString(StandardCharsets.UTF_8);
        return status + run(store, environment(), "releases", "--json");
    }

    private void configure(String store) throws IOException {
        var census = IntStream.range(0, files)
                .mapToObj(file -> "  census%d: { key: inputs/census%d, id: GEOID10 }".formatted(file, file))
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve(store + ".yaml"), """
                store: file:./%s
                inputs:
                %s
                  score: { key: inputs/score.csv, id: GTF }
                map:
                %s
                publish: { prefix: map }
                """.formatted(
                        store, census, map.indent(2).stripTrailing()));
    }

    /// {@return a store with the inputs, the same versions of them each time, and nothing else}
    private String copy() throws IOException {
        var store = STORE + "-" + ++copies;
        configure(store);
        try (var files = Files.walk(folder.resolve(STORE))) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        folder.resolve(store).resolve(folder.resolve(STORE).relativize(file)));
            }
        }
        return store;
    }

    private Map<String, Sha256> built(String store, Environment environment) throws IOException {
        run(store, environment, "build");
        said = err.toString(StandardCharsets.UTF_8);
        var release = run(store, environment(), "releases", "--json");
        var id = release.replaceAll("(?s).*?\"release\" : \"([0-9a-f]+)\".*", "$1");
        var exported = folder.resolve(store + "-exported");
        run(store, environment(), "export", id, "-o", exported.toString());
        var artifacts = new TreeMap<String, Sha256>();
        try (var files = Files.walk(exported)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                artifacts.put(exported.relativize(file).toString(), Sha256.of(file));
            }
        }
        return artifacts;
    }

    private String run(String store, Environment environment, String... arguments) {
        int exitCode = attempt(store, environment, arguments);
        assertThat(exitCode)
                .as("%s: %s", String.join(" ", arguments), err.toString(StandardCharsets.UTF_8))
                .isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    private int attempt(String store, Environment environment, String... arguments) {
        var all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--config";
        all[arguments.length + 1] = folder.resolve(store + ".yaml").toString();
        out.reset();
        err.reset();
        var run = new Environment(
                environment.in(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Set.of(),
                environment.variables(),
                folder,
                environment.clock(),
                environment.freshNames(),
                environment.watch(),
                environment.engine());
        return Backsight.run(all, run);
    }

    private Environment environment() {
        return new Environment(
                new ByteArrayInputStream(new byte[0]),
                System.out,
                System.err,
                Set.of(),
                Map.of(),
                folder,
                Clock.systemUTC(),
                () -> UUID.randomUUID().toString());
    }
}
