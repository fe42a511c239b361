package io.github.backsight.check;

import io.github.backsight.config.DriftLimits;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// Collects sights of one kind, each more or less far beyond a limit, and tells them as one finding
/// that is as bad as the worst of them. For one thread.
final class Sights {
    private final String code;
    private final String message;
    private final String action;
    private final List<Sight> seen = new ArrayList<>();

    /// @param relative 1 at the limit
    private record Sight(double relative, String place, String example, long count) {}

    Sights(String code, String message, String action) {
        this.code = code;
        this.message = message;
        this.action = action;
    }

    /// @param relative how far it goes: 1 and more is bad, [DriftLimits#WARNS] and more a warning,
    /// less is nothing
    void see(double relative, String place, String example) {
        see(relative, place, example, 1);
    }

    void see(double relative, String place, String example, long count) {
        if (relative >= DriftLimits.WARNS) {
            seen.add(new Sight(relative, place, example, count));
        }
    }

    void tell(Findings findings) {
        seen.sort(Comparator.comparingDouble(Sight::relative).reversed());
        for (var sight : seen) {
            var severity = seen.getFirst().relative() >= 1 ? Severity.FAIL : Severity.WARN;
            findings.see(code, severity, sight.place(), sight.example(), message, action, sight.count());
        }
    }

    /// {@return a share as people read it, with no more digits than tell something}
    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.1 ? "%.1f %%" : "%.0f %%", share * 100);
    }

    static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String number(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) number)
                : String.format(Locale.ROOT, "%.4g", number);
    }
}
