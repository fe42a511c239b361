package io.github.backsight.cli;

import io.github.backsight.build.InputFile;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a file as a build would read it, to see whether it could.
///
/// @param size of the file, in bytes
/// @param items how many rows or polygons it holds; empty when it cannot be read
/// @param findings what was seen
record InputCheck(long size, Optional<Long> items, List<Finding> findings) {
    InputCheck {
        findings = List.copyOf(findings);
    }

    /// Reads all of `file`.
    ///
    /// @param name what findings call it
    static InputCheck of(Configuration configuration, InputSettings input, Path file, String name, Progress progress)
            throws IOException {
        long size = Files.size(file);
        var findings = new Findings(name);
        try {
            long items = read(configuration, input, file, progress, findings);
            return new InputCheck(size, Optional.of(items), findings.list());
        } catch (BadInputException e) {
            return new InputCheck(size, Optional.empty(), e.findings());
        }
    }

    /// {@return whether a build could not use the file}
    boolean failed() {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
    }

    private static long read(
            Configuration configuration, InputSettings input, Path file, Progress progress, Findings findings)
            throws IOException {
        return switch (input) {
            case PolygonSettings polygons ->
                InputFile.polygons(configuration, polygons, file, threads(configuration), progress, findings)
                        .polygons()
                        .featureCount();
            case TableSettings table ->
                InputFile.table(configuration, table, file, progress, findings).rowCount();
        };
    }

    private static int threads(Configuration configuration) {
        return configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
    }
}
