package io.github.backsight.cli;

import io.github.backsight.release.Action;
import io.github.backsight.release.Target;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Takes the published map back.
@Command(
        name = "rollback",
        header = "Take the published map back to a known good release.",
        description = {
            "",
            "Shows a plan, asks, switches the live pointer first, then writes the old input versions on top (a deleted "
                    + "input comes back), verifies both and records every step. Nothing is ever deleted: going back can "
                    + "itself be taken back by publishing again.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight rollback                      to the last good release before the live one",
            "  backsight rollback --dry-run            what that would do; changes nothing",
            "  backsight rollback --plan-out back.json  saves the plan, for 'backsight apply back.json'",
            "  backsight rollback 3f2a --yes --reason \"scores a hundredfold\""
        })
final class RollbackCommand implements Operation {
    private static final String LAST_GOOD = "last-good";

    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            defaultValue = LAST_GOOD,
            description = "A release, by at least 4 characters of its id, or ${DEFAULT-VALUE} (the default).")
    private String target = LAST_GOOD;

    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            options.awaitTurn(session, workplace, Action.ROLLBACK);
            var goal = target.equals(LAST_GOOD)
                    ? new Target.LastGood()
                    : new Target.Release(PublishCommand.resolved(workplace, target));
            var plan = Readers.planner(workplace).rollback(goal, options.intent(session));
            return options.settle(session, workplace, plan, true);
        }
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight status' to see what is live, then the same command again to complete it.";
    }
}
