package io.github.backsight.cli;

import io.github.backsight.release.Freeze;
import io.github.backsight.release.Frozen;
import io.github.backsight.release.Intent;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lets publishing go on after a rollback.
@Command(
        name = "unfreeze",
        header = "Let publishing go on after a rollback.",
        description = {
            "",
            "After a rollback 'publish' refuses, so that no job brings the bad map back while people still look for the "
                    + "cause. This lifts that, and records who did it and why. What is live does not change.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight unfreeze --reason \"scores corrected\"",
            "  backsight unfreeze --reason check --dry-run     only says whether it is frozen, and why"
        })
final class UnfreezeCommand implements Operation {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why the map may change again.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only say whether publishing is frozen.")
    private boolean dryRun;

    /// @param freeze that was, or with a dry run would be, lifted; `null` when there is none
    record Unfrozen(boolean dryRun, Optional<Frozen> freeze) implements Result {
        @Override
        public void describe(Console console) {
            if (freeze.isEmpty()) {
                console.line("Publishing is not frozen; nothing was changed.");
            } else if (dryRun) {
                console.line("DRY RUN: nothing was changed. Publishing is frozen since "
                        + freeze.get().text() + ". Without --dry-run it could go on.");
            } else {
                console.line(console.good("Publishing may go on.") + " It was frozen since "
                        + freeze.get().text() + ".");
            }
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        if (reason.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE, "--reason takes a few words, for those who read the record later");
        }
        try (var workplace = Workplace.open(session)) {
            var freeze = new Freeze(workplace.store(), workplace.prefix());
            return dryRun ? new Unfrozen(true, freeze.now()) : lifted(session, freeze);
        }
    }

    private Unfrozen lifted(Session session, Freeze freeze) throws IOException {
        var intent = Intent.of(ChangeOptions.who(session), reason);
        return switch (freeze.lift(intent, session.environment().clock())) {
            case Freeze.Lifted.Done done -> new Unfrozen(false, Optional.of(done.freeze()));
            case Freeze.Lifted.NothingToDo nothing -> new Unfrozen(false, Optional.empty());
            case Freeze.Lifted.InDoubt doubt ->
                throw new CommandException(
                        ExitCode.UNKNOWN,
                        "publishing may or may not be frozen: " + doubt.cause().getMessage()
                                + ". Run 'backsight status', then the same command again");
        };
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight status' to see whether publishing is still frozen.";
    }
}
