package io.github.backsight.cli;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.content.Content;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
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
        var limits = configuration.limits();
        var content = new Content(
                file,
                input.member(),
                new Limits(limits.mostBytes(), limits.mostRatio(), Limits.DEFAULT.ratioFreeBytes()));
        return switch (input) {
            case PolygonSettings polygons ->
                PolygonReader.read(content, options(polygons), threads(configuration), progress, findings)
                        .polygons()
                        .featureCount();
            case TableSettings table ->
                TableReader.read(content, options(configuration, table), progress, findings)
                        .rowCount();
        };
    }

    private static PolygonOptions options(PolygonSettings input) {
        return new PolygonOptions(
                Optional.of(input.id()), input.object(), input.dropWhenZero(), PolygonOptions.Properties.SKIP);
    }

    private static TableOptions options(Configuration configuration, TableSettings input) {
        boolean main = configuration.mainTable().equals(input);
        var score = main ? Optional.of(configuration.map().score()) : Optional.<String>empty();
        return new TableOptions(input.id(), score, input.separator());
    }

    private static int threads(Configuration configuration) {
        return configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
    }
}
