package io.github.backsight.archive;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Metadata as names and texts: the rows of an MBTiles `metadata` table (MBTiles 1.3), which tippecanoe also writes
/// as the `metadata.json` of a tree.
public final class MetadataRows {
    private MetadataRows() {}

    /// {@return the rows in their fixed order; an empty attribution has none}
    public static Map<String, String> of(ArchiveMetadata metadata) {
        var bounds = metadata.bounds();
        var layers = VectorLayers.JSON.createObjectNode();
        VectorLayers.put(layers, metadata);
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("name", metadata.name());
        rows.put("description", metadata.description());
        rows.put("version", "1");
        rows.put("type", "overlay");
        rows.put("format", "pbf");
        rows.put("minzoom", String.valueOf(metadata.lowestZoom()));
        rows.put("maxzoom", String.valueOf(metadata.highestZoom()));
        rows.put("bounds", joined(bounds.west(), bounds.south(), bounds.east(), bounds.north()));
        rows.put("center", joined(bounds.centerLongitude(), bounds.centerLatitude(), metadata.lowestZoom()));
        if (!metadata.attribution().isEmpty()) {
            rows.put("attribution", metadata.attribution());
        }
        rows.put("generator", "Backsight");
        rows.put("json", layers.toString());
        return rows;
    }

    /// {@return the metadata that `rows` hold}
    ///
    /// @param archive the archive's name, for messages
    /// @throws IOException if a row that readers need is missing or makes no sense
    public static ArchiveMetadata read(Map<String, String> rows, String archive) throws IOException {
        var layer = VectorLayers.first(VectorLayers.parse(row(rows, "json", archive), archive), archive);
        try {
            var bounds = Arrays.stream(row(rows, "bounds", archive).split(",", -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (bounds.length != 4) {
                throw new IllegalArgumentException("bounds are four numbers, not " + bounds.length);
            }
            return new ArchiveMetadata(
                    row(rows, "name", archive),
                    rows.getOrDefault("description", ""),
                    rows.getOrDefault("attribution", ""),
                    layer.id(),
                    layer.fields(),
                    Integer.parseInt(row(rows, "minzoom", archive)),
                    Integer.parseInt(row(rows, "maxzoom", archive)),
                    new ArchiveMetadata.Bounds(bounds[0], bounds[1], bounds[2], bounds[3]));
        } catch (IllegalArgumentException fault) {
            throw new IOException(
                    archive + " is damaged: its metadata makes no sense (" + fault.getMessage() + ")", fault);
        }
    }

    private static String row(Map<String, String> rows, String name, String archive) throws IOException {
        var value = rows.get(name);
        if (value == null) {
            throw new IOException(archive + " is damaged: its metadata lacks '" + name + "'");
        }
        return value;
    }

    private static String joined(double... numbers) {
        var text = new StringBuilder();
        for (double number : numbers) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(BigDecimal.valueOf(number).stripTrailingZeros().toPlainString());
        }
        return text.toString();
    }
}
