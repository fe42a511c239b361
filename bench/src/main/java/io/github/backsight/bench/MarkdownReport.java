package io.github.backsight.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes a [Report] for readers.
final class MarkdownReport {
    /// How far a figure may rise and be called flat.
    private static final double FLAT = 0.2;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private MarkdownReport(Report report) {
        this.report = report;
    }

    static String of(Report report) {
        return new MarkdownReport(report).write();
    }

    private String write() {
        line("# Benchmark of " + report.date() + ", " + report.machine().host());
        line("");
        line("Written by `bench/run compare`; what each row means: [README](README.md).");
        line("");
        line("- Machine: " + report.machine().describe()
                + String.format(Locale.ROOT, ", %.1f at the end.", report.loadAtEnd()));
        line("- Inputs: " + report.inputs());
        line(
                "- " + report.runs() + " runs of each contender in turns (A B A B) after " + report.warmUps()
                        + " warm-up; shown are medians, in brackets the least and the most. Ratios are pair by pair, against the first of the row.");
        line("- Measured by: " + report.measuredBy() + ".");
        report.peers().forEach(peer -> line("- " + peer));
        report.notes().forEach(note -> line("- " + note));
        rows();
        growth();
        limits();
        return text.toString();
    }

    private void rows() {
        for (var row : report.rows()) {
            line("");
            line("## " + row.name() + ": " + row.work());
            line("");
            if (!row.target().isEmpty()) {
                line("Target: " + row.target() + ".");
                line("");
            }
            results(row.results());
            quoted(row);
            if (!row.remarks().isEmpty()) {
                line("");
                row.remarks().forEach(remark -> line("- " + remark));
            }
        }
    }

    private void results(List<Result> results) {
        line("| contender | wall s | CPU s | peak MiB | times as long as the first | how |");
        line("|---|---|---|---|---|---|");
        for (var result : results) {
            var ratio = results.getFirst().equals(result)
                    ? "1"
                    : result.timesAsLongAs(results.getFirst())
                            .map(spread -> number(spread, 1))
                            .orElse("–");
            line("| " + result.contender() + " | " + number(result.wallSeconds(), 1) + " | "
                    + number(result.cpuSeconds(), 1) + " | " + number(result.peakBytes(), 1 << 20) + " | "
                    + ratio + " | " + how(result) + " |");
        }
    }

    private void quoted(Row row) {
        var quoted = report.quoted().stream()
                .filter(figure -> figure.row().equals(row.name()))
                .toList();
        if (quoted.isEmpty()) {
            return;
        }
        line("");
        line("Quoted, measured elsewhere on two cores and NOT here:");
        line("");
        line("| contender | wall s, quoted | times as long as our median here |");
        line("|---|---|---|");
        var ours = row.results().getFirst().wallSeconds();
        for (var figure : quoted) {
            line("| " + figure.contender() + " | " + digits(figure.seconds()) + " | "
                    + ours.map(spread -> digits(figure.seconds() / spread.median()))
                            .orElse("–") + " |");
        }
    }

    private void growth() {
        report.growth().forEach(this::growth);
    }

    private void growth(Growth.Trend trend) {
        line("");
        line("## growth: made-up coverages, build from an empty cache");
        line("");
        line("Target: time a vertex flat within 20 %, memory a vertex flat.");
        line("");
        line("| size | tracts | vertices | wall s | ns a vertex | peak MiB | bytes a vertex |");
        line("|---|---|---|---|---|---|---|");
        for (var step : trend.steps()) {
            line("| " + step.factor() + "x | " + step.tracts() + " | " + step.vertices() + " | "
                    + number(step.result().wallSeconds(), 1) + " | " + whole(step.nanosecondsAVertex()) + " | "
                    + number(step.result().peakBytes(), 1 << 20) + " | " + whole(step.bytesAVertex())
                    + step.result()
                            .failure()
                            .map(fault -> " FAILED: " + cell(fault))
                            .orElse("") + " |");
        }
        line("");
        line(
                "- Bytes a vertex: peak resident memory of the build less that of `backsight --version` ("
                        + trend.idlePeakBytes()
                                .map(bytes -> digits(bytes / (1 << 20)) + " MiB")
                                .orElse("unknown")
                        + "), by the vertices read. A JVM takes memory as it finds it, up to its limit: this is an upper bound.");
        growth("ns a vertex", trend.rise(Growth.Step::nanosecondsAVertex), trend.time());
        growth("bytes a vertex", trend.rise(Growth.Step::bytesAVertex), trend.memory());
    }

    private void growth(String what, Optional<Double> rise, Optional<Line> slope) {
        rise.ifPresent(share -> line(String.format(
                Locale.ROOT,
                "- %s: the most is %.0f %% above the least (%s)%s.",
                what,
                share * 100,
                share <= FLAT ? "flat" : "NOT flat",
                slope.map(line -> String.format(
                                Locale.ROOT, "; each vertex more costs %.0f, by least squares", line.slope()))
                        .orElse(""))));
    }

    private void limits() {
        if (report.limits().isEmpty()) {
            return;
        }
        line("");
        line("## limits: what the machine needs at the least, alone");
        line("");
        line("| work | wall s | CPU s | MB | MB a second | how |");
        line("|---|---|---|---|---|---|");
        for (var limit : report.limits()) {
            var result = limit.result();
            line("| " + result.contender() + " | " + number(result.wallSeconds(), 1) + " | "
                    + number(result.cpuSeconds(), 1) + " | " + digits(limit.bytes() / 1e6) + " | "
                    + limit.bytesASecond().map(rate -> digits(rate / 1e6)).orElse("–") + " | "
                    + how(result) + " |");
        }
    }

    private static String how(Result result) {
        return result.how()
                + result.failure().map(fault -> "; FAILED: " + cell(fault)).orElse("");
    }

    private static String whole(Optional<Double> value) {
        return value.map(number -> Long.toString(Math.round(number))).orElse("–");
    }

    private static String number(Optional<Spread> spread, double unit) {
        return spread.map(value -> number(value, unit)).orElse("–");
    }

    private static String number(Spread spread, double unit) {
        return digits(spread.median() / unit) + " (" + digits(spread.least() / unit) + "–"
                + digits(spread.most() / unit) + ")";
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value);
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
