package io.github.backsight.build;

import io.github.backsight.config.MapSettings.Output;
import io.github.backsight.finding.Finding;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.GeoJsonWriter;
import io.github.backsight.shape.Layer;
import io.github.backsight.shape.RowPolygons;
import io.github.backsight.shape.ShapefileWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes what the combine step made as files, each layer as soon as it is there.
///
/// @param outputs those that are files of the combine step are written
/// @param threads how many format and compress one file; the bytes do not depend on it
public record CombinedFiles(Path folder, Places places, Set<Output> outputs, int threads) {
    /// Writes the files of the high layer.
    public Outputs high(Layer layer, Progress progress) throws IOException {
        return high(layer, List.of(layer.rows()), progress);
    }

    /// Writes the same of a layer whose polygons come in parts; of these one is in memory at a
    /// time.
    ///
    /// @param layer of which the polygons do not count
    /// @param parts the polygons of all rows, in their order, at least one part; gone through for
    /// each file
    public Outputs high(Layer layer, Iterable<RowPolygons> parts, Progress progress) throws IOException {
        List<String> files = new ArrayList<>();
        List<Finding> findings = List.of();
        if (outputs.contains(Output.GEOJSON)) {
            files.add(geoJson(places.highGeoJson(), layer, parts, progress));
        }
        if (outputs.contains(Output.SHAPEFILE)) {
            findings = ShapefileWriter.write(folder.resolve(places.shapefile()), layer, parts, threads, progress);
            files.add(places.shapefile());
        }
        return written(files, findings);
    }

    /// Writes the file of the low layer.
    public Outputs low(Layer layer, Progress progress) throws IOException {
        return low(layer, List.of(layer.rows()), progress);
    }

    /// Writes the same of a layer whose polygons come in parts, as [#high] does.
    public Outputs low(Layer layer, Iterable<RowPolygons> parts, Progress progress) throws IOException {
        return outputs.contains(Output.GEOJSON)
                ? written(List.of(geoJson(places.lowGeoJson(), layer, parts, progress)), List.of())
                : Outputs.NONE;
    }

    private static Outputs written(List<String> files, List<Finding> findings) {
        return new Outputs(files, List.of(), Map.of(), Map.of(), findings);
    }

    private String geoJson(String place, Layer layer, Iterable<RowPolygons> parts, Progress progress)
            throws IOException {
        GeoJsonWriter.write(folder.resolve(place), layer, parts, threads, progress);
        return place;
    }
}
