package io.github.backsight.cli;

import io.github.backsight.history.Bisection;
import io.github.backsight.history.Combination;
import io.github.backsight.history.GuiltSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Finds the first bad version among those that were live, and the input that it belongs to.
@Command(
        name = "bisect",
        header = "Find the first bad version, and the input that broke the map.",
        description = {
            "",
            "Searches the states of the inputs that the store remembers, by halves: 1,000 states take 10 verdicts. The "
                    + "verdicts come from the checks of a build and of 'publish' and from drift since the good end (the "
                    + "default; nothing is built), from a command of yours, or from you. Changes nothing in the store. Each verdict is kept: after an "
                    + "interruption the same command goes on.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight bisect                                by the checks, from the last good release on",
            "  backsight bisect --run 'test $(wc -l < \"$BACKSIGHT_SCORE\") -gt 70000'",
            "  backsight bisect --ask --good 3f2a --bad \"2 hours ago\"",
            "  backsight bisect --reset                        forgets the verdicts of one that was not finished"
        })
final class BisectCommand implements Operation {
    @Option(
            names = "--good",
            paramLabel = "STATE",
            description = "Where the map was good: a time, or a release by at least 4 characters of its id. "
                    + "Default: the last good release, else the oldest inputs.")
    private Optional<String> good = Optional.empty();

    @Option(
            names = "--bad",
            paramLabel = "STATE",
            description = "Where it was bad, likewise. Default: the newest inputs; after a rollback, those before it.")
    private Optional<String> bad = Optional.empty();

    @Option(
            names = "--run",
            paramLabel = "COMMAND",
            description =
                    "Judge by a command that sh runs: exit 0 is good, 125 skips, any other up to 127 is bad, above "
                            + "that it stops. It finds the file of each input in BACKSIGHT_<INPUT>, and the version in "
                            + "BACKSIGHT_<INPUT>_VERSION.")
    private Optional<String> command = Optional.empty();

    @Option(names = "--ask", description = "Judge yourself: shows where the files are, and asks.")
    private boolean ask;

    @Option(names = "--reset", description = "Forget a bisect that was not finished, and do nothing else.")
    private boolean reset;

    /// @param forgotten how many verdicts were forgotten; empty when there was no bisect
    record Forgotten(Optional<Integer> forgotten) implements Result {
        @Override
        public void describe(Console console) {
            console.line(forgotten
                    .map(count -> "Forgotten: a bisect with " + Figures.count(count, "verdict", "verdicts") + ".")
                    .orElse("There is no unfinished bisect; nothing was changed."));
        }
    }

    @Override
    public Result perform(Session session) throws IOException, InterruptedException {
        var file = KeptBisect.file(session.configurationFile());
        if (reset) {
            return forget(file);
        }
        if (ask && command.isPresent()) {
            throw new CommandException(ExitCode.USAGE, "choose one judge: --run COMMAND or --ask");
        }
        try (var workplace = Workplace.open(session);
                var files = new StateFiles(session, workplace)) {
            var match = new PinMatch(workplace);
            var there = KeptBisect.read(file);
            if (there.isPresent()) {
                there.get().requireSamePlace(workplace, file);
                requireSameQuestion(there.get());
            }
            var kept = there.isPresent() ? there.get() : begun(session, workplace, match);
            var judge =
                    judge(session, workplace, files, match, kept.combinations().getFirst());
            if (there.isEmpty()) {
                kept.write(file);
            }
            session.note(there.isPresent() ? goingOn(kept) : beginning(kept, judge));
            var run = new BisectRun(session, file, judge, kept);
            var found = run.find();
            int lastGood = found.states().good();
            var row = kept.row();
            var wayBack = WayBack.to(row.get(lastGood), row.get(lastGood + 1), workplace, match);
            return BisectResult.of(run.kept(), found, wayBack);
        }
    }

    private KeptBisect begun(Session session, Workplace workplace, PinMatch match) throws IOException {
        var now = session.environment().clock().instant();
        var span = BisectEnds.read(workplace, match, now).between(good, bad);
        return KeptBisect.begin(workplace, now, judgeOptions(), span.good(), span.bad(), span.row());
    }

    private StateJudge judge(
            Session session, Workplace workplace, StateFiles files, PinMatch match, Combination goodEnd)
            throws CommandException {
        if (ask) {
            return new AskingJudge(session, workplace.configuration(), files);
        }
        return command.isPresent()
                ? new CommandJudge(session, workplace.configuration(), files, command.get())
                : new CheckJudge(session, workplace, files, match, goodEnd);
    }

    private String judgeOptions() {
        return ask ? AskingJudge.OPTION : command.map(CommandJudge::options).orElse("");
    }

    /// A verdict counts only for the question that it answered. A command is never taken from the file: what stands
    /// there may be somebody else's.
    private void requireSameQuestion(KeptBisect kept) throws CommandException {
        boolean same = judgeOptions().equals(kept.judge())
                && (good.isEmpty() || good.equals(kept.good().asked()))
                && (bad.isEmpty() || bad.equals(kept.bad().asked()));
        if (!same) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "another bisect is not finished, begun at " + Figures.time(kept.begun()) + " from "
                            + kept.row().getFirst().text() + " to "
                            + kept.row().getLast().text() + ". Go on with it: " + BisectRun.again(kept.judge())
                            + "; or forget it: backsight bisect --reset");
        }
    }

    private static String goingOn(KeptBisect kept) {
        return "Going on with the bisect of " + Figures.time(kept.begun()) + ": "
                + Figures.count(kept.judged().size(), "verdict is", "verdicts are") + " there already.";
    }

    private static String beginning(KeptBisect kept, StateJudge judge) {
        var changed = GuiltSearch.changed(kept.combinations());
        return "good end   " + kept.row().getFirst().text() + "  " + kept.good().why()
                + "\nbad end    " + kept.row().getLast().text() + "  "
                + kept.bad().why()
                + "\n" + Figures.count(kept.candidates(), "state", "states")
                + " may be the first bad one: at most "
                + Figures.count(Bisection.mostVerdicts(kept.candidates()), "verdict", "verdicts") + " by "
                + judge.text() + (judge.automatic() ? ", and one on each end" : "")
                + (changed.size() == 1 ? ". Only " + changed.getFirst() + " changed, so it is guilty." : ".");
    }

    private static Forgotten forget(Path file) throws IOException {
        Optional<Integer> verdicts;
        try {
            verdicts = KeptBisect.read(file).map(kept -> kept.judged().size());
        } catch (CommandException unreadable) {
            verdicts = Optional.of(0);
        }
        Files.deleteIfExists(file);
        return new Forgotten(verdicts);
    }

    @Override
    public String afterInterruption() {
        return "All verdicts are kept: the same command goes on.";
    }
}
