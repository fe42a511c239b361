package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Pin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What must be so before a release is made live: its own verdict, and its counts beside those of the live release (of
/// the last good one, where the
/// live one is bad).
///
/// | compared with the live release | warns above | refuses above |
/// |---|---|---|
/// | rows lost, as a share of its rows | 1 % | 10 % |
/// | more rows without polygon, as a share of the new rows | 0.1 % | 5 % |
/// | more polygons without row, as a share of the new rows | 0.1 % | 5 % |
/// | mean or highest score, times or fraction | 2 | 10 |
///
/// A count that one of the two does not have is not compared.
public final class Gates {
    private static final double ROWS_LOST_WARNS = 0.01;
    private static final double ROWS_LOST_REFUSES = 0.1;
    private static final double UNMATCHED_WARNS = 0.001;
    private static final double UNMATCHED_REFUSES = 0.05;
    private static final double SCORE_WARNS = 2;
    private static final double SCORE_REFUSES = 10;

    /// The code of the finding that publishing is frozen: it says nothing about the release.
    static final String FROZEN = "publish.frozen";

    private static final String ACTION = "Look at what changed; publish with --force and a --reason if it is meant";

    private static final String BACK =
            "Choose another release that 'backsight releases' lists; go there all the same with --force and a --reason";

    private final Counted release;
    private final List<Finding> findings = new ArrayList<>();

    private Gates(Counted release) {
        this.release = release;
    }

    /// What was counted of a build, or of its inputs only.
    ///
    /// @param name what people call it
    /// @param counts under the names that a manifest has
    public record Counted(String name, Map<String, Number> counts) {
        static Counted of(Manifest manifest) {
            return new Counted("release " + manifest.id(), manifest.counts());
        }

        private Optional<Number> count(String count) {
            return Optional.ofNullable(counts.get(count));
        }
    }

    /// @param calledGood inputs that a person calls good: what checks find in them refuses nothing
    static List<Finding> findings(Manifest release, List<Pin> calledGood, Optional<Manifest> live) {
        var gates = new Gates(Counted.of(release));
        gates.judgeVerdict(release, calledGood);
        live.filter(manifest -> !manifest.id().equals(release.id()))
                .ifPresent(manifest -> gates.compare(Counted.of(manifest)));
        return List.copyOf(gates.findings);
    }

    /// {@return what refuses, or warns of, going back to `target`: its own verdict, and those on its
    /// inputs}
    ///
    /// Counts are not compared: far from what is live is where a way back is meant to lead.
    static List<Finding> ofRollback(Manifest target, Verdicts.Judged inputs) {
        var gates = new Gates(Counted.of(target));
        var codes = codes(target);
        boolean overruled = isOverruled(target, inputs.calledGood());
        switch (target.verdict()) {
            case GOOD -> {}
            case BAD ->
                gates.see(
                        "rollback.target-bad",
                        overruled ? Severity.WARN : Severity.FAIL,
                        "the checks of its build say that it is bad"
                                + (overruled ? ", and somebody calls the inputs concerned good" : ""),
                        codes,
                        BACK);
            case INCONCLUSIVE ->
                gates.see(
                        "rollback.target-inconclusive",
                        Severity.WARN,
                        "the checks of its build could not decide",
                        codes,
                        BACK);
        }
        inputs.bad()
                .forEach(judged -> gates.see(
                        "rollback.input-bad",
                        Severity.FAIL,
                        "it was built from bytes of input " + judged.pin().input() + " that are bad: "
                                + judged.verdict().why(),
                        List.of(),
                        BACK));
        return List.copyOf(gates.findings);
    }

    /// {@return what a publish of `now` would say of its counts while `before` is live}
    public static List<Finding> compared(Counted now, Counted before) {
        var gates = new Gates(now);
        gates.compare(before);
        return List.copyOf(gates.findings);
    }

    static Finding frozen(ReleaseId release, Frozen frozen) {
        return new Finding(
                FROZEN,
                Severity.FAIL,
                "release " + release,
                "",
                "publishing is frozen since " + frozen.text(),
                "When the map may change again: backsight unfreeze --reason TEXT",
                1,
                List.of());
    }

    private void judgeVerdict(Manifest manifest, List<Pin> calledGood) {
        var codes = codes(manifest);
        switch (manifest.verdict()) {
            case GOOD -> {}
            case BAD -> {
                if (isOverruled(manifest, calledGood)) {
                    see(
                            "publish.verdict-overruled",
                            Severity.WARN,
                            "the checks of its build say that it is bad, and somebody calls the inputs concerned good",
                            codes);
                } else {
                    see("publish.verdict-bad", Severity.FAIL, "the checks of its build say that it is bad", codes);
                }
            }
            case INCONCLUSIVE ->
                see("publish.verdict-inconclusive", Severity.WARN, "the checks of its build could not decide", codes);
        }
    }

    /// Whether all that makes it bad was found in inputs that a person calls good.
    private static boolean isOverruled(Manifest manifest, List<Pin> calledGood) {
        var failed = manifest.findings().stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
        return !failed.isEmpty()
                && failed.stream()
                        .allMatch(finding -> calledGood.stream()
                                .anyMatch(pin -> pin.key().value().equals(finding.object())));
    }

    private static List<String> codes(Manifest manifest) {
        return manifest.findings().stream()
                .filter(finding -> finding.severity() != Severity.INFO)
                .map(Finding::code)
                .toList();
    }

    private void compare(Counted live) {
        var rows = release.count(Counts.ROWS).map(Number::doubleValue);
        var rowsBefore = live.count(Counts.ROWS).map(Number::doubleValue);
        if (rows.isPresent() && rowsBefore.isPresent() && rowsBefore.get() > 0) {
            double lost = (rowsBefore.get() - rows.get()) / rowsBefore.get();
            judge("publish.rows-lost", Counts.ROWS, live, lost, ROWS_LOST_WARNS, ROWS_LOST_REFUSES);
        }
        compareUnmatched("publish.rows-without-polygon", Counts.ROWS_WITHOUT_POLYGON, live);
        compareUnmatched("publish.polygons-without-row", Counts.POLYGONS_WITHOUT_ROW, live);
        compareScore("publish.score-mean", Counts.SCORE_MEAN, live);
        compareScore("publish.score-max", Counts.SCORE_MAX, live);
    }

    private void compareUnmatched(String code, String count, Counted live) {
        var now = release.count(count).map(Number::doubleValue);
        var before = live.count(count).map(Number::doubleValue);
        var rows = release.count(Counts.ROWS).map(Number::doubleValue);
        if (now.isPresent() && before.isPresent() && rows.isPresent()) {
            double more = (now.get() - before.get()) / Math.max(1, rows.get());
            judge(code, count, live, more, UNMATCHED_WARNS, UNMATCHED_REFUSES);
        }
    }

    private void compareScore(String code, String count, Counted live) {
        var now = release.count(count).map(Number::doubleValue);
        var before = live.count(count).map(Number::doubleValue);
        if (now.isEmpty() || before.isEmpty() || now.get().equals(before.get())) {
            return;
        }
        double small = Math.min(Math.abs(now.get()), Math.abs(before.get()));
        double large = Math.max(Math.abs(now.get()), Math.abs(before.get()));
        boolean comparable = small > 0 && Math.signum(now.get()) == Math.signum(before.get());
        // From or to zero, or across it, "times" means nothing: worth a look, no reason to refuse.
        judge(code, count, live, comparable ? large / small : SCORE_REFUSES, SCORE_WARNS, SCORE_REFUSES);
    }

    private void judge(String code, String count, Counted live, double amount, double warns, double refuses) {
        if (amount > warns) {
            see(
                    code,
                    amount > refuses ? Severity.FAIL : Severity.WARN,
                    count + " is " + text(release, count) + ", and " + text(live, count) + " in " + live.name(),
                    List.of());
        }
    }

    /// As people read numbers: whole ones with separators, others with at most four decimals.
    private static String text(Counted counted, String count) {
        var number = counted.count(count).orElseThrow();
        return number instanceof Long
                ? String.format(Locale.ROOT, "%,d", number)
                : String.format(Locale.ROOT, "%,.4f", number.doubleValue());
    }

    private void see(String code, Severity severity, String message, List<String> examples) {
        see(code, severity, message, examples, ACTION);
    }

    private void see(String code, Severity severity, String message, List<String> examples, String action) {
        findings.add(new Finding(code, severity, release.name(), "", message, action, 1, examples));
    }
}
