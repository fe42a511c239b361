package io.github.backsight.viewer;

import io.github.backsight.archive.TreeWriter;
import io.github.backsight.build.Build;
import io.github.backsight.build.Tileify;
import io.github.backsight.config.Configuration;
import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A map of 40 squares in two states, built and laid out as it is published: `index.html` and the TileJSON
/// beside the pointer, all else in the release.
final class PublishedMap {
    static final String RELEASE = "00112233aabbccdd";
    static final int ACROSS = 10;
    static final int SQUARES = 40;

    /// The county of the first square. A name may hold anything.
    static final String HOSTILE = "<img src=x onerror=alert(1)>";

    private static final String SETTINGS = """
            store: file:./store
            inputs:
              squares: { key: squares.json, id: id }
              rates: { key: rates.csv, id: id }
            map:
              score: rate
              name: Squares & rates
              attribution: <b>nobody</b>
              high: { zoom: 4-8 }
              low: { zoom: 0-6, buckets: 4, group: 2, keep-groups-up-to: 0 }
              outputs: [geojson, TILES, viewer]
            viewer:
              labels: { rate: How high it is, county: County }
              codebook: columns.csv
              search: [county, state]
              regions: { All: [0, 0, 10, 4], East: [5, 0, 10, 4] }
              switch-zoom: 6
            """;

    /// More columns than the map has, and names and descriptions that may hold anything.
    private static final String CODEBOOK = """
            column,label,description,unit
            rate,Not this one,"How high it is, of a hundred.",percent
            state,<img src=x onerror=alert(2)>,<img src=x onerror=alert(3)>,
            elsewhere,Not on this map,,
            """;

    private PublishedMap() {}

    /// Publishes the map below `folder`, with tiles of one kind.
    static void write(Path folder, Path work, String tiles) throws IOException {
        Files.writeString(work.resolve("columns.csv"), CODEBOOK);
        var configuration = Configuration.parse(SETTINGS.replace("TILES", tiles), work.resolve("backsight.yaml"));
        Files.writeString(work.resolve("squares.json"), squares());
        Files.writeString(work.resolve("rates.csv"), rates());
        var release = Files.createDirectories(folder.resolve("releases").resolve(RELEASE));
        var formats = new Tileify.Formats(TreeWriter::to, file -> {
            throw new IOException("no MBTiles are asked for");
        });
        var made = new Build(configuration, release, "../releases/" + RELEASE + "/tiles/", formats, 2, Optional.empty())
                .run(input -> work.resolve(input.equals("rates") ? "rates.csv" : "squares.json"), Progress.SILENT);
        var pins = List.of(new Pin(
                "rates",
                new Key("rates.csv"),
                new VersionId("7"),
                Files.size(work.resolve("rates.csv")),
                Sha256.of(work.resolve("rates.csv"))));
        var sizes = new LinkedHashMap<String, Long>();
        for (var name : made.files()) {
            sizes.put(name, Files.size(release.resolve(name)));
        }
        new ViewerFiles(configuration, RELEASE, "test").write(release, sizes, made.counts(), pins);
        Files.createDirectories(folder.resolve("tiles"));
        for (var name : List.of("index.html", "tiles/high.json", "tiles/low.json")) {
            Files.copy(release.resolve(name), folder.resolve(name));
        }
        Files.writeString(
                folder.resolve("live.json"), "{\"release\":\"" + RELEASE + "\",\"time\":\"2026-11-28T12:00:00Z\"}");
    }

    /// {@return the id of a square: its state, `01` in the west and `02` in the east, and its number}
    static String id(int number) {
        return String.format(Locale.ROOT, "%02d%03d", number % ACROSS < ACROSS / 2 ? 1 : 2, number);
    }

    private static String squares() {
        var features = new StringBuilder();
        for (int number = 0; number < SQUARES; number++) {
            int west = number % ACROSS;
            int south = number / ACROSS;
            features.append(number == 0 ? "" : ",\n")
                    .append(String.format(
                            Locale.ROOT,
                            "{\"type\":\"Feature\",\"properties\":{\"id\":\"%1$s\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                                    + "[[[%2$d,%3$d],[%4$d,%3$d],[%4$d,%5$d],[%2$d,%5$d],[%2$d,%3$d]]]}}",
                            id(number),
                            west,
                            south,
                            west + 1,
                            south + 1));
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}";
    }

    private static String rates() {
        var rows = new StringBuilder("id,county,state,rate\n");
        for (int number = 0; number < SQUARES; number++) {
            rows.append(id(number))
                    .append(',')
                    .append(number == 0 ? HOSTILE : "County " + number)
                    .append(',')
                    .append(number % ACROSS < ACROSS / 2 ? "Westland" : "Eastland")
                    .append(',')
                    .append(number == 39 ? "" : String.valueOf(number))
                    .append('\n');
        }
        return rows.toString();
    }
}
