package io.github.backsight.cli;

import io.github.backsight.build.Combine;
import io.github.backsight.build.CombinedFiles;
import io.github.backsight.build.Groundwork;
import io.github.backsight.build.InputFiles;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.Places;
import io.github.backsight.build.Rows;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.input.InputCache;
import io.github.backsight.input.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The combine step alone.
@Command(
        name = "geo-score",
        header = "The combine step alone: join the table with its polygons, write GeoJSON and a Shapefile.",
        description = {
            "",
            "Writes below --out: geojson/<stem>-high.json, geojson/<stem>-low.json and shapefile/<stem>.zip, those that "
                    + "'outputs' in the configuration names.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight geo-score -s store                    the newest versions in the store",
            "  backsight geo-score -s local                    files at the inputs' keys beside backsight.yaml",
            "  backsight geo-score -s local --input score=new.csv --out /tmp/try"
        })
final class GeoScoreCommand implements Operation {
    /// Where the inputs are read from.
    enum Source {
        LOCAL,
        STORE,
        /// The name that the job which Backsight replaces has for the store.
        AWS
    }

    @Option(
            names = {"-s", "--source"},
            paramLabel = "local|store",
            description = "Read files of this machine, or the newest versions in the store (the default).")
    private Source source = Source.STORE;

    @Option(
            names = "--input",
            paramLabel = "INPUT=FILE",
            description = "With -s local: the file of an input. Default: at the input's key, beside the configuration.")
    private Map<String, Path> inputs = new LinkedHashMap<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "data/score",
            description = "Where to write (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("data", "score");

    @Override
    public Result perform(Session session) throws IOException {
        var begun = session.environment().clock().instant();
        Outputs made;
        if (source == Source.LOCAL) {
            var configuration = Configuration.read(session.configurationFile());
            made = combine(session, configuration, InputFiles.of(localFiles(session, configuration)));
        } else {
            made = combineFromStore(session);
        }
        var took = Duration.between(begun, session.environment().clock().instant());
        return new StepOutputs(session.path(out).toString(), made, took.toMillis());
    }

    private Outputs combineFromStore(Session session) throws IOException {
        if (!inputs.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "--input names files of this machine: it goes with -s local");
        }
        try (var workplace = Workplace.open(session);
                var cache = new InputCache(
                        workplace.store(),
                        InputCache.folderBeside(workplace.configuration().file()),
                        InputCache.MOST_BYTES,
                        session.environment().clock())) {
            var configuration = workplace.configuration();
            var files = new LinkedHashMap<String, Path>();
            for (var pin : Pins.newest(workplace.store(), configuration.inputs(), session.progress())) {
                files.put(pin.input(), cache.fetch(pin, session.progress()));
            }
            return combine(session, configuration, InputFiles.of(files));
        }
    }

    private Map<String, Path> localFiles(Session session, Configuration configuration) throws IOException {
        for (var name : inputs.keySet()) {
            configuration.input(name);
        }
        var files = new LinkedHashMap<String, Path>();
        for (var input : configuration.inputs()) {
            var beside = configuration
                    .file()
                    .toAbsolutePath()
                    .resolveSibling(input.key().value());
            var file = inputs.containsKey(input.name()) ? session.path(inputs.get(input.name())) : beside;
            if (!Files.isRegularFile(file)) {
                throw new CommandException(
                        ExitCode.FAILED,
                        "the input '" + input.name() + "' is not at " + file + ". Name its file with: --input "
                                + input.name() + "=FILE, or read the store with: -s "
                                + Source.STORE.name().toLowerCase(Locale.ROOT));
            }
            files.put(input.name(), file);
        }
        return files;
    }

    private Outputs combine(Session session, Configuration configuration, InputFiles inputs) throws IOException {
        var outputs = configuration.map().outputs();
        if (!outputs.contains(Output.GEOJSON) && !outputs.contains(Output.SHAPEFILE)) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'outputs' in " + configuration.file() + " has neither geojson nor shapefile: nothing to write");
        }
        int threads = configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
        var rows = Rows.read(configuration, inputs, session.progress());
        var groundwork = Groundwork.read(configuration, inputs, threads, session.progress());
        var combine = Combine.join(configuration, rows, groundwork);
        var files = new CombinedFiles(session.path(out), new Places(configuration.stem()), outputs, threads);
        var high = files.high(combine.high(), session.progress());
        var combined = combine.dissolve(session.progress());
        return new Outputs(java.util.List.of(), java.util.List.of(), Map.of(), combined.counts(), combined.findings())
                .and(high)
                .and(files.low(combined.low(), session.progress()));
    }
}
