package io.github.backsight.cli;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One of the program's two outputs, with colours where people see them.
final class Console {
    private static final String BOLD = "1";
    private static final String DIM = "2";
    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    private final PrintStream out;
    private final boolean coloured;

    Console(PrintStream out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    /// {@return a console that has colours only on a terminal that knows them, and never where NO_COLOR is set}
    ///
    /// See no-color.org: the variable counts when it is present and not empty.
    static Console of(Environment environment, Environment.Channel channel) {
        var out = channel == Environment.Channel.ERR ? environment.err() : environment.out();
        boolean coloured = environment.isTerminal(channel)
                && environment.variable("NO_COLOR").isEmpty()
                && !environment.variable("TERM").equals("dumb");
        return new Console(out, coloured);
    }

    boolean coloured() {
        return coloured;
    }

    void line(String text) {
        out.print(text + "\n");
        out.flush();
    }

    void blank() {
        line("");
    }

    String strong(String text) {
        return painted(BOLD, text);
    }

    String faint(String text) {
        return painted(DIM, text);
    }

    String good(String text) {
        return painted(GREEN, text);
    }

    String warning(String text) {
        return painted(YELLOW, text);
    }

    String bad(String text) {
        return painted(RED, text);
    }

    /// Prints each finding as a headline, what was seen, and what to do.
    void findings(List<Finding> findings) {
        for (var finding : findings) {
            var severity = String.format(Locale.ROOT, "%-4s", finding.severity());
            var place = finding.place().isEmpty() ? "" : ", " + finding.place();
            line(switch (finding.severity()) {
                        case FAIL -> bad(severity);
                        case WARN -> warning(severity);
                        case INFO -> faint(severity);
                    }
                    + "  " + strong(finding.object() + place) + "  " + faint(finding.code()));
            line("      " + sentence(finding.message()) + counted(finding));
            line("      " + sentence(finding.action()));
        }
    }

    /// Prints what refuses or warns as [#findings] does, and of the rest only the codes.
    void weightyFindings(List<Finding> findings) {
        findings(findings.stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .toList());
        codes(findings);
    }

    /// Prints what refuses or warns as one line each, and of the rest only the codes.
    void findingsInShort(List<Finding> findings) {
        findings.stream().filter(finding -> finding.severity() != Severity.INFO).forEach(finding -> {
            var severity = finding.severity() == Severity.FAIL ? bad("FAIL") : warning("WARN");
            line(severity + "  " + finding.object() + "  " + faint(finding.code()) + "  " + sentence(finding.message())
                    + (finding.count() > 1 ? " " + Figures.count(finding.count()) + " times." : ""));
        });
        codes(findings);
    }

    private void codes(List<Finding> findings) {
        var codes = findings.stream()
                .filter(finding -> finding.severity() == Severity.INFO)
                .map(finding -> finding.code() + " " + Figures.count(finding.count()))
                .collect(Collectors.joining(", "));
        if (!codes.isEmpty()) {
            line(faint("INFO") + "  " + codes + faint(" (--json tells all of them)"));
        }
    }

    /// Prints rows below their headings, every column as wide as its widest cell.
    ///
    /// @param headings one a column; those that begin with `>` are set flush right, without it
    void table(List<String> headings, List<List<String>> rows) {
        var all = new ArrayList<List<String>>();
        all.add(headings.stream().map(Console::heading).toList());
        all.addAll(rows);
        for (int row = 0; row < all.size(); row++) {
            var text = new StringBuilder();
            for (int column = 0; column < headings.size(); column++) {
                int width = width(all, column);
                var padding = " ".repeat(width - all.get(row).get(column).length());
                boolean right = headings.get(column).startsWith(">");
                text.append(column == 0 ? "" : "  ")
                        .append(right ? padding : "")
                        .append(all.get(row).get(column))
                        .append(right ? "" : padding);
            }
            line(
                    row == 0
                            ? faint(text.toString().stripTrailing())
                            : text.toString().stripTrailing());
        }
    }

    private static String heading(String heading) {
        return heading.startsWith(">") ? heading.substring(1) : heading;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String counted(Finding finding) {
        var text = finding.count() > 1 ? " " + Figures.count(finding.count()) + " times." : "";
        return finding.examples().isEmpty() ? text : text + " For example: " + String.join(", ", finding.examples());
    }

    private static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") || text.endsWith("?") ? text : text + ".";
    }

    private String painted(String code, String text) {
        return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
