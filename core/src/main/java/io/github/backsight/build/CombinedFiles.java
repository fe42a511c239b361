package io.github.backsight.build;

import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.GeoJsonWriter;
import io.github.backsight.shape.ShapefileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes what the combine step made as files.
public final class CombinedFiles {
    private CombinedFiles() {}

    /// Writes those of `outputs` that are files of the combine step.
    public static Outputs write(Combined combined, Path folder, Places places, Set<Output> outputs, Progress progress)
            throws IOException {
        List<String> files = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        if (outputs.contains(Output.GEOJSON)) {
            GeoJsonWriter.write(folder.resolve(places.highGeoJson()), combined.high(), progress);
            GeoJsonWriter.write(folder.resolve(places.lowGeoJson()), combined.low(), progress);
            files.add(places.highGeoJson());
            files.add(places.lowGeoJson());
        }
        if (outputs.contains(Output.SHAPEFILE)) {
            findings.addAll(ShapefileWriter.write(folder.resolve(places.shapefile()), combined.high(), progress));
            files.add(places.shapefile());
        }
        return new Outputs(files, List.of(), Map.of(), Map.of(), findings);
    }
}
