package io.github.backsight.bench;

import io.github.backsight.bench.quality.Archives;
import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.table.TableOptions;
import io.github.backsight.table.TableReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Measures every row of the table and writes it.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        header = "Measure Backsight beside the peers on this machine; write the table as Markdown and JSON.")
final class CompareCommand implements Callable<Integer> {
    @Option(names = "--polygons", required = true, paramLabel = "FILE", description = "GeoJSON, or a zip with it.")
    private Path polygons = Path.of("");

    @Option(names = "--member", paramLabel = "NAME", description = "The zip's member.")
    private Optional<String> member = Optional.empty();

    @Option(names = "--table", required = true, paramLabel = "FILE", description = "The CSV with the score.")
    private Path table = Path.of("");

    @Option(names = "--id", defaultValue = "GEOID10", description = "The polygons' id (default: ${DEFAULT-VALUE}).")
    private String id = "";

    @Option(names = "--table-id", defaultValue = "GTF", description = "The table's id (default: ${DEFAULT-VALUE}).")
    private String tableId = "";

    @Option(names = "--score", defaultValue = "SN_C", description = "The score's column (default: ${DEFAULT-VALUE}).")
    private String score = "";

    @Option(names = "--drop-when-zero", paramLabel = "PROPERTY", description = "Leave out polygons where it is 0.")
    private Optional<String> dropWhenZero = Optional.empty();

    @Option(names = "--backsight", required = true, paramLabel = "FILE", description = "Backsight's launcher.")
    private Path program = Path.of("");

    @Option(names = "--reference", paramLabel = "FILE", description = "The combine step in geopandas, a script.")
    private Optional<Path> reference = Optional.empty();

    @Option(names = "--python", paramLabel = "FILE", description = "A python3 with geopandas (default: on the PATH).")
    private Optional<Path> python = Optional.empty();

    @Option(names = "--planetiler", paramLabel = "JAR", description = "The jar that bench/planetiler makes.")
    private Optional<Path> planetiler = Optional.empty();

    @Option(names = "--geojson-vt", paramLabel = "DIR", description = "Where 'npm install geojson-vt vt-pbf' ran.")
    private Optional<Path> geojsonVt = Optional.empty();

    @Option(
            names = "--quote",
            description = "Also show what the job that Backsight replaces took elsewhere, marked as not measured here. "
                    + "Its figures are of the national map.")
    private boolean quote;

    @Option(
            names = "--rows",
            split = ",",
            defaultValue = "build,geo-score,high-tiles,dissolve,score-only,history,growth,limits",
            description = "Which rows (default: ${DEFAULT-VALUE}).")
    private List<String> rows = List.of();

    @Option(names = "--runs", defaultValue = "5", description = "Counted turns of each (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--warm-ups", defaultValue = "1", description = "Turns not counted (default: ${DEFAULT-VALUE}).")
    private int warmUps;

    @Option(
            names = "--growth-runs",
            defaultValue = "3",
            description = "Counted turns of each size, without warm-up (default: ${DEFAULT-VALUE}).")
    private int growthRuns;

    @Option(names = "--growth-tracts", defaultValue = "75000", description = "Tracts of the smallest made-up map.")
    private int growthTracts;

    @Option(names = "--growth-vertices", defaultValue = "120", description = "Vertices a made-up tract.")
    private int growthVertices;

    @Option(names = "--growth-factors", split = ",", defaultValue = "1,2,4,8", description = "Sizes.")
    private List<Integer> growthFactors = List.of();

    @Option(
            names = "--host",
            required = true,
            paramLabel = "TEXT",
            description = "What this machine is called in the table.")
    private String host = "";

    @Option(names = "--date", paramLabel = "YYYY-MM-DD", description = "The date of the table (default: today).")
    private Optional<LocalDate> date = Optional.empty();

    @Option(
            names = "--note",
            paramLabel = "TEXT",
            description = "What readers must know, such as: others were working.")
    private List<String> notes = List.of();

    @Option(
            names = "--out",
            defaultValue = "docs/benchmarks",
            paramLabel = "DIR",
            description = "Where the table goes.")
    private Path out = Path.of("");

    @Option(
            names = "--work",
            required = true,
            paramLabel = "DIR",
            description = "A folder for all that is made: some GB.")
    private Path work = Path.of("");

