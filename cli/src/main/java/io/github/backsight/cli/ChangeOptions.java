package io.github.backsight.cli;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.draft.Draft;
import io.github.backsight.release.Action;
import io.github.backsight.release.Applier;
import io.github.backsight.release.Intent;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.Plan;
import io.github.backsight.release.SavedPlan;
import io.github.backsight.s3.PlainCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The options of the commands that move the live pointer, and the way from a plan to its result.
final class ChangeOptions {
    @Option(names = "--dry-run", description = "Show the plan and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--plan-out",
            paramLabel = "FILE",
            description = "Save the plan and change nothing; 'backsight apply FILE' does exactly that, or refuses.")
    private Optional<Path> planFile = Optional.empty();

    @Option(
            names = {"-y", "--yes"},
            description = "Go ahead without asking.")
    private boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read the journal later.")
    private String reason = "";

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "When another operation is under way, wait for it so long, as in 90s, 15m or 1h "
                    + "(default: refuse at once).")
    private Optional<String> patience = Optional.empty();

    @Option(names = "--force", description = "Go ahead although checks refuse; the journal records which.")
    private boolean force;

    Intent intent(Session session) {
        var why = force && reason.isBlank() ? "forced, no reason given" : reason;
        return new Intent(who(session), why, force ? Intent.Checks.OVERRULED : Intent.Checks.KEPT);
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean savesPlan() {
        return planFile.isPresent();
    }

    /// {@return whether the user says yes to `question`, or has said so already by `--yes`}
    boolean agrees(Session session, String question) throws IOException {
        return yes || session.confirm(question, "--yes");
    }

    /// {@return the user, as the surroundings name them}
    static String who(Session session) {
        return Stream.of("BACKSIGHT_USER", "GITHUB_ACTOR", "USER", "LOGNAME")
                .map(name -> session.environment().variable(name))
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(System.getProperty("user.name", "unknown"));
    }

    /// Waits until nobody is at work whom `action` has to let finish, as long as `--wait` says. To be called before the
    /// plan is made, since what the other one does would make it stale.
    ///
    /// @throws CommandException when time is up
    void awaitTurn(Session session, Workplace workplace, Action action) throws IOException {
        if (patience.isPresent()) {
            Turn.of(session, workplace).await(action, Turn.patience(patience.get()));
        }
    }

    /// Shows the plan, asks, applies it.
    ///
    /// @param asks whether a person is asked before anything changes
    Result settle(Session session, Workplace workplace, Plan plan, boolean asks) throws IOException {
        if (!session.options().json() && !session.options().quiet()) {
            var console = Console.of(session.environment(), Environment.Channel.OUT);
            OutcomeResult.describe(plan, console);
            PublicChange.describe(session, workplace, plan, console);
        }
        if (planFile.isPresent()) {
            return save(session, workplace, plan, planFile.get());
        }
        if (dryRun) {
            return OutcomeResult.planned(plan);
        }
        return carryOut(session, workplace, plan, asks && !yes);
    }

    private static Result save(Session session, Workplace workplace, Plan plan, Path file) throws IOException {
        var saved = SavedPlan.of(
                plan,
                workplace.store().location(),
                workplace.prefix(),
                session.environment().clock().instant(),
                commands(session, workplace, plan));
        var target = session.path(file);
        if (Files.exists(target)) {
            throw new CommandException(
                    ExitCode.USAGE, "'" + file + "' is there already; name another file with --plan-out");
        }
        try (var draft = Draft.of(target)) {
            Files.write(draft.file(), saved.bytes());
            draft.publish();
        }
        return OutcomeResult.saved(plan, file, saved.digest());
    }

    private static List<String> commands(Session session, Workplace workplace, Plan plan) {
        return switch (workplace.configuration().store()) {
            case StoreLocation.Folder unused -> List.of();
            case StoreLocation.Bucket bucket -> {
                var now = session.environment().clock().instant();
                var pointer = plan.pointer(OperationId.begunAt(now, new SecureRandom()), now);
                var access = workplace.configuration().publish().access();
                yield new PlainCommands(bucket, workplace.prefix(), access).of(plan, pointer);
            }
        };
    }

    /// Asks, and applies the plan.
    ///
    /// @param asks whether a person is asked before anything changes
    static Result carryOut(Session session, Workplace workplace, Plan plan, boolean asks) throws IOException {
        boolean refused = !plan.refusals().isEmpty() && plan.intent().checks() == Intent.Checks.KEPT;
        try (var readers = Readers.of(workplace)) {
            var applier = new Applier(
                    workplace.store(),
                    workplace.prefix(),
                    Readers.serving(workplace),
                    readers.side(),
                    Turn.owner(),
                    session.environment().clock(),
                    new SecureRandom());
            if (!refused) {
                applier.requireWritable(plan); // Before anybody is asked to say yes to it.
            }
            if (asks && plan.changesAnything() && !refused && !session.confirm("Go ahead?", "--yes")) {
                return OutcomeResult.declined(plan);
            }
            return OutcomeResult.of(plan, applier.apply(plan, session.progress()));
        }
    }
}
