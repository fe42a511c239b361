package io.github.backsight.cli;

import io.github.backsight.release.Action;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes the published map back.
@Command(
        name = "rollback",
        header = "Take the published map back to a known good release.",
        description = {
            "",
            "Shows a plan, asks, switches the live pointer first, then writes the old input versions on top (a deleted "
                    + "input comes back), verifies both and records every step. Nothing is ever deleted: going back can "
                    + "itself be taken back.",
            "",
            "The target is a release, or versions of the inputs: those of a time (--as-of), or named ones (--pin; the "
                    + "others stay as the live release has them). Where no release was made of these yet, it is built "
                    + "and checked first.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight rollback                      to the last good release before the live one",
            "  backsight rollback --dry-run            what that would do; changes nothing",
            "  backsight rollback previous             to the one directly before the live one",
            "  backsight rollback --as-of \"2 hours ago\"  to the inputs of that time",
            "  backsight rollback --pin score=VERSION  to that version of one input",
            "  backsight rollback --plan-out back.json  saves the plan, for 'backsight apply back.json'",
            "  backsight rollback 3f2a --yes --reason \"scores a hundredfold\""
        })
final class RollbackCommand implements Operation {
    @Parameters(arity = "0..1", paramLabel = "TARGET", description = NamedTarget.DESCRIPTION)
    private Optional<String> target = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Go to the inputs as they were then: 2026-11-23T03:00:00Z, or \"2 hours ago\".")
    private Optional<String> asOf = Optional.empty();

    @Option(
            names = "--pin",
            paramLabel = "INPUT=VERSION",
            description =
                    "Go to this version of an input (or INPUT@VERSION). May be repeated; inputs that are not named stay as the live "
                            + "release has them.")
    private List<String> pinned = List.of();

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    @Override
    public Result perform(Session session) throws IOException {
        requireOneTarget();
        try (var workplace = Workplace.open(session)) {
            options.awaitTurn(session, workplace, Action.ROLLBACK);
            if (asOf.isPresent()) {
                var wanted = new InputTargets(session, workplace).asOf(asOf.get());
                return new InputRollback(session, workplace, options, wanted).perform();
            }
            if (!pinned.isEmpty()) {
                var wanted = new InputTargets(session, workplace).pinned(PinnedVersions.parse(pinned));
                return new InputRollback(session, workplace, options, wanted).perform();
            }
            var goal = NamedTarget.of(workplace, target.orElse(NamedTarget.LAST_GOOD));
            var plan = Readers.planner(workplace).rollback(goal, options.intent(session));
            return options.settle(session, workplace, plan, true);
        }
    }

    private void requireOneTarget() throws CommandException {
        int targets = (target.isPresent() ? 1 : 0) + (asOf.isPresent() ? 1 : 0) + (pinned.isEmpty() ? 0 : 1);
        if (targets > 1) {
            throw new CommandException(
                    ExitCode.USAGE, "name one target only: a release, or --as-of TIME, or --pin INPUT=VERSION");
        }
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight status' to see what is live, then the same command again to complete it.";
    }
}
