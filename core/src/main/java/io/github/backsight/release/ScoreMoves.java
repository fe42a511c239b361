package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// What readers see change of the classes by score, from one release to another.
///
/// @param score the column that ranks
/// @param truth whether it holds true and false; else numbers, in ten classes of equal count by rank
/// @param trueBefore rows that are true
/// @param trueNow rows that are true
/// @param changed rows of both in another class: of numbers, two or more of ten up or down
/// @param groups those with changed rows, most first
public record ScoreMoves(String score, boolean truth, int trueBefore, int trueNow, int changed, List<Group> groups) {
    public ScoreMoves {
        groups = List.copyOf(groups);
    }

    public record Group(String name, int changed) {}

    /// {@return what has become of the classes in `now`; empty where no class has changed, where the two
    /// rank by another column, and where one was made before releases had the file that tells it}
    ///
    /// Reads one small object a release.
    public static Optional<ScoreMoves> between(ObjectStore store, String prefix, Manifest before, Manifest now)
            throws IOException {
        var layout = new Layout(prefix);
        var then = PublishedScores.of(store, layout, before);
        var today = PublishedScores.of(store, layout, now);
        return then.isEmpty() || today.isEmpty() ? Optional.empty() : then.get().moves(today.get());
    }
}
