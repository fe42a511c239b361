package io.github.backsight.cli;

import io.github.backsight.cli.KeptBisect.Candidate;
import io.github.backsight.release.Releases;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Verdict;
import java.io.IOException;
import java.util.stream.Collectors;

/// How to make the map of a state live again.
///
/// @param isThere whether it is live already
/// @param command that goes there
record WayBack(boolean isThere, String command) {

    /// {@return the way to a good release of these very bytes, the one that was live last if there are several; else to
    /// the time of the state, or to its versions where the store's times do not tell it from the next one}
    ///
    /// @param next the state after it
    static WayBack to(Candidate state, Candidate next, Workplace workplace, PinMatch match) throws IOException {
        var releases = new Releases(workplace.store(), workplace.prefix());
        for (var lineage : new StatusReader(workplace.store(), workplace.prefix()).releases()) {
            var release = releases.find(lineage.release());
            if (release.isPresent()
                    && lineage.verdict() == Verdict.GOOD
                    && match.fits(release.get(), state.combination())) {
                return new WayBack(lineage.live(), "backsight rollback " + lineage.release());
            }
        }
        return new WayBack(
                false, "backsight rollback" + (state.from().isBefore(next.from()) ? asOf(state) : pins(state)));
    }

    private static String asOf(Candidate state) {
        return " --as-of " + state.from();
    }

    private static String pins(Candidate state) {
        return state.combination().versions().entrySet().stream()
                .map(input ->
                        " --pin " + input.getKey() + "=" + input.getValue().id())
                .collect(Collectors.joining());
    }
}
