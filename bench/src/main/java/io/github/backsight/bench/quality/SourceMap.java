package io.github.backsight.bench.quality;

import io.github.backsight.content.Content;
import io.github.backsight.finding.Findings;
import io.github.backsight.geom.Mercator;
import io.github.backsight.progress.Progress;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.PolygonReader;
import io.github.backsight.shape.Polygons;
import io.github.backsight.table.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.index.hprtree.HPRtree;

/// The polygons that tiles were cut from, projected to [Mercator], with an index of their borders.
///
/// Immutable; threads may share it.
final class SourceMap {
    private static final GeometryFactory FACTORY = new GeometryFactory();
    /// Vertices that are found together.
    private static final int STRETCH = 64;

    private final Polygons polygons;
    private final List<String> keys;
    private final int[] x;
    private final int[] y;
    private final int[] ringOf;
    private final int[] polygonOf;
    private final Map<String, List<Integer>> polygonsByKey = new HashMap<>();
    private final HPRtree stretches = new HPRtree();

    /// Some neighbouring borders of one ring, each named by the vertex it starts from.
    private record Stretch(int first, int end) {}

    /// What looks at one border, from `from` to `to`.
    @FunctionalInterface
    interface Border {
        void see(int from, int to);
    }

    /// @param keys what names each feature, as tiles say it
    SourceMap(Polygons polygons, List<String> keys) {
        this.polygons = polygons;
        this.keys = List.copyOf(keys);
        int count = polygons.vertexCount();
        x = new int[count];
        y = new int[count];
        ringOf = new int[count];
        polygonOf = new int[polygons.ringCount()];
        for (int polygon = 0; polygon < polygons.polygonCount(); polygon++) {
            Arrays.fill(polygonOf, polygons.ringStart(polygon), polygons.ringStart(polygon + 1), polygon);
        }
        for (int ring = 0; ring < polygons.ringCount(); ring++) {
            for (int v = polygons.vertexStart(ring); v < polygons.vertexStart(ring + 1); v++) {
                x[v] = Mercator.x(polygons.longitude(v));
                y[v] = Mercator.y(polygons.latitude(v));
                ringOf[v] = ring;
            }
        }
        for (int feature = 0; feature < polygons.featureCount(); feature++) {
            for (int polygon = polygons.polygonStart(feature);
                    polygon < polygons.polygonStart(feature + 1);
                    polygon++) {
                polygonsByKey
                        .computeIfAbsent(keys.get(feature), unused -> new ArrayList<>())
                        .add(polygon);
            }
        }
        for (int ring = 0; ring < polygons.ringCount(); ring++) {
            for (int first = polygons.vertexStart(ring); first < polygons.vertexStart(ring + 1); first += STRETCH) {
                var stretch = new Stretch(first, Math.min(first + STRETCH, polygons.vertexStart(ring + 1)));
                stretches.insert(envelope(stretch), stretch);
            }
        }
        stretches.build();
    }

    /// Reads GeoJSON as `geo-score` writes it.
    ///
    /// @param attribute names features, as in the tiles
    static SourceMap read(Path geoJson, String attribute) throws IOException {
        var features = PolygonReader.read(
                Content.of(geoJson),
                PolygonOptions.numbered().withProperties(),
                Runtime.getRuntime().availableProcessors(),
                Progress.SILENT,
                new Findings(geoJson.toString()));
        var column = features.properties()
                .flatMap(table -> table.column(attribute))
                .orElseThrow(() -> new IOException("no feature of " + geoJson + " has the property '" + attribute
                        + "' that is to name it: name another one by --key"));
        var keys = new ArrayList<String>();
        for (int feature = 0; feature < features.polygons().featureCount(); feature++) {
            keys.add(key(column, column.code(feature)));
        }
        return new SourceMap(features.polygons(), keys);
    }

    private static String key(Column column, int code) {
        if (code == Column.BLANK) {
            return "";
        }
        return switch (column.kind()) {
            case NUMBER -> DrawnTile.key(column.number(code));
            case TRUTH -> Boolean.toString(column.truth(code));
            case TEXT -> column.text(code);
        };
    }

