package io.github.backsight.archive;

/// The TileJSON 3.0.0 document that map clients read first.
public final class TileJson {
    private TileJson() {}

    /// {@return the document, as JSON text with a line end}
    ///
    /// @param tiles the URL of a tile, with `{z}`, `{x}` and `{y}` in it
    public static String of(ArchiveMetadata metadata, String tiles) {
        for (var part : new String[] {"{z}", "{x}", "{y}"}) {
            if (!tiles.contains(part)) {
                throw new IllegalArgumentException("a tile URL has " + part + " in it: " + tiles);
            }
        }
        var bounds = metadata.bounds();
        var document = VectorLayers.JSON.createObjectNode();
        document.put("tilejson", "3.0.0");
        document.putArray("tiles").add(tiles);
        document.put("name", metadata.name());
        document.put("description", metadata.description());
        if (!metadata.attribution().isEmpty()) {
            document.put("attribution", metadata.attribution());
        }
        document.put("scheme", "xyz");
        document.put("minzoom", metadata.lowestZoom());
        document.put("maxzoom", metadata.highestZoom());
        document.putArray("bounds")
                .add(bounds.west())
                .add(bounds.south())
                .add(bounds.east())
                .add(bounds.north());
        document.putArray("center")
                .add(bounds.centerLongitude())
                .add(bounds.centerLatitude())
                .add(metadata.lowestZoom());
        VectorLayers.put(document, metadata);
        return document.toPrettyString().replace("\r\n", "\n") + "\n";
    }
}
