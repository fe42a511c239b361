package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the checks of a build say of its inputs, without borders, files or tiles: whatever makes a build bad is seen
/// here, too.
///
/// @param counts some of those of a build, under the same names
/// @param findings those of a build but for what is odd about borders and outputs
public record Inspection(Map<String, Number> counts, List<Finding> findings) {
    public Inspection {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
    }

    /// Looks at the tables alone.
    public static Inspection of(Configuration configuration, Rows rows) {
        var table = Combine.aggregated(configuration, rows.table());
        Map<String, Number> counts = new LinkedHashMap<>();
        counts.put(Counts.ROWS, (long) table.rowCount());
        counts.putAll(Counts.ofScores(Scores.of(table, configuration.map().score())));
        return new Inspection(counts, rows.findings());
    }

    /// Looks at the tables joined with their polygons.
    ///
    /// @throws BadInputException if they cannot be joined at all
    public static Inspection of(Configuration configuration, Rows rows, FeatureIds features) throws BadInputException {
        var table = Combine.aggregated(configuration, rows.table());
        Combine.newNames(configuration, table);
        var join = Join.of(table, features.ids());
        Map<String, Number> counts = new LinkedHashMap<>(Counts.ofJoin(join));
        counts.putAll(Counts.ofScores(Scores.of(table, configuration.map().score())));
        List<Finding> findings = new ArrayList<>(rows.findings());
        findings.addAll(features.findings());
        findings.addAll(new JoinCheck(configuration).check(table, features.ids(), join));
        return new Inspection(counts, findings);
    }
}
