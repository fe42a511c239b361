package io.github.backsight.bench.quality;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// What tiles are to be, and whether they are.
///
/// @param found the figure that decides
record Target(String what, Outcome outcome, String found) {
    /// Whether a target is met.
    enum Outcome {
        MET("met"),
        NOT_MET("NOT MET"),
        NOT_MEASURED("not measured");

        private final String words;

        Outcome(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final String NO_SOURCE = "no --source to compare with";
    private static final String NOT_ALL_TILES = "not all tiles were looked at";
    /// 500 kB: what tippecanoe holds its tiles to.
    private static final double MOST_BYTES = 500_000;
    /// In square tile units: sums of areas are not exact.
    private static final double NO_AREA = 1e-3;

    /// {@return the verdict on every target}
    ///
    /// @param zooms of one archive, the lowest first
    static List<Target> all(List<ZoomQuality.Sum> zooms) {
        var targets = new ArrayList<Target>();
        boolean compared = zooms.stream().allMatch(zoom -> zoom.source().isPresent());
        boolean whole = zooms.stream().allMatch(zoom -> zoom.judged() == zoom.tiles());
        targets.add(none("every polygon valid", "%.0f invalid", zooms, ZoomQuality.Sum::invalid));
        targets.add(none("no two borders cross", "%.0f crossings", zooms, ZoomQuality.Sum::crossings));
        if (compared) {
            targets.addAll(comparedAll(zooms));
        } else {
            targets.add(atMost("no overlaps", NO_AREA, "%.1f square units", zooms, ZoomQuality.Sum::overlap));
            targets.add(none("no thin gaps", "%.0f thin gaps", zooms, ZoomQuality.Sum::thinGaps));
            targets.add(notMeasured("borders at most one pixel off", NO_SOURCE));
        }
        targets.addAll(presence(zooms, compared, whole));
        if (!zooms.isEmpty() && zooms.getFirst().zoom() == 0) {
            targets.add(atMost(
                    "no tile of the layer that begins at zoom 0 above 500 kB, plain",
                    MOST_BYTES,
                    "%.0f bytes",
                    zooms,
                    ZoomQuality.Sum::largestPlain));
        }
        return targets;
    }

    private static List<Target> comparedAll(List<ZoomQuality.Sum> zooms) {
        return List.of(
                atMost(
                        "no overlaps but those of the source",
                        NO_AREA,
                        "%.1f square units",
                        zooms,
                        zoom -> source(zoom).newOverlap()),
                none(
                        "no thin gaps but those of the source",
                        "%.0f thin gaps",
                        zooms,
                        zoom -> source(zoom).newGaps()),
                atMost(
                        "drawn borders at most one pixel from the source's",
                        1,
                        "%.2f pixels",
                        zooms,
                        zoom -> source(zoom).drawnToSource()),
                atMost(
                        "the source's borders at most one pixel from drawn ones, strips too thin to be drawn aside",
                        1,
                        "%.2f pixels",
                        zooms,
                        zoom -> source(zoom).sourceToDrawn()));
    }

    private static List<Target> presence(List<ZoomQuality.Sum> zooms, boolean compared, boolean whole) {
        var lost = "no polygon above two square pixels lost";
        var absent = "every feature there at the highest zoom";
        if (!compared || !whole || zooms.isEmpty()) {
            var why = compared ? NOT_ALL_TILES : NO_SOURCE;
            return List.of(notMeasured(lost, why), notMeasured(absent, why));
        }
        return List.of(
                none(lost, "%.0f lost", zooms, zoom -> source(zoom).missing().lost()),
                none(
                        absent,
                        "%.0f absent",
                        List.of(zooms.getLast()),
                        zoom -> source(zoom).missing().absentFeatures()));
    }

    private static SourceComparison.Sum source(ZoomQuality.Sum zoom) {
        return zoom.source().orElseThrow();
    }

    private static Target none(
            String what, String words, List<ZoomQuality.Sum> zooms, ToDoubleFunction<ZoomQuality.Sum> figure) {
        return atMost(what, 0, words, zooms, figure);
    }

    private static Target atMost(
            String what,
            double most,
            String words,
            List<ZoomQuality.Sum> zooms,
            ToDoubleFunction<ZoomQuality.Sum> figure) {
        var worst = zooms.getFirst();
        for (var zoom : zooms) {
            worst = figure.applyAsDouble(zoom) > figure.applyAsDouble(worst) ? zoom : worst;
        }
        double found = figure.applyAsDouble(worst);
        var where = found > 0 ? " at zoom " + worst.zoom() : "";
        return new Target(
                what, found <= most ? Outcome.MET : Outcome.NOT_MET, String.format(Locale.ROOT, words, found) + where);
    }

    private static Target notMeasured(String what, String why) {
        return new Target(what, Outcome.NOT_MEASURED, why);
    }
}
