package io.github.backsight.bench;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes a [Report] for readers.
final class MarkdownReport {
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
            results(row.results(), true);
            if (!row.remarks().isEmpty()) {
                line("");
                row.remarks().forEach(remark -> line("- " + remark));
            }
        }
    }

    private void results(List<Result> results, boolean compared) {
        line("| contender | wall s | CPU s | peak MiB | " + (compared ? "times as long as the first | " : "")
                + "how |");
        line("|---|---|---|---|" + (compared ? "---|" : "") + "---|");
        for (var result : results) {
            var ratio = results.getFirst().equals(result)
                    ? "1"
                    : result.timesAsLongAs(results.getFirst())
                            .map(spread -> number(spread, 1))
                            .orElse("–");
            line("| " + result.contender() + " | " + number(result.wallSeconds(), 1) + " | "
                    + number(result.cpuSeconds(), 1) + " | " + number(result.peakBytes(), 1 << 20) + " | "
                    + (compared ? ratio + " | " : "")
                    + result.how()
                    + result.failure().map(fault -> "; FAILED: " + cell(fault)).orElse("") + " |");
        }
    }

    private void growth() {
        if (report.growth().isEmpty()) {
            return;
        }
        line("");
        line("## growth: made-up coverages, build from an empty cache");
        line("");
        line(
                "Target: time a vertex flat within 20 %, memory a vertex flat. A JVM takes memory as it finds it, up to its limit, so "
                        + "bytes a vertex are an upper bound.");
        line("");
        line("| size | tracts | vertices | wall s | ns a vertex | peak MiB | bytes a vertex |");
        line("|---|---|---|---|---|---|---|");
        for (var step : report.growth()) {
            line("| " + step.factor() + "x | " + step.tracts() + " | " + step.vertices() + " | "
                    + number(step.result().wallSeconds(), 1) + " | "
                    + step.nanosecondsAVertex()
                            .map(value -> Long.toString(Math.round(value)))
                            .orElse("–") + " | "
                    + number(step.result().peakBytes(), 1 << 20) + " | "
                    + step.bytesAVertex()
                            .map(value -> Long.toString(Math.round(value)))
                            .orElse("–")
                    + step.result()
                            .failure()
                            .map(fault -> " FAILED: " + cell(fault))
                            .orElse("") + " |");
        }
    }

    private void limits() {
        if (report.limits().isEmpty()) {
            return;
        }
        line("");
        line("## limits: what the machine needs at the least, alone");
        line("");
        results(report.limits(), false);
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
