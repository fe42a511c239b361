package io.github.backsight.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Judges archives of tiles.
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        header = "Decode the tiles of a release and judge what they draw, zoom by zoom.",
        description = {"", "Exit code 1 when a target is not met.", ""},
        footerHeading = "%nExample:%n",
        footer = {
            "  bench quality tiles/high.mbtiles tiles/low.mbtiles --source geojson/usa-high.json"
                    + " --source geojson/usa-low.json --key GEOID10 --key SCORE --out docs/benchmarks/quality"
        })
public final class QualityCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "ARCHIVE", description = "MBTiles, PMTiles, or the folder of a tree.")
    private List<Path> archives = List.of();

    @Option(
            names = "--source",
            paramLabel = "GEOJSON",
            description = "What an archive was cut from, one for each, in the same order; without it nothing is "
                    + "compared.")
    private List<Path> sources = List.of();

    @Option(
            names = "--key",
            paramLabel = "ATTRIBUTE",
            description = "The attribute that names an archive's features, one for each, in the same order "
                    + "(default: GEOID10 for all).")
    private List<String> keys = List.of();

    @Option(
            names = "--tiles-a-zoom",
            defaultValue = "0",
            description = "At most so many, evenly chosen; 0 for all (default).")
    private int mostAZoom;

    @Option(names = "--note", paramLabel = "TEXT", description = "What readers must know.")
    private List<String> notes = List.of();

    @Option(names = "--out", paramLabel = "FILE", description = "Also write FILE.md and FILE.json.")
    private Optional<Path> out = Optional.empty();

    QualityCommand() {}

    @Override
    public Integer call() throws IOException {
        requireOneEach("--source", sources);
        requireOneEach("--key", keys);
        List<ArchiveQuality> all = new ArrayList<>();
        for (int i = 0; i < archives.size(); i++) {
            all.add(judged(i));
        }
        write(all);
        return all.stream()
                        .flatMap(archive -> archive.targets().stream())
                        .anyMatch(target -> target.outcome() == Target.Outcome.NOT_MET)
                ? 1
                : 0;
    }

    private void requireOneEach(String option, List<?> given) {
        if (!given.isEmpty() && given.size() != archives.size()) {
            throw new ParameterException(
                    command.commandLine(),
                    option + " is given " + given.size() + " times for " + archives.size()
                            + " archives: give it once for each, or not at all");
        }
    }

    private ArchiveQuality judged(int number) throws IOException {
        var key = keys.isEmpty() ? "GEOID10" : keys.get(number);
        Optional<SourceMap> source =
                sources.isEmpty() ? Optional.empty() : Optional.of(SourceMap.read(sources.get(number), key));
        try (var reader = Archives.open(archives.get(number))) {
            return ArchiveQuality.of(
                    String.valueOf(archives.get(number).getFileName()), reader, key, source, mostAZoom);
        }
    }

    private void write(List<ArchiveQuality> all) throws IOException {
        var markdown = QualityMarkdown.of(all, notes);
        var json = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all) + "\n";
        System.out.print(markdown);
        if (out.isPresent()) {
            Files.writeString(Path.of(out.get() + ".md"), markdown);
            Files.writeString(Path.of(out.get() + ".json"), json);
        }
    }
}
