package io.github.backsight.build;

import io.github.backsight.shape.Polygons;
import java.util.Map;
import java.util.OptionalDouble;

/// One bucket of the low layer in numbers.
///
/// @param rows also those without a polygon
/// @param meanScore of the rows that have one, not rounded
/// @param polygons single polygons after dissolving
/// @param squareDegrees their area, plate carrée
record Bucket(int rows, OptionalDouble meanScore, int polygons, double squareDegrees) {

    /// {@return the area of one polygon, its holes taken out, in square degrees}
    static double squareDegrees(Polygons polygons, int polygon) {
        double area = 0;
        for (int ring = polygons.ringStart(polygon); ring < polygons.ringStart(polygon + 1); ring++) {
            double ringArea = Math.abs(doubledArea(polygons, ring)) / 2;
            area += ring == polygons.ringStart(polygon) ? ringArea : -ringArea;
        }
        return area;
    }

    /// Relative to the first vertex, which keeps the products small and the sum exact to about 15 digits.
    private static double doubledArea(Polygons polygons, int ring) {
        int from = polygons.vertexStart(ring);
        int end = polygons.vertexStart(ring + 1);
        double originX = polygons.longitude(from);
        double originY = polygons.latitude(from);
        double sum = 0;
        for (int vertex = from + 1; vertex + 1 < end; vertex++) {
            double x = polygons.longitude(vertex) - originX;
            double y = polygons.latitude(vertex) - originY;
            double nextX = polygons.longitude(vertex + 1) - originX;
            double nextY = polygons.latitude(vertex + 1) - originY;
            sum += x * nextY - nextX * y;
        }
        return sum;
    }

    void addTo(Map<String, Number> counts, String name) {
        counts.put(name + ".rows", (long) rows);
        meanScore.ifPresent(mean -> counts.put(name + ".meanScore", mean));
        counts.put(name + ".polygons", (long) polygons);
        counts.put(name + ".squareDegrees", squareDegrees);
    }
}
