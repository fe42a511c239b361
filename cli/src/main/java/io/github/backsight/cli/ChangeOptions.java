package io.github.backsight.cli;

import io.github.backsight.release.Applier;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Plan;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The options of the commands that move the live pointer, and the way from a plan to its result.
final class ChangeOptions {
    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Go ahead without asking.")
    private boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read the journal later.")
    private String reason = "";

    @Option(names = "--force", description = "Go ahead although checks refuse; the journal records which.")
    private boolean force;

    Intent intent(Session session) {
        var who = Stream.of("BACKSIGHT_USER", "GITHUB_ACTOR", "USER", "LOGNAME")
                .map(name -> session.environment().variable(name))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(System.getProperty("user.name", "unknown"));
        var why = force && reason.isBlank() ? "forced, no reason given" : reason;
        return new Intent(who, why, force ? Intent.Checks.OVERRULED : Intent.Checks.KEPT);
    }

    /// Shows the plan, asks, applies it.
    ///
    /// @param asks whether a person is asked before anything changes
    Result settle(Session session, Workplace workplace, Plan plan, boolean asks) throws IOException {
        if (!session.options().json() && !session.options().quiet()) {
            OutcomeResult.describe(plan, Console.of(session.environment(), Environment.Channel.OUT));
        }
        if (dryRun) {
            return OutcomeResult.planned(plan);
        }
        try (var readers = Readers.of(workplace)) {
            var applier = new Applier(
                    workplace.store(),
                    workplace.prefix(),
                    Readers.serving(workplace),
                    readers.side(),
                    session.environment().clock(),
                    new SecureRandom());
            boolean refused = !plan.refusals().isEmpty() && !force;
            if (!refused) {
                applier.requireWritable(plan); // Before anybody is asked to say yes to it.
            }
            if (asks && !yes && plan.changesAnything() && !refused && !session.confirm("Go ahead?", "--yes")) {
                return OutcomeResult.declined(plan);
            }
            return OutcomeResult.of(plan, applier.apply(plan, session.progress()));
        }
    }
}
