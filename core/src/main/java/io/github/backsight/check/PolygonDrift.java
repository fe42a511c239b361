package io.github.backsight.check;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.config.DriftMeasure;
import io.github.backsight.finding.Findings;
import io.github.backsight.shape.Polygons;
import java.util.HashMap;

/// How polygons differ from those of the last good release: ids, groups, place, and how much detail
/// they have.
public final class PolygonDrift {
    /// Fewer polygons may differ as they like: shares of so few tell nothing.
    public static final int FEW_POLYGONS = 100;

    /// The share of the polygons that are elsewhere that is too much.
    private static final double ELSEWHERE = 0.01;

    /// The share of the polygons that are much larger or smaller that is too much.
    private static final double RESIZED = 0.05;

    /// How many times as large or small a box is much.
    private static final double MUCH = 4;

    private PolygonDrift() {}

    /// @param meter has the limits, and gets what is measured
    /// @param groupCharacters how many first characters of an id name its group; 0: there are no
    /// groups
    /// @param findings gets what is too far from before, under codes `drift.*`
    public static void see(DriftMeter meter, Polygons before, Polygons now, int groupCharacters, Findings findings) {
        if (before.featureCount() < FEW_POLYGONS) {
            return;
        }
        new IdDrift(meter, groupCharacters, "polygons", findings).see(before.ids(), now.ids());
        seeDetail(meter, before, now, findings);
        seePlaces(before, now, findings);
        meter.tellUnknown(findings);
    }

    private static void seeDetail(DriftMeter meter, Polygons before, Polygons now, Findings findings) {
        var detail = new Sights(
                "drift.vertices",
                "the polygons have many times as many vertices, or as few, as in the last good release",
                "Look whether another product, or a simplified one, was taken");
        double then = before.vertexCount() / (double) before.featureCount();
        double today = now.vertexCount() / (double) Math.max(1, now.featureCount());
        detail.see(
                meter.relative(DriftMeasure.SCALE, "", Math.abs(Math.log(Math.max(today, 0.001) / then))),
                "",
                Sights.number(then) + " a polygon then, " + Sights.number(today) + " now");
        detail.tell(findings);
    }

    /// Polygons of the same id lie in the same place.
    private static void seePlaces(Polygons before, Polygons now, Findings findings) {
        var featureBefore = new HashMap<String, Integer>();
        for (int feature = 0; feature < before.featureCount(); feature++) {
            featureBefore.put(before.id(feature), feature);
        }
        var boxesBefore = Boxes.of(before);
        var boxesNow = Boxes.of(now);
        var elsewhere = new Tally();
        var resized = new Tally();
        var emptied = new Tally();
        int both = 0;
        for (int feature = 0; feature < now.featureCount(); feature++) {
            var then = featureBefore.get(now.id(feature));
            if (then == null || boxesBefore.isEmpty(then)) {
                continue;
            }
            both++;
            if (boxesNow.isEmpty(feature)) {
                emptied.count(now.id(feature));
            } else if (!boxesNow.meets(feature, boxesBefore, then)) {
                elsewhere.count(now.id(feature));
            } else if (isMuch(boxesNow.area(feature), boxesBefore.area(then))) {
                resized.count(now.id(feature));
            }
        }
        if (both >= FEW_POLYGONS) {
            elsewhere.tell(
                    "drift.elsewhere",
                    "polygons lie in another place than in the last good release",
                    "Look for another projection, longitude and latitude exchanged, a sign lost, or ids exchanged",
                    both * ELSEWHERE,
                    findings);
            resized.tell(
                    "drift.resized",
                    "polygons are many times as large, or as small, as in the last good release",
                    "Look whether ids were exchanged, or parts of polygons are missing",
                    both * RESIZED,
                    findings);
            emptied.tell(
                    "drift.without-shape",
                    "features have no polygons where they had some in the last good release",
                    "Look whether the file is whole",
                    both * ELSEWHERE,
                    findings);
        }
    }

    private static boolean isMuch(double now, double then) {
        return Math.max(now, then) > MUCH * Math.max(1, Math.min(now, then));
    }

    /// How many features are concerned, and the first of them.
    private static final class Tally {
        private int count;
        private String first = "";

        void count(String id) {
            first = count++ == 0 ? id : first;
        }

        /// A few of thousands are told only where they are a matter of their own: from one in fifty
        /// of the limit on.
        void tell(String code, String message, String action, double limit, Findings findings) {
            if (count > 0) {
                double relative = count / limit;
                var sights = new Sights(code, message, action);
                sights.see(
                        relative < DriftLimits.WARNS && relative >= 0.02 ? DriftLimits.WARNS : relative,
                        "id " + first,
                        first,
                        count);
                sights.tell(findings);
            }
        }
    }
}
