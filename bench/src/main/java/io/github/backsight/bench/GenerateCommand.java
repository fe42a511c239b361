package io.github.backsight.bench;

import io.github.backsight.testkit.tracts.TractCoverage;
import io.github.backsight.testkit.tracts.TractFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes a made-up map.
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        header = "Write a made-up coverage like census tracts, and its table.")
final class GenerateCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "GEOJSON")
    private Path polygons = Path.of("tracts.json");

    @Parameters(index = "1", paramLabel = "CSV")
    private Path table = Path.of("tracts.csv");

    @Option(names = "--tracts", defaultValue = "75000", description = "About how many (default: ${DEFAULT-VALUE}).")
    private int tracts;

    @Option(
            names = "--vertices",
            defaultValue = "120",
            description = "About how many vertices a tract has on average (default: ${DEFAULT-VALUE}).")
    private int vertices;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Another seed, another map (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws IOException {
        var written = TractFiles.write(new TractCoverage(seed, tracts, vertices), polygons, table);
        System.out.println(written.tracts() + " tracts, " + written.vertices() + " vertices");
        return 0;
    }
}
