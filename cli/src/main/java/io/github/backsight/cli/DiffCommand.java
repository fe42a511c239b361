package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveDiff;
import io.github.backsight.check.PolygonDiff;
import io.github.backsight.check.TableDiff;
import io.github.backsight.config.InputSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what changed between two versions of an input, or between two releases.
@Command(
        name = "diff",
        header = "What changed between two versions of an input, or two releases.",
        description = {
            "",
            "Of tables: columns, rows, cells, and whose class by score is another, by group. Of polygons: which are new, "
                    + "gone, or of another shape, by how much. Of releases: tiles and features, by what the tiles say and "
                    + "not by their bytes. Changes nothing.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight diff score@VERSION score          an older version and the newest",
            "  backsight diff score@V1 score@V2 --csv changed.csv",
            "  backsight diff 3f2a 91bc                    two releases",
            "  backsight diff 3f2a 91bc --html changes.html --png changes.png"
        })
final class DiffCommand implements Operation {
    @Parameters(
            index = "0",
            paramLabel = "BEFORE",
            description = "INPUT@VERSION, an input's name for its newest version, or a release.")
    private String before = "";

    @Parameters(index = "1", paramLabel = "NOW", description = "The same of the other side.")
    private String now = "";

    @Option(names = "--csv", paramLabel = "FILE", description = "Of tables: also write each changed cell, a line each.")
    private Optional<Path> csv = Optional.empty();

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write one page with all of it, histograms, and a map of before and now. It holds "
                    + "everything it needs: send it to anybody.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--png", paramLabel = "FILE", description = "Also draw the page's map as a picture.")
    private Optional<Path> png = Optional.empty();

    @Option(names = "--force", description = "Replace files that are there already.")
    private boolean force;

    /// @param table of two versions of a table
    /// @param polygons of two versions of polygons
    /// @param tiles of two releases: of each archive, by its name
    /// @param files that were written
    /// @param notes on them, one sentence each
    record Shown(
            String before,
            String now,
            String sentence,
            Optional<TableDiff> table,
            Optional<PolygonDiff> polygons,
            Map<String, ArchiveDiff> tiles,
            List<String> counts,
            List<String> files,
            List<String> notes)
            implements Result {
        @Override
        public void describe(Console console) {
            console.line(console.strong(before) + " → " + console.strong(now) + ": " + sentence + ".");
            table.ifPresent(diff -> DiffText.describe(diff, console));
            polygons.ifPresent(diff -> DiffText.describe(diff, console));
            counts.forEach(line -> console.line("  " + line));
            tiles.forEach((archive, diff) -> DiffText.describe(archive, diff, console));
            notes.forEach(console::line);
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        var files = new DiffFiles(csv, html, png, force);
        files.requireFree(session);
        try (var workplace = Workplace.open(session)) {
            var input = input(workplace, before);
            if (input.isEmpty()) {
                if (csv.isPresent()) {
                    throw new CommandException(ExitCode.USAGE, "--csv is for two versions of a table");
                }
                return new ReleaseDiff(session, workplace, files)
                        .of(PublishCommand.found(workplace, before), PublishCommand.found(workplace, now));
            }
            if (!name(now).equals(input.get().name())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "both sides are versions of one input, or both are releases, not '" + before + "' and '" + now
                                + "'");
            }
            return new InputDiff(session, workplace, files).of(input.get(), before, now);
        }
    }

    private static String name(String side) {
        int at = side.indexOf('@');
        return at < 0 ? side : side.substring(0, at);
    }

    /// {@return the input that is meant; empty where a release is}
    private static Optional<InputSettings> input(Workplace workplace, String side) {
        return workplace.configuration().inputs().stream()
                .filter(input -> input.name().equals(name(side)))
                .findFirst();
    }
}
