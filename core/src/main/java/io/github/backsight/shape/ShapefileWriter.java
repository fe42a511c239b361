package io.github.backsight.shape;

import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Writes a layer as a zipped Shapefile.
public final class ShapefileWriter {
    private ShapefileWriter() {}

    /// Writes `layer` to `target`, a zip that takes its name only when whole.
    ///
    /// @return what the format could not hold as it is
    public static List<Finding> write(Path target, Layer layer, Progress progress) throws IOException {
        return List.of();
    }
}
