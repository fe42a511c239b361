package io.github.backsight.finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects findings of one object: equal codes are counted together, the first place and a few examples are kept.
///
/// Safe for use by many threads; for the same bytes on any number of threads, record in the order of the object.
public final class Findings {
    private final String object;
    private final Map<String, Tally> tallies = new LinkedHashMap<>();

    public Findings(String object) {
        this.object = object;
    }

    public String object() {
        return object;
    }

    /// Counts one more sight of `code`; message, action and place of the first one are kept.
    public void see(String code, Severity severity, String place, String example, String message, String action) {
        see(code, severity, place, example, message, action, 1);
    }

    /// Counts `count` more sights of `code`; an empty `example` is not kept.
    public synchronized void see(
            String code, Severity severity, String place, String example, String message, String action, long count) {
        var tally = tallies.computeIfAbsent(code, unused -> new Tally(severity, place, message, action));
        tally.count += count;
        if (!example.isEmpty() && tally.examples.size() < Finding.MOST_EXAMPLES) {
            tally.examples.add(example);
        }
    }

    /// {@return what has been seen so far, in the order of first sight}
    public synchronized List<Finding> list() {
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue().finding(entry.getKey(), object))
                .toList();
    }

    /// Adds all that `later` has seen, as if it had been seen here after what was seen here already.
    public void addAll(Findings later) {
        for (var finding : later.list()) {
            add(finding);
        }
    }

    /// Adds what another has seen, under the object of all these.
    public synchronized void add(Finding finding) {
        var tally = tallies.computeIfAbsent(
                finding.code(),
                unused -> new Tally(finding.severity(), finding.place(), finding.message(), finding.action()));
        tally.count += finding.count();
        finding.examples().stream()
                .limit(Math.max(0, Finding.MOST_EXAMPLES - tally.examples.size()))
                .forEach(tally.examples::add);
    }

    /// @throws BadInputException if any finding so far has severity `FAIL`; it carries all of them
    public void throwIfFailed() throws BadInputException {
        var seen = list();
        if (seen.stream().anyMatch(finding -> finding.severity() == Severity.FAIL)) {
            throw new BadInputException(seen);
        }
    }

    /// {@return an exception for one fault after which reading cannot go on, with all that was seen before it}
    public BadInputException fatal(String code, String place, String message, String action) {
        see(code, Severity.FAIL, place, "", message, action);
        return new BadInputException(list());
    }

    private static final class Tally {
        private final Severity severity;
        private final String place;
        private final String message;
        private final String action;
        private final List<String> examples = new ArrayList<>();
        private long count;

        Tally(Severity severity, String place, String message, String action) {
            this.severity = severity;
            this.place = place;
            this.message = message;
            this.action = action;
        }

        Finding finding(String code, String object) {
            return new Finding(code, severity, object, place, message, action, count, examples);
        }
    }
}
