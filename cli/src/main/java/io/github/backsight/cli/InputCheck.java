package io.github.backsight.cli;

import io.github.backsight.build.CoverageCheck;
import io.github.backsight.check.DriftMeter;
import io.github.backsight.check.PastMoves;
import io.github.backsight.check.PolygonRules;
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
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.Sha256;
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
/// @param moved how far it is from what it was compared with; empty where it was compared with nothing
record InputCheck(long size, Optional<Long> items, List<Finding> findings, Optional<InputVerdict.Moved> moved) {
    /// The code of the finding that there was something to compare with, and it could not be had.
    static final String NOT_COMPARED = "drift.not-compared";

    InputCheck {
        findings = List.copyOf(findings);
    }

    /// What a file is compared with.
    ///
    /// @param file a local copy
    /// @param past how far the input has moved before
    record Before(Sha256 sha256, Path file, PastMoves past) {}

    /// Reads all of `file`, and of the one before.
    ///
    /// @param name what findings call the file
    /// @param before empty: the file is compared with nothing
    static InputCheck of(
            Session session,
            Configuration configuration,
            InputSettings input,
            Path file,
            String name,
            Optional<Before> before)
            throws IOException {
        long size = Files.size(file);
        var findings = new Findings(name);
        var meter = new DriftMeter(
                configuration.checks().drift(), before.map(Before::past).orElse(PastMoves.NONE));
        try {
            var reading = new Reading(configuration, new DriftReading(configuration, session.progress()), meter);
            long items = reading.read(input, file, before.map(Before::file), findings);
            var command = configuration.checks().rules(input.name()).own().command();
            if (command.isPresent()) {
                new OwnCheck(session, command.get(), input.name()).see(file, findings);
            }
            var moved = before.filter(unused -> !meter.amounts().isEmpty())
                    .map(each -> new InputVerdict.Moved(each.sha256(), meter.amounts()));
            return new InputCheck(size, Optional.of(items), findings.list(), moved);
        } catch (BadInputException e) {
            return unusable(size, e.findings());
        }
    }

    /// {@return a file that no build could use}
    static InputCheck unusable(long size, List<Finding> findings) {
        return new InputCheck(size, Optional.empty(), findings, Optional.empty());
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

    private record Reading(Configuration configuration, DriftReading files, DriftMeter meter) {
        long read(InputSettings input, Path file, Optional<Path> before, Findings findings) throws IOException {
            return switch (input) {
                case PolygonSettings polygons -> polygons(polygons, file, before, findings);
                case TableSettings table -> table(table, file, before, findings);
            };
        }

        private long polygons(PolygonSettings settings, Path file, Optional<Path> before, Findings findings)
                throws IOException {
            var now = files.polygons(settings, file, findings);
            PolygonRules.see(configuration.checks().rules(settings.name()), now, findings);
            CoverageCheck.of(findings.object(), now, files.threads()).forEach(findings::add);
            if (before.isPresent()) {
                files.see(meter, settings, before.get(), now, findings);
            }
            return now.featureCount();
        }

        private long table(TableSettings settings, Path file, Optional<Path> before, Findings findings)
                throws IOException {
            var now = files.table(settings, file, findings);
            var rules = configuration.checks().rules(settings.name());
            TableRules.see(rules, now, findings);
            TableQuestions.see(rules.own().questions(), now, findings);
            if (before.isPresent()) {
                files.see(meter, settings, before.get(), now, findings);
            }
            return now.rowCount();
        }
    }
}