    private final List<Row> measured = new ArrayList<>();
    private final List<Growth.Trend> growth = new ArrayList<>();
    private final List<Limits.Limit> limits = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        work = work.toAbsolutePath();
        Files.createDirectories(work);
        var machine = Machine.here(host);
        var path = System.getenv().getOrDefault("PATH", "");
        var stopwatch = new Stopwatch(Peers.gnuTime(path), work.resolve("logs"));
        var map = new MapFiles(polygons, member, table, id, tableId, score, dropWhenZero);
        var setting = new Setting(
                map,
                program,
                work,
                Peers.along(path, python, reference, planetiler, geojsonVt),
                stopwatch,
                new Contest(warmUps, runs, System.err),
                new Growth.Scale(growthTracts, growthVertices, growthFactors, growthRuns));
        var content = new Content(polygons, member, io.github.backsight.content.Limits.DEFAULT);
        var plain = plain(content);
        var reference = setting.peers()
                .combine()
                .map(command ->
                        new Reference(new Combination(command, plain, map, work.resolve("reference"), stopwatch)));
        var whole = new WholeRows(setting, reference);
        var history = new HistoryRows(setting);
        List<Plan> plans = new ArrayList<>();
        Map<String, Piece> preparations = new LinkedHashMap<>();
        preparations.put("build", () -> plans.add(whole.build()));
        preparations.put("geo-score", () -> plans.add(whole.geoScore()));
        preparations.put("high-tiles", () -> plans.add(whole.highTiles()));
        preparations.put("dissolve", () -> plans.add(dissolve(setting, content).plan(plain, reference)));
        preparations.put("score-only", () -> plans.add(history.scoreOnly()));
        preparations.put("history", () -> plans.addAll(history.statusAndRollback()));
        Map<String, Piece> others = new LinkedHashMap<>();
        others.put("growth", () -> growth.add(new Growth(setting).trend()));
        others.put("limits", () -> limits.addAll(limits(setting, whole, content, plain)));
        requireKnown(Stream.of(preparations, others)
                .flatMap(pieces -> pieces.keySet().stream())
                .toList());
        boolean complete = succeeded(preparations, () -> {});
        // After each turn, and each piece: what took hours is not lost with the next one.
        setting.contest().hold(plans, rows -> {
            measured.clear();
            measured.addAll(rows);
            write(setting, machine, plain);
        });
        complete &= succeeded(others, () -> write(setting, machine, plain));
        return complete ? 0 : 1;
    }

    /// Prepares one or more rows, or measures something and keeps what came of it.
    private interface Piece {
        void work() throws IOException;
    }

    private boolean succeeded(Map<String, Piece> pieces, Runnable afterEach) {
        boolean all = true;
        for (var piece : pieces.entrySet()) {
            if (rows.contains(piece.getKey())) {
                all &= succeeded(piece.getKey(), piece.getValue());
                afterEach.run();
            }
        }
        return all;
    }

    private boolean succeeded(String name, Piece piece) {
        try {
            piece.work();
            return true;
        } catch (IOException fault) {
            faults.add("NOT MEASURED, " + name + ": " + fault.getMessage());
            System.err.println(faults.getLast());
            return false;
        }
    }

    private void requireKnown(List<String> known) {
        for (var row : rows) {
            if (!known.contains(row)) {
                throw new ParameterException(
                        new CommandLine(this), "there is no row '" + row + "', only " + String.join(", ", known));
            }
        }
    }

    /// {@return how many turns are over: fewer than asked for in a table that is written between}
    private int turns() {
        return measured.stream()
                .flatMap(row -> row.results().stream())
                .mapToInt(result -> result.measurements().size())
                .max()
                .orElse(0);
    }

    private Report report(Machine machine, Setting setting, Path plain) throws IOException {
        return new Report(
                date.orElseGet(() -> LocalDate.now(ZoneOffset.UTC)).toString(),
                machine,
                polygons.getFileName() + " (" + Files.size(plain) + " bytes unpacked), " + table.getFileName() + " ("
                        + Files.size(table) + " bytes)",
                turns(),
                warmUps,
                setting.stopwatch().describe(),
                setting.peers().describe(),
                measured,
                quote ? Quoted.REPLACED_JOB : List.of(),
                growth,
                limits,
                Machine.loadNow(),
                Stream.concat(notes.stream(), faults.stream()).toList());
    }

    private DissolveRow dissolve(Setting setting, Content content) throws IOException {
        int threads = Runtime.getRuntime().availableProcessors();
        var findings = new Findings(polygons.toString());
        var features = PolygonReader.read(content, PolygonOptions.id(id), threads, Progress.SILENT, findings);
        var options = new TableOptions(tableId, Optional.of(score), ',');
        var scores = TableReader.read(Content.of(table), options, Progress.SILENT, findings);
        return new DissolveRow(setting, features.polygons(), scores);
    }

    private List<Limits.Limit> limits(Setting setting, WholeRows whole, Content content, Path plain)
            throws IOException {
        var least = new Limits(setting.contest(), work);
        var all = new ArrayList<>(least.reading(content, plain));
        var archive = whole.highArchive();
        try (var reader = Archives.open(archive)) {
            all.addAll(least.writing(reader, Files.size(archive)));
        }
        return all;
    }

    private Path plain(Content content) throws IOException {
        var plain = work.resolve("polygons.json");
        try (var stream = content.open(Progress.SILENT, new Findings(polygons.toString()))) {
            Files.copy(stream, plain, StandardCopyOption.REPLACE_EXISTING);
        }
        return plain;
    }

    private void write(Setting setting, Machine machine, Path plain) {
        try {
            write(report(machine, setting, plain));
        } catch (IOException e) {
            throw new UncheckedIOException("the table cannot be written", e);
        }
    }

    private void write(Report report) throws IOException {
        Files.createDirectories(out);
        var name = report.date() + "-" + host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        Files.writeString(out.resolve(name + ".md"), MarkdownReport.of(report));
        var json =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(out.resolve(name + ".json"), json.writeValueAsString(report) + "\n");
        System.err.println("Written: " + out.resolve(name + ".md") + " and .json");
    }
}