    private Envelope envelope(Stretch stretch) {
        var envelope = new Envelope();
        for (int v = stretch.first(); v < stretch.end(); v++) {
            envelope.expandToInclude(x[v], y[v]);
        }
        int last = next(stretch.end() - 1);
        envelope.expandToInclude(x[last], y[last]);
        return envelope;
    }

    /// Shows every border whose surroundings touch `box`, in [Mercator] units; some beyond it, too.
    void borders(Envelope box, Border border) {
        for (var found : stretches.query(box)) {
            var stretch = (Stretch) found;
            for (int v = stretch.first(); v < stretch.end(); v++) {
                border.see(v, next(v));
            }
        }
    }

    double x(int vertex) {
        return x[vertex];
    }

    double y(int vertex) {
        return y[vertex];
    }

    int ring(int vertex) {
        return ringOf[vertex];
    }

    /// {@return the vertex after `vertex` on its ring}
    int next(int vertex) {
        int ring = ringOf[vertex];
        return vertex + 1 < polygons.vertexStart(ring + 1) ? vertex + 1 : polygons.vertexStart(ring);
    }

    /// {@return the vertex before `vertex` on its ring}
    int previous(int vertex) {
        int ring = ringOf[vertex];
        return vertex > polygons.vertexStart(ring) ? vertex - 1 : polygons.vertexStart(ring + 1) - 1;
    }

    /// {@return the polygon that a ring belongs to}
    int polygon(int ring) {
        return polygonOf[ring];
    }

    int ringCount() {
        return polygons.ringCount();
    }

    /// {@return the polygons of all features with this key}
    List<Integer> polygons(String key) {
        return polygonsByKey.getOrDefault(key, List.of());
    }

    /// {@return the names of all features with a polygon}
    Set<String> keys() {
        return polygonsByKey.keySet();
    }

    int polygonCount() {
        return polygons.polygonCount();
    }

    /// {@return what names the feature of a polygon}
    String keyOf(int polygon) {
        int low = 0;
        int high = polygons.featureCount();
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (polygons.polygonStart(middle) <= polygon) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return keys.get(low);
    }

    /// {@return the area of a ring in square [Mercator] units}
    double ringArea(int ring) {
        double doubled = 0;
        int start = polygons.vertexStart(ring);
        for (int v = start; v < polygons.vertexStart(ring + 1); v++) {
            int to = next(v);
            // Relative to the first vertex, lest large numbers cancel.
            doubled +=
                    (double) (x[v] - x[start]) * (y[to] - y[start]) - (double) (x[to] - x[start]) * (y[v] - y[start]);
        }
        return Math.abs(doubled) / 2;
    }

    /// {@return where a polygon lies, in [Mercator] units}
    Envelope envelope(int polygon) {
        var envelope = new Envelope();
        int shell = polygons.ringStart(polygon);
        for (int v = polygons.vertexStart(shell); v < polygons.vertexStart(shell + 1); v++) {
            envelope.expandToInclude(x[v], y[v]);
        }
        return envelope;
    }

    /// {@return a polygon as `place` sees it}
    Polygon geometry(int polygon, TilePlace place) {
        int shell = polygons.ringStart(polygon);
        var holes = new LinearRing[polygons.ringStart(polygon + 1) - shell - 1];
        for (int hole = 0; hole < holes.length; hole++) {
            holes[hole] = ring(shell + 1 + hole, place);
        }
        return FACTORY.createPolygon(ring(shell, place), holes);
    }

    private LinearRing ring(int ring, TilePlace place) {
        int start = polygons.vertexStart(ring);
        int count = polygons.vertexStart(ring + 1) - start;
        var points = new Coordinate[count + 1];
        for (int i = 0; i <= count; i++) {
            int v = start + i % count;
            points[i] = new Coordinate(place.unitX(x[v]), place.unitY(y[v]));
        }
        return FACTORY.createLinearRing(points);
    }

    /// {@return the area of a polygon without its holes, in square [Mercator] units}
    double area(int polygon) {
        int shell = polygons.ringStart(polygon);
        double area = ringArea(shell);
        for (int hole = shell + 1; hole < polygons.ringStart(polygon + 1); hole++) {
            area -= ringArea(hole);
        }
        return area;
    }
}
