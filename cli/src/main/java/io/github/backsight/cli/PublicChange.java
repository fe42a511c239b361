package io.github.backsight.cli;

import io.github.backsight.release.LivePointer;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Plan;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.ScoreMoves;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What readers of the map would see change: in the classes by score, and in the counts of two releases.
final class PublicChange {
    /// What people ask for first.
    private static final List<String> COUNTS = List.of(
            "rows",
            "rowsWithoutPolygon",
            "polygons",
            "polygonsWithoutRow",
            "rowsWithoutScore",
            "score.mean",
            "score.min",
            "score.max",
            "tiles.high");

    private static final int MOST_GROUPS = 3;

    private PublicChange() {}

    /// Prints it below a plan that moves the pointer from one release to another. A look that fails
    /// says so: a plan is worth having without.
    static void describe(Session session, Workplace workplace, Plan plan, Console console) {
        var live = plan.live().map(LivePointer::release).filter(release -> !release.equals(plan.release()));
        if (live.isEmpty()) {
            return;
        }
        try {
            sentence(workplace, live.get(), plan.release())
                    .ifPresent(text -> console.line("  readers see    " + text + "; with a map: backsight diff "
                            + live.get() + " " + plan.release() + " --html changes.html"));
        } catch (IOException e) {
            session.note("backsight: what readers would see change cannot be told: " + e.getMessage());
        }
    }

    /// {@return as in `rows 74,135 → 74,134, score.mean 0.443076 → 0.367551`; empty where one has no
    /// manifest}
    private static Optional<String> sentence(Workplace workplace, ReleaseId before, ReleaseId now) throws IOException {
        var releases = new Releases(workplace.store(), workplace.prefix());
        var then = releases.find(before);
        var next = releases.find(now);
        if (then.isEmpty() || next.isEmpty()) {
            return Optional.empty();
        }
        var moves = ScoreMoves.between(workplace.store(), workplace.prefix(), then.get(), next.get());
        var counts = counts(then.get(), next.get());
        return Optional.of(moves.map(PublicChange::classes)
                .map(classes -> counts.isEmpty() ? classes : classes + "; " + counts)
                .orElse(counts.isEmpty() ? "the same classes and counts" : counts));
    }

    /// {@return as in `SN_C true: 27,248 → 26,901 rows; 347 change, most in New York (112), Texas (61)`}
    private static String classes(ScoreMoves moves) {
        var most = moves.groups().stream()
                .limit(MOST_GROUPS)
                .map(group -> group.name() + " (" + Figures.count(group.changed()) + ")")
                .collect(Collectors.joining(", "));
        var totals = moves.truth()
                ? moves.score() + " true: " + Figures.count(moves.trueBefore()) + " → " + Figures.count(moves.trueNow())
                        + " rows; " + Figures.count(moves.changed()) + " change"
                : moves.score() + ": " + Figures.count(moves.changed(), "row", "rows")
                        + " two or more of ten classes up or down";
        return totals + (most.isEmpty() ? "" : ", most in " + most);
    }

    private static String counts(Manifest before, Manifest now) {
        return COUNTS.stream()
                .filter(name -> !before.count(name).equals(now.count(name)))
                .map(name -> name + " " + number(before, name) + " → " + number(now, name))
                .collect(Collectors.joining(", "));
    }

    private static String number(Manifest manifest, String count) {
        return manifest.count(count).map(BuildCommand.Built::number).orElse("none");
    }
}
