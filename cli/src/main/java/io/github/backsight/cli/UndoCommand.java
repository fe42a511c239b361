package io.github.backsight.cli;

import io.github.backsight.release.Action;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Takes back the last publish, rollback or undo.
@Command(
        name = "undo",
        header = "Take back the last publish or rollback.",
        description = {
            "",
            "Makes the release live again that was live before it. Inputs that a rollback restored get the versions on top "
                    + "that were the newest before. An undo can be undone: a second one goes back to where the first began.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight undo --dry-run                       what it would do; changes nothing",
            "  backsight undo --yes --reason \"wrong map\""
        })
final class UndoCommand implements Operation {
    @Mixin
    private final ChangeOptions options = new ChangeOptions();

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            options.awaitTurn(session, workplace, Action.UNDO);
            var plan = Readers.planner(workplace).undo(options.intent(session));
            return options.settle(session, workplace, plan, true);
        }
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight status' to see what is live, then 'backsight undo' again to complete it.";
    }
}
