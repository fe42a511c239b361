package io.github.backsight.cli;

import io.github.backsight.archive.TreeWriter;
import io.github.backsight.build.LayerFile;
import io.github.backsight.build.Outputs;
import io.github.backsight.build.Places;
import io.github.backsight.build.Tileify;
import io.github.backsight.config.Configuration;
import io.github.backsight.mbtiles.MbtilesWriter;
import io.github.backsight.topology.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The tileify step alone.
@Command(
        name = "generate-map-tiles",
        header = "The tileify step alone: cut tiles from the GeoJSON that geo-score wrote.",
        description = {
            "",
            "Reads geojson/<stem>-high.json and geojson/<stem>-low.json below --out and writes tiles/{high,low}.pmtiles, "
                    + "tiles/{high,low}.mbtiles and tiles/{high,low}/{z}/{x}/{y}.pbf there, those that 'outputs' in the "
                    + "configuration names.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {"  backsight generate-map-tiles", "  backsight generate-map-tiles --out /tmp/try --only high"})
final class GenerateMapTilesCommand implements Operation {
    /// One of the two layers.
    enum OneLayer {
        HIGH,
        LOW
    }

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "data/score",
            description = "Where geo-score wrote, and where to write (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("data", "score");

    @Option(
            names = {"-s", "--source"},
            paramLabel = "local|store",
            description =
                    "Taken as by geo-score, so that scripts can give both the same; the GeoJSON below --out is read "
                            + "whatever it says.")
    void source(GeoScoreCommand.Source unused) {
        // The outputs of geo-score are on this machine, wherever its inputs were.
    }

    @Option(names = "--only", paramLabel = "high|low", description = "Cut only one of the two layers.")
    private Optional<OneLayer> only = Optional.empty();

    @Override
    public Result perform(Session session) throws IOException {
        var begun = session.environment().clock().instant();
        var configuration = Configuration.read(session.configurationFile());
        int threads = configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
        var folder = session.path(out);
        var places = new Places(configuration.stem());
        var tileify = new Tileify(
                configuration.map(),
                folder,
                places,
                "",
                new Tileify.Formats(TreeWriter::to, MbtilesWriter::to),
                threads);
        if (!tileify.isAskedFor()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'outputs' in " + configuration.file() + " has none of pmtiles, mbtiles, tree: nothing to write");
        }
        var made = new Outputs(List.of(), List.of(), Map.of(), Map.of(), List.of());
        if (only.orElse(OneLayer.LOW) == OneLayer.LOW) {
            made = made.and(cut(session, tileify, Tileify.LOW, places.lowGeoJson(), Optional.empty(), threads));
        }
        if (only.orElse(OneLayer.HIGH) == OneLayer.HIGH) {
            var id = Optional.of(configuration.map().id());
            made = made.and(cut(session, tileify, Tileify.HIGH, places.highGeoJson(), id, threads));
        }
        var took = Duration.between(begun, session.environment().clock().instant());
        return new StepOutputs(folder.toString(), made, took.toMillis());
    }

    private static Outputs cut(
            Session session, Tileify tileify, String name, String geoJson, Optional<String> id, int threads)
            throws IOException {
        var file = tileify.folder().resolve(geoJson);
        if (!Files.isRegularFile(file)) {
            throw new CommandException(
                    ExitCode.FAILED, "there is no " + file + ". Make it first with: backsight geo-score --out ...");
        }
        var read = LayerFile.read(file, id, threads, session.progress());
        var coverage = Coverage.of(read.layer().polygons());
        return new Outputs(List.of(), List.of(), Map.of(), Map.of(), read.findings())
                .and(tileify.layer(name, read.layer(), coverage, session.progress()));
    }
}
