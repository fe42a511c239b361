package io.github.backsight.cli;

import io.github.backsight.build.InputFile;
import io.github.backsight.check.PolygonDrift;
import io.github.backsight.check.PolygonRules;
import io.github.backsight.check.TableDrift;
import io.github.backsight.check.TableRules;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.mbtiles.TableQuestions;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Verdict;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads a file as a build would read it, to see whether it could, and holds it against the rules and
/// against the same input of a release that is known to be good.
///
/// @param size of the file, in bytes
/// @param items how many rows or polygons it holds; empty when it cannot be read
/// @param findings what was seen
record InputCheck(long size, Optional<Long> items, List<Finding> findings) {
    /// The code of the finding that there was something to compare with, and it could not be had.
    static final String NOT_COMPARED = "drift.not-compared";

    InputCheck {
        findings = List.copyOf(findings);
    }

    /// Reads all of `file`, and of the one before.
    ///
    /// @param name what findings call the file
    /// @param before a local copy of what the file is compared with; empty: it is compared with
    /// nothing
    static InputCheck of(
            Session session,
            Configuration configuration,
            InputSettings input,
            Path file,
            String name,
            Optional<Path> before)
            throws IOException {
        long size = Files.size(file);
        var findings = new Findings(name);
        try {
            long items = new Reading(configuration, session.progress()).read(input, file, before, findings);
            var command = configuration.checks().rules(input.name()).own().command();
            if (command.isPresent()) {
                new OwnCheck(session, command.get(), input.name()).see(file, findings);
            }
            return new InputCheck(size, Optional.of(items), findings.list());
        } catch (BadInputException e) {
            return new InputCheck(size, Optional.empty(), e.findings());
        }
    }

    /// {@return whether a build could not use the file at all}
    boolean isUnusable() {
        return items.isEmpty();
    }

    Verdict verdict() {
        if (findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL)) {
            return Verdict.BAD;
        }
        return findings.stream().anyMatch(finding -> finding.code().equals(NOT_COMPARED))
                ? Verdict.INCONCLUSIVE
                : Verdict.GOOD;
    }

    private record Reading(Configuration configuration, Progress progress) {
        long read(InputSettings input, Path file, Optional<Path> before, Findings findings) throws IOException {
            return switch (input) {
                case PolygonSettings polygons -> polygons(polygons, file, before, findings);
                case TableSettings table -> table(table, file, before, findings);
            };
        }

        private long polygons(PolygonSettings settings, Path file, Optional<Path> before, Findings findings)
                throws IOException {
            var now = polygons(settings, file, findings);
            PolygonRules.see(configuration.checks().rules(settings.name()), now, findings);
            if (before.isPresent()) {
                var then = polygons(settings, before.get(), new Findings(findings.object()));
                PolygonDrift.see(configuration.checks().drift(), then, now, groupCharacters(), findings);
            }
            return now.featureCount();
        }

        private Polygons polygons(PolygonSettings settings, Path file, Findings findings) throws IOException {
            int threads = configuration.threads().orElse(Runtime.getRuntime().availableProcessors());
            return InputFile.polygons(configuration, settings, file, threads, progress, findings)
                    .polygons();
        }

        private long table(TableSettings settings, Path file, Optional<Path> before, Findings findings)
                throws IOException {
            var now = table(settings, file, findings);
            var rules = configuration.checks().rules(settings.name());
            TableRules.see(rules, now, findings);
            TableQuestions.see(rules.own().questions(), now, findings);
            if (before.isPresent()) {
                var then = table(settings, before.get(), new Findings(findings.object()));
                boolean main = settings.equals(configuration.mainTable());
                TableDrift.see(
                        configuration.checks().drift(),
                        then,
                        now,
                        settings.id(),
                        groupCharacters(),
                        main ? Optional.of(configuration.map().score()) : Optional.empty(),
                        findings);
            }
            return now.rowCount();
        }

        private Table table(TableSettings settings, Path file, Findings findings) throws IOException {
            return InputFile.table(configuration, settings, file, progress, findings);
        }

        private int groupCharacters() {
            return configuration.map().low().group();
        }
    }
}
