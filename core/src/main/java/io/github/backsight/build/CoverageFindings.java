package io.github.backsight.build;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.topology.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Tells people where polygons are not a clean coverage. None of it stops a build: the polygons
/// concerned go through overlay arithmetic instead of shared borders.
final class CoverageFindings {
    private CoverageFindings() {}

    static List<Finding> of(String object, IdentifiedFaults faults) {
        List<Finding> findings = new ArrayList<>();
        var own = faults.list().stream().filter(Fault::isOwn).toList();
        if (!own.isEmpty()) {
            findings.add(finding(
                    "coverage.self-intersection",
                    Severity.WARN,
                    object,
                    faults,
                    own,
                    "polygons cross, touch along a line, or cover themselves; they are mended by the even-odd rule in the low "
                            + "layer and in the tiles, and left as they are in the high GeoJSON",
                    "Repair them in the source if their shape matters"));
        }
        // Where borders cross, corners lie inside the other polygon, too: that is one thing to tell, not two.
        var crossing = faults.list().stream()
                .filter(fault -> fault.kind() == Fault.Kind.CROSSING)
                .map(CoverageFindings::pair)
                .collect(Collectors.toSet());
        for (var kind : Fault.Kind.values()) {
            var between = faults.list().stream()
                    .filter(fault -> fault.kind() == kind && !fault.isOwn())
                    .filter(fault -> kind != Fault.Kind.INSIDE || !crossing.contains(pair(fault)))
                    .toList();
            if (!between.isEmpty()) {
                findings.add(between(kind, object, faults, between));
            }
        }
        return findings;
    }

    private static List<Integer> pair(Fault fault) {
        return List.of(fault.feature(), fault.other());
    }

    private static Finding between(Fault.Kind kind, String object, IdentifiedFaults all, List<Fault> faults) {
        return switch (kind) {
            case CROSSING ->
                finding(
                        "coverage.crossing-borders",
                        Severity.INFO,
                        object,
                        all,
                        faults,
                        "pairs of polygons overlap: their borders cross",
                        "Nothing to do where sources of different detail meet; otherwise repair the source");
            case UNMATCHED ->
                finding(
                        "coverage.unmatched-border",
                        Severity.INFO,
                        object,
                        all,
                        faults,
                        "pairs of neighbours have a border that is not the same for both: a corner of one lies on an edge "
                                + "of the other",
                        "Nothing to do where sources of different detail meet; otherwise repair the source");
            case DOUBLED ->
                finding(
                        "coverage.doubled-polygon",
                        Severity.WARN,
                        object,
                        all,
                        faults,
                        "pairs of polygons lie on the same side of the same border: the same polygon twice, or one inside "
                                + "the other",
                        "Remove one of each pair from the source");
            case INSIDE ->
                finding(
                        "coverage.polygon-inside-another",
                        Severity.WARN,
                        object,
                        all,
                        faults,
                        "polygons lie inside another one that has no hole there",
                        "Cut the hole in the source, or remove one of each pair");
        };
    }

    private static Finding finding(
            String code,
            Severity severity,
            String object,
            IdentifiedFaults all,
            List<Fault> faults,
            String message,
            String action) {
        var first = faults.getFirst();
        var place = String.format(Locale.ROOT, "first at %.6f, %.6f", first.longitude(), first.latitude());
        var examples = faults.stream()
                .limit(Finding.MOST_EXAMPLES)
                .map(fault -> fault.isOwn()
                        ? all.id(fault.feature())
                        : all.id(fault.feature()) + " and " + all.id(fault.other()))
                .toList();
        return new Finding(code, severity, object, place, message, action, faults.size(), examples);
    }
}
