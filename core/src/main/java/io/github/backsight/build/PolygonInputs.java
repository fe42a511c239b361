package io.github.backsight.build;

import io.github.backsight.check.PolygonRules;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Ids;
import io.github.backsight.table.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The polygons of a build, read from one file or from several.
///
/// @param polygons the features of all inputs with polygons, in the order of the configuration
/// @param dropped how many features were left out
/// @param findings what was odd about the files, file by file
public record PolygonInputs(Polygons polygons, long dropped, List<Finding> findings) {
    public PolygonInputs {
        findings = List.copyOf(findings);
    }

    /// @throws BadInputException if one cannot be used, or they cannot be used together; it carries the findings
    static PolygonInputs read(Configuration configuration, InputFiles inputs, int threads, Progress progress)
            throws IOException {
        var parts = new ArrayList<Polygons>();
        var findings = new ArrayList<Finding>();
        long dropped = 0;
        for (var settings : configuration.coverage()) {
            var seen = new Findings(settings.key().value());
            var file = inputs.file(settings.name());
            var features = InputFile.polygons(configuration, settings, file, threads, progress, seen);
            PolygonRules.see(configuration.checks().rules(settings.name()), features.polygons(), seen);
            parts.add(features.polygons());
            dropped += features.dropped();
            findings.addAll(seen.list());
        }
        requireEachIdOnce(configuration, parts.stream().map(Polygons::ids).toList(), findings);
        return new PolygonInputs(Polygons.joined(parts), dropped, findings);
    }

    /// Looks at the ids of all files together; within one they are known to be different.
    ///
    /// @param ids of each file
    /// @param before what was found so far: the exception carries it, too
    public static void requireEachIdOnce(Configuration configuration, List<List<String>> ids, List<Finding> before)
            throws BadInputException {
        if (ids.size() == 1) {
            return;
        }
        int[] first = new int[ids.size() + 1];
        for (int file = 0; file < ids.size(); file++) {
            first[file + 1] = first[file] + ids.get(file).size();
        }
        var keys = configuration.coverage().stream().map(PolygonSettings::key).toList();
        var seen = new Findings(configuration.coverageName());
        Ids.checkDuplicates(
                Texts.joined(ids),
                number -> {
                    int file = 0;
                    while (first[file + 1] <= number) {
                        file++;
                    }
                    return "kept feature " + (number - first[file]) + " of " + keys.get(file);
                },
                "shape",
                seen);
        if (!seen.list().isEmpty()) {
            var all = new ArrayList<>(before);
            all.addAll(seen.list());
            throw new BadInputException(all);
        }
    }
}
