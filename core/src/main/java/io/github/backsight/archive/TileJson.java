package io.github.backsight.archive;

/// The TileJSON 3.0.0 document that map clients read first.
public final class TileJson {
    private TileJson() {}

    /// {@return the document, as JSON text}
    ///
    /// @param tiles the URL of a tile, with `{z}`, `{x}` and `{y}` in it
    public static String of(ArchiveMetadata metadata, String tiles) {
        return metadata.name() + tiles;
    }
}
