package io.github.backsight.build;

import io.github.backsight.config.Configuration;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.util.List;

/// The polygons of a build as far as a join needs them.
///
/// @param ids one a feature, or one an area where the map asks for areas made of features
/// @param findings what was odd about the files
public record FeatureIds(List<String> ids, List<Finding> findings) {
    public FeatureIds {
        ids = List.copyOf(ids);
        findings = List.copyOf(findings);
    }

    /// Reads the polygons from end to end, and finds no borders.
    ///
    /// @throws io.github.backsight.finding.BadInputException if they cannot be used; it carries the findings
    public static FeatureIds read(Configuration configuration, InputFiles inputs, int threads, Progress progress)
            throws IOException {
        var read = PolygonInputs.read(configuration, inputs, threads, progress);
        var ids = read.polygons().ids();
        var aggregateTo = configuration.map().aggregateIdTo();
        return new FeatureIds(
                aggregateTo.isPresent()
                        ? Aggregation.groups(ids, aggregateTo.getAsInt()).names()
                        : ids,
                read.findings());
    }
}
