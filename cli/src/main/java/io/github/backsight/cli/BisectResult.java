package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.backsight.cli.KeptBisect.Candidate;
import io.github.backsight.cli.KeptBisect.Judged;
import io.github.backsight.history.Combination;
import io.github.backsight.history.GuiltSearch;
import io.github.backsight.history.InputVersion;
import io.github.backsight.history.Judgement;
import java.util.List;
import java.util.Optional;

/// What a bisect has found.
///
/// @param outcome `found`, or `undecided` where too much could not be judged
/// @param judge the options of the judge; empty: the checks
/// @param goodEnd the oldest state of the search, and why it
/// @param badEnd the newest
/// @param states how many may have been the first bad one
/// @param lastGood the last that is known to be good
/// @param firstBad the first that is known to be bad
/// @param guilty the input that made it bad, where that is certain
/// @param suspects inputs of which one is guilty
/// @param verdicts in the order in which they were asked for, those on the ends first where these were judged
/// @param lastGoodIsLive whether a release of the last good state is live now
/// @param next the command to run next: it goes back there, or puts a better version of the guilty input
record BisectResult(
        String outcome,
        String judge,
        String goodEnd,
        String badEnd,
        int states,
        Candidate lastGood,
        Candidate firstBad,
        Optional<Guilty> guilty,
        List<String> suspects,
        List<Judged> verdicts,
        boolean lastGoodIsLive,
        String next,
        @JsonIgnore List<Combination> row)
        implements Result {

    /// @param version that made it bad; empty where the first bad state is not certain
    /// @param before the version that it had in the last good state
    /// @param how it was found, one clause
    record Guilty(String input, String key, Optional<InputVersion> version, InputVersion before, String how) {}

    static BisectResult of(KeptBisect kept, GuiltSearch.Found found, WayBack wayBack) {
        var lastGood = kept.row().get(found.states().good());
        var firstBad = kept.row().get(found.states().bad());
        var guilty = found.guilty().map(input -> guilty(kept, found, input, lastGood, firstBad));
        boolean certain = guilty.isPresent() && found.states().decided();
        return new BisectResult(
                certain ? "found" : "undecided",
                kept.judge(),
                kept.row().getFirst().text() + ": " + kept.good().why(),
                kept.row().getLast().text() + ": " + kept.bad().why(),
                kept.candidates(),
                lastGood,
                firstBad,
                guilty,
                found.suspects(),
                kept.judged(),
                wayBack.isThere(),
                wayBack.isThere() ? "backsight put " + found.guilty().orElse("INPUT") + " FILE" : wayBack.command(),
                kept.combinations());
    }

    private static Guilty guilty(
            KeptBisect kept, GuiltSearch.Found found, String input, Candidate lastGood, Candidate firstBad) {
        return new Guilty(
                input,
                String.valueOf(kept.inputs().get(input)),
                found.states().decided() ? Optional.of(firstBad.combination().version(input)) : Optional.empty(),
                lastGood.combination().version(input),
                found.swaps().map(swaps -> how(swaps, input)).orElse("no other input changed between the two"));
    }

    private static String how(GuiltSearch.Swaps swaps, String guilty) {
        if (swaps.inputs().size() == 1) {
            return "no other input changed between the two";
        }
        var before = swaps.inputs().subList(0, swaps.search().good());
        return String.join(" and ", swaps.inputs()) + " changed at once; "
                + (before.isEmpty()
                        ? "with " + guilty + " alone changed it is bad"
                        : "with only " + String.join(" and ", before) + " changed it is still good, and it is bad when "
                                + guilty + " changes, too")
                + "; that combination never was live";
    }

    @Override
    public ExitCode exitCode() {
        return outcome.equals("found") ? ExitCode.DONE : ExitCode.FAILED;
    }

    @Override
    public void describe(Console console) {
        console.line("last good   " + lastGood.text());
        console.line("first bad   " + firstBad.text() + why(firstBad.combination()));
        firstBad.doubts().forEach(doubt -> console.line(console.warning("doubt") + "       " + doubt));
        skipped()
                .forEach(skip -> console.line(console.warning("skipped") + "     " + KeptBisect.text(skip.combination())
                        + (skip.why().isEmpty() ? "" : ": " + skip.why())));
        guilty.ifPresentOrElse(input -> describe(input, console), () -> describeSuspects(console));
        console.line("            " + Figures.count(verdicts.size(), "verdict", "verdicts") + " by "
                + (judge.isEmpty() ? "the checks" : judge) + ", "
                + Figures.count(states, "state", "states") + " after the good end");
        console.line(
                lastGoodIsLive
                        ? "The last good state is live. Put a better version, then build and publish: " + next
                        : "Go back to the last good state with: " + next);
    }

    private void describe(Guilty input, Console console) {
        console.line(console.bad("guilty") + "      " + console.strong(input.input()) + "  " + input.key()
                + input.version()
                        .map(version -> "  version " + version.id() + "  " + Figures.time(version.time()) + "  "
                                + Figures.bytes(version.size()))
                        .orElse("  which of its versions is not certain")
                + ", before it " + input.before().id());
        console.line("            " + input.how());
    }

    private void describeSuspects(Console console) {
        console.line(console.warning("undecided") + "   one of " + String.join(", ", suspects)
                + ": too much between the two could not be judged");
    }

    private String why(Combination combination) {
        return verdicts.stream()
                .filter(verdict -> verdict.combination().equals(combination))
                .filter(verdict -> !verdict.why().isEmpty())
                .findFirst()
                .map(verdict -> "  " + verdict.why())
                .orElse("");
    }

    /// {@return what could not be judged although it lies between the last good and the first bad state, or is a swap}
    private List<Judged> skipped() {
        int from = row.indexOf(lastGood.combination());
        int until = row.indexOf(firstBad.combination());
        return verdicts.stream()
                .filter(verdict -> verdict.judgement() == Judgement.SKIP)
                .filter(verdict -> {
                    int place = row.indexOf(verdict.combination());
                    return place < 0 || (from < place && place < until);
                })
                .toList();
    }
}
