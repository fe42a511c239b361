package io.github.backsight.cli;

import io.github.backsight.history.Combination;
import io.github.backsight.history.Judgement;
import java.io.IOException;

/// Says whether the map is good with one version of each input.
interface StateJudge {

    /// @param why in a few words; may be empty
    record Said(Judgement judgement, String why) {}

    /// @param question what is judged, for people
    /// @throws UnobtainableException if the files that it needs cannot be had
    /// @throws IOException if there is no verdict, and going on makes no sense
    Said judge(Combination combination, String question) throws IOException, InterruptedException;

    /// {@return whether it needs nobody, so that the ends are judged, too}
    boolean automatic();

    /// {@return the options that choose it: a bisect is continued with the same}
    String options();

    /// {@return what people call it}
    default String text() {
        return options().isEmpty() ? "the checks" : options();
    }
}
