package io.github.backsight.cli;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// Real counties and their real unemployment rates, as a good and as a spoilt table.
///
/// @param counties TopoJSON, its object `counties` with five-digit ids and names
/// @param rates the rates as the package has them: ids that have lost their leading zeros, and shares of 1
record DemoData(byte[] counties, List<String> rates) {
    static final String POLYGONS = "counties-10m.json";
    static final String TABLE = "unemployment.csv";
    static final String SPOILT_TABLE = "unemployment-spoilt.csv";
    static final String CONFIGURATION = "backsight.yaml";

    private static final int ID_DIGITS = 5;
    private static final String TEXAS = "48";

    private static final String SETTINGS = """
            # The demo's configuration; 'backsight init' writes one that explains every key.
            store: file:./store
            inputs:
              counties: { key: inputs/counties-10m.json, object: counties, id: id }
              unemployment: { key: inputs/unemployment.csv, id: id }
            map:
              score: rate
              layer: counties
              name: Unemployment by county
              description: Share of the labour force without work in 2009, in percent.
              attribution: US Census Bureau, Bureau of Labor Statistics
              high: { zoom: 4-8 }
              low: { zoom: 0-5, buckets: 10, group: 2, keep-groups-up-to: 5 }
            publish: { prefix: map }
            """;

    DemoData {
        rates = List.copyOf(rates);
    }

    /// {@return the data inside this very program; empty when it was built without npm}
    static Optional<DemoData> packaged() throws IOException {
        try (var counties = DemoData.class.getResourceAsStream("/demo/counties-10m.json");
                var rates = DemoData.class.getResourceAsStream("/demo/unemployment.tsv")) {
            return counties == null || rates == null ? Optional.empty() : Optional.of(of(counties, rates));
        }
    }

    static DemoData of(InputStream counties, InputStream rates) throws IOException {
        var text = new String(rates.readAllBytes(), StandardCharsets.UTF_8);
        return new DemoData(
                counties.readAllBytes(),
                text.lines().skip(1).filter(line -> !line.isBlank()).toList());
    }

    /// Writes the configuration and the three files that the story is told with.
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve(CONFIGURATION), SETTINGS);
        Files.write(folder.resolve(POLYGONS), counties);
        Files.writeString(folder.resolve(TABLE), goodTable());
        Files.writeString(folder.resolve(SPOILT_TABLE), spoiltTable());
    }

    /// {@return ids with all their digits, and rates in percent}
    String goodTable() {
        var names = names();
        var table = new StringBuilder("id,county,rate\n");
        for (var line : rates) {
            var id = wholeId(line);
            table.append(row(id, names.getOrDefault(id, ""), percent(line)));
        }
        return table.toString();
    }

    /// {@return the same after a spreadsheet took the ids for numbers, and Texas turned shares into percent twice}
    String spoiltTable() {
        var names = names();
        var table = new StringBuilder("id,county,rate\n");
        for (var line : rates) {
            var id = wholeId(line);
            var rate = id.startsWith(TEXAS) ? percent(line).movePointRight(2) : percent(line);
            table.append(row(String.valueOf(Integer.parseInt(id)), names.getOrDefault(id, ""), rate));
        }
        return table.toString();
    }

    private static String row(String id, String county, BigDecimal rate) {
        return id + ",\"" + county.replace("\"", "\"\"") + "\","
                + rate.stripTrailingZeros().toPlainString() + "\n";
    }

    private static String wholeId(String line) {
        var id = line.substring(0, line.indexOf('\t')).strip();
        return "0".repeat(Math.max(0, ID_DIGITS - id.length())) + id;
    }

    private static BigDecimal percent(String line) {
        return new BigDecimal(line.substring(line.indexOf('\t') + 1).strip()).movePointRight(2);
    }

    private Map<String, String> names() {
        var names = new HashMap<String, String>();
        for (var county : new JsonMapper().readTree(counties).at("/objects/counties/geometries")) {
            names.put(
                    county.path("id").asString(""),
                    county.path("properties").path("name").asString(""));
        }
        return names;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DemoData data
                && java.util.Arrays.equals(counties, data.counties)
                && rates.equals(data.rates);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(counties) * 31 + rates.hashCode();
    }

    @Override
    public String toString() {
        return "DemoData[" + rates.size() + " rates]";
    }
}
