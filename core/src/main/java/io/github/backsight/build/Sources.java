package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Features;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
            tables.add(InputFile.table(configuration, settings, file(files, settings), progress, seen));
            findings.addAll(seen.list());
        }
        var joined = WideTable.of(tables, configuration.tables(), findings);
        var seen = new Findings(coverage.key().value());
        var features = InputFile.polygons(configuration, coverage, file(files, coverage), threads, progress, seen);
        findings.addAll(seen.list());
        return new Sources(joined, features, findings);
    }

    private static Path file(Map<String, Path> files, InputSettings settings) {
        var file = files.get(settings.name());
        if (file == null) {
            throw new IllegalArgumentException("no file is given for the input '" + settings.name() + "'");
        }
        return file;
    }
}
