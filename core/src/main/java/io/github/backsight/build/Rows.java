package io.github.backsight.build;

import io.github.backsight.check.TableRules;
import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The tables of a build, read: all that it knows of rows.
///
/// @param table the rows of the main table, with the columns of all tables
/// @param findings what was odd about the tables
public record Rows(Table table, List<Finding> findings) {
    public Rows {
        findings = List.copyOf(findings);
    }

    /// Reads every table.
    ///
    /// @throws io.github.backsight.finding.BadInputException if one cannot be used; it carries the findings
    public static Rows read(Configuration configuration, InputFiles inputs, Progress progress) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Table> tables = new ArrayList<>();
        for (var settings : configuration.tables()) {
            var seen = new Findings(settings.key().value());
            var file = inputs.file(settings.name());
            var table = InputFile.table(configuration, settings, file, progress, seen);
            TableRules.see(configuration.checks().rules(settings.name()), table, seen);
            tables.add(table);
            findings.addAll(seen.list());
        }
        return new Rows(WideTable.of(tables, configuration.tables(), findings), findings);
    }
}
