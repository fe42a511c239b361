package io.github.backsight.cli;

import io.github.backsight.release.LivePointer;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Plan;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What readers of the map would see change, in the counts of two releases.
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
                    .ifPresent(text -> console.line("  readers see    " + text + "; in full: backsight diff "
                            + live.get() + " " + plan.release()));
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
        return then.isEmpty() || next.isEmpty() ? Optional.empty() : Optional.of(sentence(then.get(), next.get()));
    }

    private static String sentence(Manifest before, Manifest now) {
        var changes = COUNTS.stream()
                .filter(name -> !before.count(name).equals(now.count(name)))
                .map(name -> name + " " + number(before, name) + " → " + number(now, name))
                .collect(Collectors.joining(", "));
        return changes.isEmpty() ? "the same counts" : changes;
    }

    private static String number(Manifest manifest, String count) {
        return manifest.count(count).map(BuildCommand.Built::number).orElse("none");
    }
}
