package io.github.backsight.shape;

import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;

/// Writes a layer as a GeoJSON feature collection (RFC 7946).
public final class GeoJsonWriter {
    private GeoJsonWriter() {}

    /// Writes `layer` to `target`, which takes its name only when whole.
    public static void write(Path target, Layer layer, Progress progress) throws IOException {}
}
