package io.github.backsight.page;

import io.github.backsight.check.Spread;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// Draws two histograms over each other: bars of before, a line of now.
final class SpreadFigure {
    private static final int WIDTH = 300;
    private static final int HEIGHT = 110;
    private static final int FOOT = 14;

    private SpreadFigure() {}

    static void write(Spread spread, Html html) throws IOException {
        int most = Math.max(
                1,
                IntStream.range(0, spread.now().size())
                        .map(bin ->
                                Math.max(spread.before().get(bin), spread.now().get(bin)))
                        .max()
                        .orElse(1));
        html.raw("<figure>").element("figcaption", spread.column());
        html.raw("<svg viewBox=\"0 0 " + WIDTH + " " + (HEIGHT + FOOT) + "\" role=\"img\" aria-label=\"")
                .text(description(spread))
                .raw("\">");
        double width = WIDTH / (double) spread.now().size();
        var line = new StringBuilder();
        for (int bin = 0; bin < spread.now().size(); bin++) {
            double tall = HEIGHT * (double) spread.before().get(bin) / most;
            html.raw(String.format(
                    Locale.ROOT,
                    "<rect class=\"before-bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
                    bin * width,
                    HEIGHT - tall,
                    Math.max(0.5, width - 0.6),
                    tall));
            double top = HEIGHT - HEIGHT * (double) spread.now().get(bin) / most;
            line.append(
                    bin == 0 ? String.format(Locale.ROOT, "M0 %.1f", top) : String.format(Locale.ROOT, " V%.1f", top));
            line.append(String.format(Locale.ROOT, " H%.1f", (bin + 1) * width));
        }
        html.raw("<path class=\"now-line\" d=\"" + line + "\"/>");
        html.raw("<text x=\"0\" y=\"" + (HEIGHT + FOOT - 2) + "\" font-size=\"11\">")
                .text(number(spread.edges().getFirst()))
                .raw("</text><text x=\"" + WIDTH + "\" y=\"" + (HEIGHT + FOOT - 2)
                        + "\" font-size=\"11\" text-anchor=\"end\">")
                .text(number(spread.edges().getLast()))
                .raw("</text></svg>\n");
        html.element(
                        "p",
                        String.format(
                                Locale.ROOT,
                                "blank: %,d before, %,d now; the highest column: %,d",
                                spread.blankBefore(),
                                spread.blankNow(),
                                most))
                .raw("</figure>\n");
    }

    private static String description(Spread spread) {
        int bins = spread.now().size();
        return "Histograms of " + spread.column() + " from "
                + number(spread.edges().getFirst()) + " to "
                + number(spread.edges().get(bins)) + ". Most cells before lie at "
                + number(spread.edges().get(highest(spread.before()))) + ", now at "
                + number(spread.edges().get(highest(spread.now()))) + ".";
    }

    private static int highest(List<Integer> counts) {
        return IntStream.range(0, counts.size())
                .reduce(0, (one, other) -> counts.get(other) > counts.get(one) ? other : one);
    }

    private static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e9
                ? String.format(Locale.ROOT, "%,d", (long) number)
                : String.format(Locale.ROOT, "%.3g", number);
    }
}
