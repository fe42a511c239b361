package io.github.backsight.bench.planetiler;

import com.onthegomap.planetiler.FeatureCollector;
import com.onthegomap.planetiler.Planetiler;
import com.onthegomap.planetiler.Profile;
import com.onthegomap.planetiler.config.Arguments;
import com.onthegomap.planetiler.reader.SourceFeature;
import java.nio.file.Path;

/// Cuts the polygons of one GeoJSON file into one layer, with all their attributes, as Planetiler does where a
/// profile asks for nothing else.
///
/// Arguments: the GeoJSON and the archive, then Planetiler's own.
public final class HighLayer implements Profile {
    private static final String LAYER = "blocks";

    public static void main(String[] arguments) throws Exception {
        var own = java.util.Arrays.copyOfRange(arguments, 2, arguments.length);
        Planetiler.create(Arguments.fromArgs(own))
                .setProfile(new HighLayer())
                .addGeoJsonSource(LAYER, Path.of(arguments[0]))
                .overwriteOutput(Path.of(arguments[1]))
                .run();
    }

    @Override
    public void processFeature(SourceFeature source, FeatureCollector features) {
        if (source.canBePolygon()) {
            var polygon = features.polygon(LAYER);
            source.tags().forEach(polygon::setAttr);
        }
    }

    @Override
    public String name() {
        return LAYER;
    }
}
