package io.github.backsight.cli;

import io.github.backsight.cli.KeptBisect.Candidate;
import io.github.backsight.cli.KeptBisect.Judged;
import io.github.backsight.history.Combination;
import io.github.backsight.history.GuiltSearch;
import io.github.backsight.history.Judgement;
import io.github.backsight.store.MissingVersionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Asks a judge until the guilty input is found. Each verdict is kept before the next one is asked for.
final class BisectRun {
    private final Session session;
    private final Path file;
    private final StateJudge judge;
    private KeptBisect kept;

    /// @param file where the verdicts are kept
    BisectRun(Session session, Path file, StateJudge judge, KeptBisect kept) {
        this.session = session;
        this.file = file;
        this.judge = judge;
        this.kept = kept;
    }

    /// {@return everything up to the last verdict}
    KeptBisect kept() {
        return kept;
    }

    /// Searches, and then forgets what was kept.
    ///
    /// @throws CommandException if an end is not what it is said to be
    GuiltSearch.Found find() throws IOException, InterruptedException {
        var wrongEnd = judge.automatic() ? keeping(this::wrongEnd) : Optional.<String>empty();
        if (wrongEnd.isPresent()) {
            Files.deleteIfExists(file); // Nothing could be found from there.
            throw new CommandException(ExitCode.REFUSED, wrongEnd.get());
        }
        var found = keeping(() -> GuiltSearch.find(kept.combinations(), this::verdict));
        Files.deleteIfExists(file);
        return found;
    }

    private interface Part<T> {
        T run() throws IOException, InterruptedException;
    }

    private <T> T keeping(Part<T> part) throws IOException, InterruptedException {
        try {
            return part.run();
        } catch (IOException e) {
            session.note(Figures.count(kept.judged().size(), "verdict is", "verdicts are") + " kept. Go on with: "
                    + again(kept.judge()) + "; forget with: backsight bisect --reset");
            throw e;
        }
    }

    /// {@return the command that continues a bisect}
    static String again(String judge) {
        return "backsight bisect" + (judge.isEmpty() ? "" : " " + judge);
    }

    /// {@return what is wrong with an end, if anything}
    private Optional<String> wrongEnd() throws IOException, InterruptedException {
        var good = wrong(kept.row().getFirst(), kept.good(), Judgement.GOOD);
        return good.isPresent() ? good : wrong(kept.row().getLast(), kept.bad(), Judgement.BAD);
    }

    private Optional<String> wrong(Candidate end, KeptBisect.End chosen, Judgement expected)
            throws IOException, InterruptedException {
        var judgement = verdict(end.combination());
        if (judgement == expected) {
            return Optional.empty();
        }
        var why = kept.judged(end.combination()).map(Judged::why).orElse("");
        var name = expected == Judgement.GOOD ? "good" : "bad";
        return Optional.of("the " + name + " end, " + end.text() + " (" + chosen.why() + "), "
                + switch (judgement) {
                    case GOOD -> "is good by " + judge.text();
                    case BAD -> "is bad by " + judge.text();
                    case SKIP -> "cannot be judged by " + judge.text();
                }
                + (why.isEmpty() ? "" : " (" + why + ")")
                + ". Name another end with --" + name + ", or judge in another way: --run COMMAND, --ask");
    }

    private Judgement verdict(Combination combination) throws IOException, InterruptedException {
        var known = kept.judged(combination);
        if (known.isPresent()) {
            return known.get().judgement();
        }
        var said = said(combination);
        var now = session.environment().clock().instant();
        kept = kept.with(new Judged(combination, said.judgement(), said.why(), now));
        kept.write(file);
        session.note(
                words(said.judgement()) + "  " + name(combination) + (said.why().isEmpty() ? "" : "  " + said.why()));
        return said.judgement();
    }

    private StateJudge.Said said(Combination combination) throws IOException, InterruptedException {
        try {
            return judge.judge(combination, question(combination));
        } catch (UnobtainableException | MissingVersionException e) {
            return new StateJudge.Said(Judgement.SKIP, String.valueOf(e.getMessage()));
        }
    }

    private String question(Combination combination) {
        return "Verdict " + (kept.judged().size() + 1) + " of a search among "
                + Figures.count(kept.candidates(), "state", "states") + ": " + name(combination);
    }

    private String name(Combination combination) {
        return kept.row().stream()
                .filter(candidate -> candidate.combination().equals(combination))
                .findFirst()
                .map(Candidate::text)
                .orElseGet(() -> "never live together  " + KeptBisect.text(combination));
    }

    static String words(Judgement judgement) {
        return switch (judgement) {
            case GOOD -> "good";
            case BAD -> "bad ";
            case SKIP -> "skip";
        };
    }
}
