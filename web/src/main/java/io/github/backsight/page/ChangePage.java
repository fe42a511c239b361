package io.github.backsight.page;

import io.github.backsight.check.Spread;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// One page that says what changed, with everything in it: it asks nothing of any host, and shows all but
/// its map without a program running.
///
/// @param title what is compared
/// @param before one side, by its name
/// @param now the other side, by its name
/// @param sentence the whole in one sentence
/// @param facts more sentences
/// @param spreads histograms
/// @param map what changed, where
/// @param noMap why there is no map; empty where there is one
/// @param made by what, and from what
public record ChangePage(
        String title,
        String before,
        String now,
        String sentence,
        List<String> facts,
        List<PageTable> tables,
        List<Spread> spreads,
        Optional<ChangeMap> map,
        String noMap,
        String made) {
    public ChangePage {
        facts = List.copyOf(facts);
        tables = List.copyOf(tables);
        spreads = List.copyOf(spreads);
    }

    /// Writes the page as HTML 5, in UTF-8 as far as the writer goes.
    public void writeTo(Writer out) throws IOException {
        var html = new Html(out);
        var library = Library.find();
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .element("title", title)
                .raw("<style>\n");
        if (map.isPresent() && library.isPresent()) {
            html.raw(library.get().styles());
        }
        html.raw(Asset.own("changes.css")).raw("</style>\n</head>\n<body>\n<main>\n");
        head(html);
        map(html, library);
        spreads(html);
        for (var table : tables) {
            table(table, html);
        }
        html.element("footer", made).raw("</main>\n");
        if (map.isPresent() && library.isPresent()) {
            programs(map.get(), library.get(), html);
        }
        html.raw("</body>\n</html>\n");
    }

    private void head(Html html) throws IOException {
        html.element("h1", title)
                .element("p class=\"sentence\"", sentence)
                .element("p class=\"sides\"", "Before: " + before)
                .element("p class=\"sides\"", "Now: " + now);
        if (!facts.isEmpty()) {
            html.raw("<ul>\n");
            for (var fact : facts) {
                html.element("li", fact);
            }
            html.raw("</ul>\n");
        }
    }

    private void map(Html html, Optional<Library> library) throws IOException {
        html.element("h2", "Map");
        if (map.isEmpty()) {
            html.element("p id=\"map-note\"", noMap);
            return;
        }
        if (library.isEmpty()) {
            html.element("p id=\"map-note\"", Library.MISSING);
            return;
        }
        html.raw("<noscript><p>The map needs JavaScript; all else on this page does not.</p></noscript>\n")
                .raw(
                        "<p id=\"map-note\" hidden></p>\n<fieldset class=\"controls\"><legend>How the map shows changes</legend>\n")
                .raw(
                        "<label><input type=\"radio\" name=\"mode\" value=\"swipe\" checked> Before and now, with a divider</label>\n")
                .raw("<label><input type=\"radio\" name=\"mode\" value=\"side-by-side\"> Side by side</label>\n");
        if (map.get().colours().isPresent()) {
            html.raw("<label><input type=\"radio\" name=\"mode\" value=\"difference\"> Difference</label>\n");
        }
        html.raw("<label><input type=\"checkbox\" id=\"outlines\" checked> Outline what changed</label>\n</fieldset>\n")
                .raw(
                        "<div id=\"map\" data-mode=\"swipe\">\n<div id=\"map-before\"></div>\n<div id=\"map-now\"></div>\n")
                .raw("<span class=\"side was only-two\">Before</span><span class=\"side is only-two\">Now</span>\n")
                .raw("<div id=\"divider\" class=\"only-two\"></div>\n")
                .raw("<input id=\"swipe\" type=\"range\" min=\"0\" max=\"1000\" value=\"500\" ")
                .raw("aria-label=\"How much of the map before is seen\">\n</div>\n<div id=\"legend\"></div>\n");
    }

    private void table(PageTable table, Html html) throws IOException {
        html.element("h2", table.title())
                .raw("<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"")
                .text(table.title())
                .raw("\"><table>\n");
        if (!table.note().isEmpty()) {
            html.element("caption", table.note());
        }
        boolean placed = map.isPresent()
                && table.rows().stream().anyMatch(row -> row.place().isPresent());
        html.raw("<thead><tr>");
        for (var heading : table.headings()) {
            boolean right = heading.startsWith(">");
            html.element(
                    right ? "th scope=\"col\" class=\"right\"" : "th scope=\"col\"",
                    right ? heading.substring(1) : heading);
        }
        html.raw(placed ? "<th scope=\"col\">Map</th>" : "").raw("</tr></thead>\n<tbody>\n");
        for (var row : table.rows()) {
            row(table, row, placed, html);
        }
        html.raw("</tbody></table></div>\n");
    }

    private static void row(PageTable table, PageTable.Row row, boolean placed, Html html) throws IOException {
        html.raw("<tr>");
        for (int column = 0; column < row.cells().size(); column++) {
            boolean right = table.headings().get(column).startsWith(">");
            html.element(right ? "td class=\"right\"" : "td", row.cells().get(column));
        }
        if (placed) {
            html.raw("<td>");
            if (row.place().isPresent()) {
                var place = row.place().get();
                html.raw("<button type=\"button\" data-place=\"" + place.longitude() + "," + place.latitude()
                                + "\">show<span hidden> ")
                        .text(row.cells().getFirst())
                        .raw("</span></button>");
            }
            html.raw("</td>");
        }
        html.raw("</tr>\n");
    }

    private void spreads(Html html) throws IOException {
        if (spreads.isEmpty()) {
            return;
        }
        html.element("h2", "How numbers are spread")
                .raw(
                        "<p><span class=\"key was\"></span>before <span class=\"key is\"></span>now; the outermost bins hold what lies beyond.</p>\n")
                .raw("<div class=\"spreads\">\n");
        for (var spread : spreads) {
            SpreadFigure.write(spread, html);
        }
        html.raw("</div>\n");
    }

    private static void programs(ChangeMap map, Library library, Html html) throws IOException {
        html.raw("<script type=\"application/json\" id=\"map-data\">")
                .raw(Html.inScript(new JsonMapper().writeValueAsString(data(map))))
                .raw(
                        "</script>\n<!-- MapLibre GL JS, under the license below. -->\n<script type=\"text/plain\" id=\"maplibre-license\">")
                .raw(Html.inScript(library.license()))
                .raw("</script>\n<script type=\"text/plain\" id=\"maplibre\">")
                .raw(Html.inScript(library.program()))
                .raw("</script>\n<script type=\"text/plain\" id=\"maplibre-worker\">")
                .raw(Html.inScript(library.worker()))
                .raw("</script>\n<script type=\"module\">\n")
                .raw(Asset.own("changes.js"))
                .raw("</script>\n");
    }

    private static Map<String, Object> data(ChangeMap map) {
        var data = new LinkedHashMap<String, Object>();
        data.put("from", map.from());
        data.put("everyTo", map.everyTo());
        data.put("detailTo", map.detailTo());
        var bounds = map.bounds();
        data.put("bounds", List.of(bounds.west(), bounds.south(), bounds.east(), bounds.north()));
        data.put("value", map.colours().isPresent());
        map.colours().ifPresent(colours -> {
            data.put("low", colours.low());
            data.put("high", colours.high());
            data.put("far", colours.far());
            data.put("truth", colours.truth());
        });
        var points = new ArrayList<List<Double>>();
        map.points().forEach(point -> points.add(List.of(point.longitude(), point.latitude())));
        data.put("points", points);
        var tiles = new LinkedHashMap<String, String>();
        map.tiles()
                .forEach((tile, bytes) ->
                        tiles.put(tile.toString(), Base64.getEncoder().encodeToString(bytes)));
        data.put("tiles", tiles);
        return data;
    }

    /// MapLibre GL JS.
    private record Library(String program, String worker, String styles, String license) {
        static final String MISSING = "There is no map: this program was built without npm, from which the map's"
                + " library comes. Build it again where npm is on the PATH.";

        static Optional<Library> find() throws IOException {
            var program = Asset.find("maplibre-gl.mjs");
            var worker = Asset.find("maplibre-gl-worker.mjs");
            var styles = Asset.find("maplibre-gl.css");
            var license = Asset.find("maplibre-gl-LICENSE.txt");
            return program.isPresent() && worker.isPresent() && styles.isPresent() && license.isPresent()
                    ? Optional.of(new Library(program.get(), worker.get(), styles.get(), license.get()))
                    : Optional.empty();
        }
    }
}
