package io.github.backsight.cli;

import io.github.backsight.build.InputFile;
import io.github.backsight.check.PolygonComparison;
import io.github.backsight.check.PolygonDiff;
import io.github.backsight.check.TableComparison;
import io.github.backsight.check.TableDiff;
import io.github.backsight.cli.DiffCommand.Shown;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.config.TableSettings;
import io.github.backsight.draft.Draft;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.input.InputCache;
import io.github.backsight.input.Pins;
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
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Compares two versions of one input.
final class InputDiff {
    private final Session session;
    private final Workplace workplace;
    private final Configuration configuration;
    private final DiffFiles files;

    InputDiff(Session session, Workplace workplace, DiffFiles files) {
        this.session = session;
        this.workplace = workplace;
        this.configuration = workplace.configuration();
        this.files = files;
    }

    /// {@return what is different}
    ///
    /// @param before `INPUT` or `INPUT@VERSION`
    /// @param now the same
    Shown of(InputSettings input, String before, String now) throws IOException {
        var first = pin(input, before);
        var second = pin(input, now);
        var names = new ChangedSides(input.name() + "@" + first.version(), input.name() + "@" + second.version());
        try (var cache = new InputCache(
                workplace.store(),
                InputCache.folderBeside(configuration.file()),
                InputCache.MOST_BYTES,
                session.environment().clock())) {
            var then = cache.fetch(first, session.progress());
            var today = cache.fetch(second, session.progress());
            return switch (input) {
                case TableSettings table -> tables(table, then, today, names, cache);
                case PolygonSettings polygons -> polygons(polygons, then, today, names);
            };
        }
    }

    private Pin pin(InputSettings input, String side) throws IOException {
        int at = side.indexOf('@');
        if (at == side.length() - 1) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + side + "' names no version; those there are: backsight versions " + input.name());
        }
        Map<String, VersionId> version =
                at < 0 ? Map.of() : Map.of(input.name(), new VersionId(side.substring(at + 1)));
        return Pins.at(workplace.store(), List.of(input), version, session.progress())
                .getFirst();
    }

    private Shown tables(TableSettings settings, Path then, Path today, ChangedSides names, InputCache cache)
            throws IOException {
        Table first;
        Table second;
        try (var beside = Executors.newSingleThreadExecutor()) {
            var other = beside.submit(() -> table(settings, today));
            first = table(settings, then);
            second = done(other);
        }
        var score = settings.equals(configuration.mainTable())
                ? Optional.of(configuration.map().score())
                : Optional.<String>empty();
        var comparison = new TableComparison(
                first, second, settings.id(), configuration.map().low().group());
        var changedRows = new BitSet();
        var diff = written(told -> comparison.diff(score, cell -> {
            changedRows.set(cell.row());
            told.take(cell);
        }));
        var notes = files.write(session, () -> {
            var marks = new LinkedHashMap<String, Integer>();
            changedRows.stream().forEach(row -> marks.put(second.ids().get(row), 1));
            score.ifPresent(column -> comparison.moved(column).forEach(id -> marks.put(id, 2)));
            var page = new TablePage(names, configuration, first, second, diff, marks, workplace.threads());
            return page.make(coverage(cache), session.progress());
        });
        return new Shown(
                names.before(),
                names.now(),
                diff.sentence(),
                Optional.of(diff),
                Optional.empty(),
                Map.of(),
                List.of(),
                files.names(),
                notes);
    }

    /// {@return the polygons that tables join, at their newest version; empty when there is none that can be
    /// used}
    private Optional<Polygons> coverage(InputCache cache) throws IOException {
        var parts = new ArrayList<Polygons>();
        try {
            for (var settings : configuration.coverage()) {
                var pin = Pins.newest(workplace.store(), List.of(settings), session.progress())
                        .getFirst();
                parts.add(polygons(settings, cache.fetch(pin, session.progress())));
            }
            return Optional.of(Polygons.joined(parts));
        } catch (BadInputException missing) {
            return Optional.empty();
        }
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

    private Table table(TableSettings settings, Path file) throws IOException {
        var findings = new Findings(settings.key().value());
        return InputFile.table(configuration, settings, file, session.progress(), findings);
    }

    @FunctionalInterface
    private interface Compared {
        TableDiff with(TableComparison.Cells cells);
    }

    private TableDiff written(Compared compared) throws IOException {
        if (files.csv().isEmpty()) {
            return compared.with(cell -> {});
        }
        try (var draft = Draft.of(session.path(files.csv().get()))) {
            TableDiff diff;
            try (var out = Files.newBufferedWriter(draft.file(), StandardCharsets.UTF_8)) {
                out.write("id,column,before,now\n");
                diff = compared.with(cell -> line(out, cell.id(), cell.column(), cell.before(), cell.after()));
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

    private Shown polygons(PolygonSettings settings, Path then, Path today, ChangedSides names) throws IOException {
        if (files.csv().isPresent()) {
            throw new CommandException(ExitCode.USAGE, "--csv is for two versions of a table");
        }
        var first = polygons(settings, then);
        var second = polygons(settings, today);
        var moves = new LinkedHashMap<String, PolygonDiff.Move>();
        var diff = PolygonComparison.diff(first, second, workplace.threads(), move -> moves.put(move.id(), move));
        var notes = files.write(
                session,
                () -> new PolygonPage(names, first, second, diff, moves, workplace.threads()).make(session.progress()));
        return new Shown(
                names.before(),
                names.now(),
                diff.sentence(),
                Optional.empty(),
                Optional.of(diff),
                Map.of(),
                List.of(),
                files.names(),
                notes);
    }

    private Polygons polygons(PolygonSettings settings, Path file) throws IOException {
        var findings = new Findings(settings.key().value());
        return InputFile.polygons(configuration, settings, file, workplace.threads(), session.progress(), findings)
                .polygons();
    }
}
