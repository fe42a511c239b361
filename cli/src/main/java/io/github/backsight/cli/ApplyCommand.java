package io.github.backsight.cli;

import io.github.backsight.release.SavedPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Does what a saved plan says.
@Command(
        name = "apply",
        header = "Do exactly what a saved plan says, or refuse.",
        description = {
            "",
            "The plan comes from 'publish' or 'rollback' with --plan-out, perhaps of a colleague. When anything that it "
                    + "saw has moved since, it is refused and what moved is named: nothing is changed then.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight apply back.json                         what 'rollback --plan-out back.json' saved",
            "  backsight apply back.json --expect 7c1de25a90b3   the very plan that a colleague speaks of"
        })
final class ApplyCommand implements Operation {
    /// So many digits of a digest nobody hits by chance, and everybody can read out.
    static final int LEAST_DIGITS = 12;

    @Parameters(paramLabel = "FILE", description = "The saved plan.")
    private Path file = Path.of("");

    @Option(
            names = "--expect",
            paramLabel = "DIGEST",
            description = "Refuse any other plan than the one of this digest, or of at least its first " + LEAST_DIGITS
                    + " digits.")
    private Optional<String> expected = Optional.empty();

    @Option(
            names = {"-y", "--yes"},
            description = "Go ahead without asking.")
    private boolean yes;

    @Override
    public Result perform(Session session) throws IOException {
        var saved = read(session);
        requireExpected(saved);
        try (var workplace = Workplace.open(session)) {
            requireSamePlace(saved, workplace);
            var plan = saved.appliedBy(ChangeOptions.who(session));
            if (!session.options().json() && !session.options().quiet()) {
                OutcomeResult.describe(plan, Console.of(session.environment(), Environment.Channel.OUT));
            }
            return ChangeOptions.carryOut(session, workplace, plan, !yes);
        }
    }

    private SavedPlan read(Session session) throws IOException {
        try {
            return SavedPlan.of(Files.readAllBytes(session.path(file)), file.toString());
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "there is no file '" + file + "'; save a plan with: backsight rollback --plan-out " + file);
        }
    }

    private void requireExpected(SavedPlan saved) throws CommandException {
        var digits = expected.map(text -> text.toLowerCase(Locale.ROOT));
        if (digits.isEmpty()) {
            return;
        }
        if (digits.get().length() < LEAST_DIGITS) {
            throw new CommandException(
                    ExitCode.USAGE, "--expect takes at least " + LEAST_DIGITS + " digits of the plan's digest");
        }
        if (!saved.digest().hex().startsWith(digits.get())) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "'" + file + "' is another plan: its digest is " + saved.digest() + ", and " + expected.get()
                            + " is expected. Nothing was changed");
        }
    }

    private void requireSamePlace(SavedPlan saved, Workplace workplace) throws CommandException {
        var here = workplace.store().location();
        if (!saved.store().equals(here) || !saved.prefix().equals(workplace.prefix())) {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "'" + file + "' was made for " + saved.store() + ", prefix '" + saved.prefix()
                            + "', and the configuration names " + here + ", prefix '" + workplace.prefix()
                            + "'. Nothing was changed");
        }
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight status' to see what is live and how to complete it.";
    }
}
