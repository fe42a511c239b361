package io.github.backsight.spark;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/// A finding that can travel.
record Seen(
        String code,
        Severity severity,
        String object,
        String place,
        String message,
        String action,
        long count,
        ArrayList<String> examples)
        implements Serializable {

    static ArrayList<Seen> of(List<Finding> findings) {
        return new ArrayList<>(findings.stream().map(Seen::of).toList());
    }

    private static Seen of(Finding finding) {
        return new Seen(
                finding.code(),
                finding.severity(),
                finding.object(),
                finding.place(),
                finding.message(),
                finding.action(),
                finding.count(),
                new ArrayList<>(finding.examples()));
    }

    Finding finding() {
        return new Finding(code, severity, object, place, message, action, count, examples);
    }
}
