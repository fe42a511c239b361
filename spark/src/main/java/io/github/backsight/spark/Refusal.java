package io.github.backsight.spark;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import java.util.List;
import java.util.Set;

/// Says at once what a configuration asks for that this engine does not make.
record Refusal(Configuration configuration) {
    /// @throws BadInputException if there is any such thing
    void check(Set<Output> possible) throws BadInputException {
        var map = configuration.map();
        List<Output> impossible = map.outputs().stream()
                .filter(output -> !possible.contains(output))
                .toList();
        var findings = new Findings(configuration.file().getFileName().toString());
        if (!impossible.isEmpty()) {
            throw findings.fatal(
                    "spark.output",
                    "map.outputs",
                    "Spark does not make " + impossible.toString().toLowerCase(java.util.Locale.ROOT) + "; it makes "
                            + possible.toString().toLowerCase(java.util.Locale.ROOT),
                    "Take them out of 'outputs', or build without Spark");
        }
        if (map.aggregateIdTo().isPresent()) {
            throw findings.fatal(
                    "spark.aggregate",
                    "map.aggregate-id-to",
                    "Spark does not make areas of several features",
                    "Take 'aggregate-id-to' out, or build without Spark");
        }
    }
}
