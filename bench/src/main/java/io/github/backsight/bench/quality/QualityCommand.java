package io.github.backsight.bench.quality;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Judges archives of tiles.
@Command(
        name = "quality",
        mixinStandardHelpOptions = true,
        header = "Decode the tiles of a release and judge what they draw, zoom by zoom.")
public final class QualityCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "ARCHIVE", description = "MBTiles, PMTiles, or the folder of a tree.")
    private List<Path> archives = List.of();

    @Option(
            names = "--id",
            defaultValue = "GEOID10",
            description = "The attribute that names features (default: ${DEFAULT-VALUE}).")
    private String id = "";

    @Option(
            names = "--tiles-a-zoom",
            defaultValue = "0",
            description = "At most so many, evenly chosen; 0 for all (default).")
    private int mostAZoom;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write FILE.md and FILE.json.")
    private Optional<Path> out = Optional.empty();

    QualityCommand() {}

    @Override
    public Integer call() throws IOException {
        List<ArchiveQuality> all = new ArrayList<>();
        for (var archive : archives) {
            try (var reader = Archives.open(archive)) {
                all.add(ArchiveQuality.of(String.valueOf(archive.getFileName()), reader, id, mostAZoom));
            }
        }
        var markdown = new StringBuilder("""
                # Quality of tiles

                Written by `bench/run quality`; what each column means: [README](README.md).
                """);
        all.forEach(quality -> markdown.append('\n').append(quality.markdown()));
        var json = JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all) + "\n";
        System.out.print(markdown);
        if (out.isPresent()) {
            Files.writeString(Path.of(out.get() + ".md"), markdown);
            Files.writeString(Path.of(out.get() + ".json"), json);
        } else {
            System.out.print(json);
        }
        return 0;
    }
}
