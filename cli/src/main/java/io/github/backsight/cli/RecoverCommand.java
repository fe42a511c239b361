package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.backsight.release.Intent;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.Recovery;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Finishes or ends an operation that was interrupted.
@Command(
        name = "recover",
        header = "Finish, or abandon, an operation that was interrupted.",
        description = {
            "",
            "A publish, rollback or undo whose process was killed leaves one whole release live, and a journal without an "
                    + "end. This does what it had still to do, after showing it. With --abandon nothing is done any more: "
                    + "the journal says who decided that, and what was done stands.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight recover                     the last one that can go on",
            "  backsight recover --dry-run           what that would do; changes nothing",
            "  backsight recover 20261123T0215 --abandon --reason \"begun by mistake\""
        })
final class RecoverCommand implements Operation {
    @Parameters(
            arity = "0..1",
            paramLabel = "OPERATION",
            description = "The operation, or the beginning of its id (default: the last one that has no end).")
    private Optional<String> start = Optional.empty();

    @Option(names = "--abandon", description = "Finish nothing; write into the journal that nobody will.")
    private boolean abandon;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why it is abandoned.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Show what would be done and change nothing.")
    private boolean dryRun;

    @Option(
            names = {"-y", "--yes"},
            description = "Go ahead without asking.")
    private boolean yes;

    /// What became of an operation that was not finished here.
    ///
    /// @param outcome `nothingToDo`, `planned`, `declined` or `abandoned`
    /// @param operation empty when there is none
    /// @param message one sentence for people
    record Left(
            String outcome,
            Optional<OperationId> operation,
            String message,
            @JsonIgnore ExitCode ending) implements Result {
        @Override
        public ExitCode exitCode() {
            return ending;
        }

        @Override
        public void describe(Console console) {
            console.line(ending == ExitCode.DONE ? message : console.warning(message));
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        if (abandon && reason.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE, "--abandon takes a --reason: a few words for those who read the journal later");
        }
        try (var workplace = Workplace.open(session)) {
            var recovery = new Recovery(
                    workplace.store(),
                    workplace.prefix(),
                    Turn.owner(),
                    session.environment().clock(),
                    new SecureRandom());
            var open = recovery.interrupted();
            if (open.isEmpty() && start.isEmpty()) {
                return new Left(
                        "nothingToDo",
                        Optional.empty(),
                        "No operation is unfinished; nothing was changed.",
                        ExitCode.DONE);
            }
            var chosen = chosen(open);
            return abandon ? abandoned(session, workplace, recovery, chosen) : finished(session, workplace, chosen);
        }
    }

    private Recovery.Interrupted chosen(List<Recovery.Interrupted> open) throws CommandException {
        var found = start.isPresent()
                ? open.stream()
                        .filter(each -> each.operation().value().startsWith(start.get()))
                        .toList()
                : byDefault(open);
        if (found.size() != 1) {
            var those = open.stream().map(each -> each.operation().value()).toList();
            throw new CommandException(
                    ExitCode.USAGE,
                    found.isEmpty()
                            ? "no unfinished operation begins with '" + start.orElse("") + "'; "
                                    + (those.isEmpty() ? "none is unfinished" : "there are " + String.join(", ", those))
                            : "several unfinished operations begin with '" + start.orElse("")
                                    + "'; give more characters");
        }
        return found.getFirst();
    }

    private static List<Recovery.Interrupted> byDefault(List<Recovery.Interrupted> open) {
        var newest = open.stream().filter(Recovery.Interrupted::canGoOn).findFirst();
        return List.of(newest.orElseGet(open::getFirst));
    }

    private Result finished(Session session, Workplace workplace, Recovery.Interrupted chosen) throws IOException {
        var plan = Readers.planner(workplace).finish(chosen.operation(), ChangeOptions.who(session));
        if (!session.options().json() && !session.options().quiet()) {
            var console = Console.of(session.environment(), Environment.Channel.OUT);
            console.line("Unfinished: " + chosen.text() + ", operation " + chosen.operation());
            OutcomeResult.describe(plan, console);
        }
        return dryRun ? OutcomeResult.planned(plan) : ChangeOptions.carryOut(session, workplace, plan, !yes);
    }

    private Result abandoned(Session session, Workplace workplace, Recovery recovery, Recovery.Interrupted chosen)
            throws IOException {
        var operation = chosen.operation();
        if (!session.options().json() && !session.options().quiet()) {
            var console = Console.of(session.environment(), Environment.Channel.OUT);
            console.line("Abandon: " + chosen.text() + ", operation " + operation);
            if (chosen.canGoOn()) {
                console.line("It would still do the following, which is left undone:");
                OutcomeResult.describe(
                        Readers.planner(workplace).finish(operation, ChangeOptions.who(session)), console);
            }
        }
        if (dryRun) {
            return new Left(
                    "planned",
                    Optional.of(operation),
                    "DRY RUN: nothing was changed. Without --dry-run it would be abandoned.",
                    ExitCode.DONE);
        }
        if (!yes && !session.confirm("Abandon it?", "--yes")) {
            return new Left(
                    "declined", Optional.of(operation), "Nothing was changed: you did not say yes.", ExitCode.REFUSED);
        }
        return switch (recovery.abandon(operation, Intent.of(ChangeOptions.who(session), reason))) {
            case Recovery.Ended.Done done ->
                new Left(
                        "abandoned",
                        Optional.of(operation),
                        "Operation " + operation + " is abandoned; what it has done stands."
                                + (chosen.switched() ? " The release that it made live stays live." : ""),
                        ExitCode.DONE);
            case Recovery.Ended.Busy busy ->
                throw new CommandException(ExitCode.REFUSED, busy.lease().text() + ", is at work; nothing was changed");
            case Recovery.Ended.InDoubt doubt ->
                throw new CommandException(
                        ExitCode.UNKNOWN,
                        "operation " + operation + " may or may not be abandoned: "
                                + doubt.cause().getMessage() + ". Run 'backsight status', then the same command again");
        };
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight status' to see what is live, then 'backsight recover' again.";
    }
}
