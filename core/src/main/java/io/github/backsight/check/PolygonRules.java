package io.github.backsight.check;

import io.github.backsight.config.InputRules;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import io.github.backsight.geom.Degrees;
import io.github.backsight.shape.Polygons;
import java.util.Locale;

/// Holds polygons against the rules that the configuration has for them. A broken rule is a `FAIL`.
public final class PolygonRules {
    private PolygonRules() {}

    /// @param findings gets what breaks a rule, under codes `check.*`
    public static void see(InputRules rules, Polygons polygons, Findings findings) {
        IdRules.see(rules, polygons.ids(), "polygons", findings);
        rules.bounds().ifPresent(bounds -> seeBounds(bounds, polygons, findings));
    }

    private static void seeBounds(InputRules.Bounds bounds, Polygons polygons, Findings findings) {
        var boxes = Boxes.of(polygons);
        for (int feature = 0; feature < polygons.featureCount(); feature++) {
            if (!boxes.isEmpty(feature) && !holds(bounds, boxes, feature)) {
                var place = String.format(
                        Locale.ROOT,
                        "at %.6f, %.6f",
                        Degrees.fromGrid(boxes.west(feature)),
                        Degrees.fromGrid(boxes.south(feature)));
                findings.see(
                        "check.bounds",
                        Severity.FAIL,
                        place,
                        polygons.id(feature) + " " + place,
                        "polygons reach beyond the bounds that they have by rule",
                        "Look for another projection, longitude and latitude exchanged, or a sign lost; or correct the"
                                + " rule");
            }
        }
    }

    private static boolean holds(InputRules.Bounds bounds, Boxes boxes, int feature) {
        double west = Degrees.fromGrid(boxes.west(feature));
        double east = Degrees.fromGrid(boxes.east(feature));
        boolean across = bounds.west() > bounds.east();
        boolean columns = across
                ? west >= bounds.west() || east <= bounds.east() || (west <= -179 && east >= 179)
                : west >= bounds.west() && east <= bounds.east();
        return columns
                && Degrees.fromGrid(boxes.south(feature)) >= bounds.south()
                && Degrees.fromGrid(boxes.north(feature)) <= bounds.north();
    }
}
