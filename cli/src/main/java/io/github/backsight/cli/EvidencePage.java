package io.github.backsight.cli;

import io.github.backsight.release.Evidence;
import java.util.Locale;

/// The record of one operation as one page: no scripts, no links, nothing fetched; to be kept and mailed.
final class EvidencePage {
    private static final String BEGIN = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width">
            <title>{title}</title>
            <style>
            body { font: 15px/1.5 system-ui, sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; }
            table { border-collapse: collapse; width: 100%; }
            th, td { border-top: 1px solid #ccc; padding: .2em .8em .2em 0; text-align: left; vertical-align: top; }
            th { font-weight: normal; white-space: pre; width: 1%; }
            td { overflow-wrap: anywhere; }
            @media print { body { margin: 0; } }
            </style>
            </head>
            <body>
            <h1>{title}</h1>
            """;

    private EvidencePage() {}

    static String of(Evidence evidence) {
        var title =
                escaped("Backsight: " + evidence.action().name().toLowerCase(Locale.ROOT) + " " + evidence.operation());
        var page = new StringBuilder(BEGIN.replace("{title}", title));
        for (var section : EvidenceSections.of(evidence)) {
            page.append("<h2>").append(escaped(section.title())).append("</h2>\n<table>\n");
            for (var row : section.rows()) {
                page.append("<tr><th scope=\"row\">")
                        .append(escaped(row.label()))
                        .append("</th><td>")
                        .append(escaped(row.text()))
                        .append("</td></tr>\n");
            }
            page.append("</table>\n");
        }
        return page.append("</body>\n</html>\n").toString();
    }

    /// {@return text that no browser takes for anything else, wherever in a page it stands}
    static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(Character.isISOControl(letter) ? ' ' : letter);
            }
        });
        return escaped.toString();
    }
}
