package io.github.backsight.build;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A layer read back from the GeoJSON that the combine step wrote, or that another tool did.
///
/// @param findings what was odd about the file
public record LayerFile(Layer layer, List<Finding> findings) {
    public LayerFile {
        findings = List.copyOf(findings);
    }

    /// Reads the features of `file`, all with all their properties.
    ///
    /// @param id the property that holds the ids; without it features are numbered
    /// @throws io.github.backsight.finding.BadInputException if the file cannot be used
    public static LayerFile read(Path file, Optional<String> id, int threads, Progress progress) throws IOException {
        var findings = new Findings(file.toString());
        var options = new PolygonOptions(
                id, Optional.empty(), Optional.empty(), Optional.empty(), PolygonOptions.Properties.READ);
        var features = PolygonReader.read(Content.of(file), options, threads, progress, findings);
        findings.throwIfFailed();
        var table = features.properties().orElseThrow();
        var everyFeature = IntStream.range(0, table.rowCount()).toArray();
        return new LayerFile(new Layer(table, Map.of(), features.polygons(), everyFeature), findings.list());
    }
}
