package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveDiff;
import io.github.backsight.build.InputFile;
import io.github.backsight.check.PolygonComparison;
import io.github.backsight.check.PolygonDiff;
import io.github.backsight.check.TableComparison;
import io.github.backsight.check.TableDiff;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.draft.Draft;
import io.github.backsight.finding.Findings;
import io.github.backsight.input.InputCache;
import io.github.backsight.input.Pins;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Releases;
import io.github.backsight.shape.Polygons;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import io.github.backsight.table.Table;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
            "  backsight diff 3f2a 91bc                    two releases"
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

    @Option(names = "--force", description = "Replace the file of --csv if it is there already.")
    private boolean force;

    /// @param table of two versions of a table, else `null`
    /// @param polygons of two versions of polygons, else `null`
    /// @param tiles of two releases: of each archive, by its name
    /// @param csv the file that was written, else `null`
    record Shown(
            String before,
            String now,
            String sentence,
            Optional<TableDiff> table,
            Optional<PolygonDiff> polygons,
            Map<String, ArchiveDiff> tiles,
            List<String> counts,
            Optional<String> csv)
            implements Result {
        @Override
        public void describe(Console console) {
            console.line(console.strong(before) + " → " + console.strong(now) + ": " + sentence + ".");
            table.ifPresent(diff -> DiffText.describe(diff, console));
            polygons.ifPresent(diff -> DiffText.describe(diff, console));
            counts.forEach(line -> console.line("  " + line));
            tiles.forEach((archive, diff) -> DiffText.describe(archive, diff, console));
            csv.ifPresent(file -> console.line("Each changed cell is in " + console.strong(file) + "."));
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var input = input(workplace, before);
            if (input.isPresent()) {
                return inputs(session, workplace, input.get());
            }
            requireNoCsv();
            return releases(session, workplace);
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

    private Shown inputs(Session session, Workplace workplace, InputSettings input) throws IOException {
        if (!name(now).equals(input.name())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "both sides are versions of one input, or both are releases, not '" + before + "' and '" + now
                            + "'");
        }
        var first = pin(session, workplace, input, before);
        var second = pin(session, workplace, input, now);
        try (var cache = new InputCache(
                workplace.store(),
                InputCache.folderBeside(workplace.configuration().file()),
                InputCache.MOST_BYTES,
                session.environment().clock())) {
            var files = List.of(cache.fetch(first, session.progress()), cache.fetch(second, session.progress()));
            var names = List.of(input.name() + "@" + first.version(), input.name() + "@" + second.version());
            return switch (input) {
                case TableSettings table -> tables(session, workplace, table, files, names);
                case PolygonSettings polygons -> polygons(session, workplace, polygons, files, names);
            };
        }
    }

    private static Pin pin(Session session, Workplace workplace, InputSettings input, String side) throws IOException {
        int at = side.indexOf('@');
        Map<String, VersionId> version =
                at < 0 ? Map.of() : Map.of(input.name(), new VersionId(side.substring(at + 1)));
        return Pins.at(workplace.store(), List.of(input), version, session.progress())
                .getFirst();
    }

    private Shown tables(
            Session session, Workplace workplace, TableSettings settings, List<Path> files, List<String> names)
            throws IOException {
        var configuration = workplace.configuration();
        Table first;
        Table second;
        try (var beside = Executors.newSingleThreadExecutor()) {
            var other = beside.submit(() -> table(session, workplace, settings, files.getLast()));
            first = table(session, workplace, settings, files.getFirst());
            second = done(other);
        }
        boolean main = settings.equals(configuration.mainTable());
        var score = main ? Optional.of(configuration.map().score()) : Optional.<String>empty();
        var comparison = new TableComparison(
                first, second, settings.id(), configuration.map().low().group());
        var diff = written(session, cells -> comparison.diff(score, cells));
        return new Shown(
                names.getFirst(),
                names.getLast(),
                diff.sentence(),
                Optional.of(diff),
                Optional.empty(),
                Map.of(),
                List.of(),
                csv.map(Path::toString));
    }

    private static Table done(Future<Table> other) throws IOException {
        try {
            return other.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the other table was read");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException fault) {
                throw fault;
            }
            throw new IllegalStateException("the other table could not be read", e.getCause());
        }
    }

    private static Table table(Session session, Workplace workplace, TableSettings settings, Path file)
            throws IOException {
        var findings = new Findings(settings.key().value());
        return InputFile.table(workplace.configuration(), settings, file, session.progress(), findings);
    }

    @FunctionalInterface
    private interface Compared {
        TableDiff with(TableComparison.Cells cells);
    }

    private TableDiff written(Session session, Compared compared) throws IOException {
        if (csv.isEmpty()) {
            return compared.with((id, column, before, now) -> {});
        }
        var target = session.path(csv.get());
        if (Files.exists(target) && !force) {
            throw new CommandException(
                    ExitCode.USAGE, "'" + csv.get() + "' is there already; replace it with --force, or name another");
        }
        try (var draft = Draft.of(target)) {
            TableDiff diff;
            try (var out = Files.newBufferedWriter(draft.file(), StandardCharsets.UTF_8)) {
                out.write("id,column,before,now\n");
                diff = compared.with((id, column, before, now) -> line(out, id, column, before, now));
            }
            draft.publish();
            return diff;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void line(BufferedWriter out, String... cells) {
        try {
            for (int i = 0; i < cells.length; i++) {
                out.write(i == 0 ? "" : ",");
                out.write(quoted(cells[i]));
            }
            out.write("\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String cell) {
        boolean plain =
                cell.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }

    private Shown polygons(
            Session session, Workplace workplace, PolygonSettings settings, List<Path> files, List<String> names)
            throws IOException {
        requireNoCsv();
        var first = polygons(session, workplace, settings, files.getFirst());
        var second = polygons(session, workplace, settings, files.getLast());
        var diff = PolygonComparison.diff(first, second, workplace.threads());
        return new Shown(
                names.getFirst(),
                names.getLast(),
                diff.sentence(),
                Optional.empty(),
                Optional.of(diff),
                Map.of(),
                List.of(),
                Optional.empty());
    }

    private void requireNoCsv() throws CommandException {
        if (csv.isPresent()) {
            throw new CommandException(ExitCode.USAGE, "--csv is for two versions of a table");
        }
    }

    private static Polygons polygons(Session session, Workplace workplace, PolygonSettings settings, Path file)
            throws IOException {
        var findings = new Findings(settings.key().value());
        return InputFile.polygons(
                        workplace.configuration(), settings, file, workplace.threads(), session.progress(), findings)
                .polygons();
    }

    private Shown releases(Session session, Workplace workplace) throws IOException {
        var first = PublishCommand.found(workplace, before);
        var second = PublishCommand.found(workplace, now);
        var releases = new Releases(workplace.store(), workplace.prefix());
        var id = workplace.configuration().map().id();
        var tiles = new LinkedHashMap<String, ArchiveDiff>();
        try (var then = ReleaseTiles.fetch(session, workplace, releases, first);
                var today = ReleaseTiles.fetch(session, workplace, releases, second)) {
            tiles.put("high", ArchiveDiff.of(then.high(), today.high(), id, workplace.threads(), session.progress()));
            tiles.put("low", ArchiveDiff.of(then.low(), today.low(), id, workplace.threads(), session.progress()));
        }
        return new Shown(
                "release " + first.id(),
                "release " + second.id(),
                sentence(tiles),
                Optional.empty(),
                Optional.empty(),
                tiles,
                counts(first, second),
                Optional.empty());
    }

    private static String sentence(Map<String, ArchiveDiff> tiles) {
        if (tiles.values().stream().allMatch(ArchiveDiff::isEmpty)) {
            return "all tiles say the same";
        }
        var high = tiles.getOrDefault("high", tiles.values().iterator().next());
        return Figures.count(high.featuresChanged().size()) + " features have other values, "
                + Figures.count(high.featuresReshaped().size()) + " another shape, "
                + Figures.count(high.featuresAdded().size()) + " are new, "
                + Figures.count(high.featuresRemoved().size()) + " are gone";
    }

    /// {@return the counts that differ, but for those of single buckets}
    private static List<String> counts(Manifest before, Manifest now) {
        return now.counts().entrySet().stream()
                .filter(count -> !count.getKey().startsWith("low.bucket."))
                .filter(count -> !before.count(count.getKey()).equals(Optional.of(count.getValue())))
                .map(count -> count.getKey() + "  "
                        + before.count(count.getKey())
                                .map(BuildCommand.Built::number)
                                .orElse("–")
                        + " → " + BuildCommand.Built.number(count.getValue()))
                .toList();
    }
}
