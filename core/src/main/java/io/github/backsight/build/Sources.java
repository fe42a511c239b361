package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Features;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.table.Table;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The inputs of a build, read.
///
/// @param table the rows of the main table, with the columns of all tables
/// @param features the polygons
/// @param findings what was odd about either
public record Sources(Table table, Features features, List<Finding> findings) {
    public Sources {
        findings = List.copyOf(findings);
    }

    /// Reads every input.
    ///
    /// @param files by input name
    /// @throws io.github.backsight.finding.BadInputException if one cannot be used; it carries the findings
    public static Sources read(Configuration configuration, Map<String, Path> files, int threads, Progress progress)
            throws IOException {
        List<Finding> findings = new ArrayList<>();
        var coverage = configuration.coverage();
        List<Table> tables = new ArrayList<>();
        for (var settings : configuration.tables()) {
            var seen = new Findings(settings.key().value());
            tables.add(table(configuration, settings, file(files, settings), progress, seen));
            findings.addAll(seen.list());
        }
        var joined = WideTable.of(tables, configuration.tables(), findings);
        var seen = new Findings(coverage.key().value());
        var features = polygons(configuration, coverage, file(files, coverage), threads, progress, seen);
        findings.addAll(seen.list());
        return new Sources(joined, features, findings);
    }

    /// Reads one input for its findings alone, as it is before it becomes a version.
    ///
    /// @throws io.github.backsight.finding.BadInputException if it cannot be used; it carries what is wrong with it
    public static List<Finding> check(
            Configuration configuration, InputSettings input, Path file, int threads, Progress progress)
            throws IOException {
        var findings = new Findings(input.key().value());
        switch (input) {
            case PolygonSettings polygons -> polygons(configuration, polygons, file, threads, progress, findings);
            case TableSettings table -> table(configuration, table, file, progress, findings);
        }
        return findings.list();
    }

    private static Table table(
            Configuration configuration, TableSettings settings, Path file, Progress progress, Findings findings)
            throws IOException {
        boolean main = settings.name().equals(configuration.mainTable().name());
        var score = main ? Optional.of(configuration.map().score()) : Optional.<String>empty();
        var options = new TableOptions(settings.id(), score, settings.separator());
        var table = TableReader.read(content(configuration, settings, file), options, progress, findings);
        findings.throwIfFailed();
        return table;
    }

    private static Features polygons(
            Configuration configuration,
            PolygonSettings settings,
            Path file,
            int threads,
            Progress progress,
            Findings findings)
            throws IOException {
        var options = new PolygonOptions(
                Optional.of(settings.id()), settings.object(), settings.dropWhenZero(), PolygonOptions.Properties.SKIP);
        var features = PolygonReader.read(content(configuration, settings, file), options, threads, progress, findings);
        findings.throwIfFailed();
        return features;
    }

    private static Content content(Configuration configuration, InputSettings settings, Path file) {
        var limits = configuration.limits();
        return new Content(
                file,
                settings.member(),
                new Limits(limits.mostBytes(), limits.mostRatio(), Limits.DEFAULT.ratioFreeBytes()));
    }

    private static Path file(Map<String, Path> files, InputSettings settings) {
        var file = files.get(settings.name());
        if (file == null) {
            throw new IllegalArgumentException("no file is given for the input '" + settings.name() + "'");
        }
        return file;
    }
}
