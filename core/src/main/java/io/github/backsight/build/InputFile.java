package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Features;
import io.github.backsight.shape.PolygonFormat;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.table.Table;
import io.github.backsight.table.TableFormat;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a local file as the input that the configuration says it is.
public final class InputFile {
    private InputFile() {}

    /// @param findings gets what is odd about the file
    /// @throws io.github.backsight.finding.BadInputException if it cannot be used; it carries the findings
    public static Table table(
            Configuration configuration, TableSettings settings, Path file, Progress progress, Findings findings)
            throws IOException {
        boolean main = settings.equals(configuration.mainTable());
        var score = main ? Optional.of(configuration.map().score()) : Optional.<String>empty();
        var options = new TableOptions(
                settings.id(), score, settings.separator(), settings.format().map(InputFile::format));
        var table = TableReader.read(content(configuration, settings, file), options, progress, findings);
        findings.throwIfFailed();
        return table;
    }

    /// @param threads how many threads parse
    /// @param findings gets what is odd about the file
    /// @throws io.github.backsight.finding.BadInputException if it cannot be used; it carries the findings
    public static Features polygons(
            Configuration configuration,
            PolygonSettings settings,
            Path file,
            int threads,
            Progress progress,
            Findings findings)
            throws IOException {
        var options = options(settings);
        var features = PolygonReader.read(content(configuration, settings, file), options, threads, progress, findings);
        findings.throwIfFailed();
        return features;
    }

    /// {@return how the polygons of an input are read}
    public static PolygonOptions options(PolygonSettings settings) {
        return new PolygonOptions(
                Optional.of(settings.id()),
                settings.object(),
                settings.dropWhenZero(),
                settings.format().map(InputFile::format),
                PolygonOptions.Properties.SKIP);
    }

    private static TableFormat format(TableSettings.Format format) {
        return switch (format) {
            case CSV, TSV -> TableFormat.TEXT;
            case PARQUET -> TableFormat.PARQUET;
        };
    }

    private static PolygonFormat format(PolygonSettings.Format format) {
        return switch (format) {
            case GEOJSON -> PolygonFormat.GEOJSON;
            case NDGEOJSON -> PolygonFormat.NDGEOJSON;
            case TOPOJSON -> PolygonFormat.TOPOJSON;
            case GEOPARQUET -> PolygonFormat.GEOPARQUET;
        };
    }

    /// {@return the content of `file`, with the limits that the configuration has}
    public static Content content(Configuration configuration, InputSettings settings, Path file) {
        return new Content(file, settings.member(), limits(configuration));
    }

    /// {@return how much inputs may unpack to, as the configuration says}
    public static Limits limits(Configuration configuration) {
        var limits = configuration.limits();
        return new Limits(limits.mostBytes(), limits.mostRatio(), Limits.DEFAULT.ratioFreeBytes());
    }
}
