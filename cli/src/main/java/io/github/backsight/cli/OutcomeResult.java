package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.backsight.finding.Finding;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.Moved;
import io.github.backsight.release.OperationResult;
import io.github.backsight.release.Outcome;
import io.github.backsight.release.Plan;
import io.github.backsight.release.StepResult;
import io.github.backsight.store.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a publish or a rollback would do, or did.
///
/// @param outcome `planned`, `declined`, `done`, `nothingToDo`, `refusedByChecks`, `refusedAsStale`, `refusedByLock`,
/// `overtaken`, `failed` or `unsettled`
/// @param release what is or was to be live
/// @param message one sentence for people
record OutcomeResult(
        String outcome,
        String action,
        String release,
        Optional<String> previous,
        String message,
        Plan plan,
        Optional<OperationResult> result,
        List<Finding> findings,
        @JsonIgnore ExitCode ending)
        implements Result {

    @Override
    public ExitCode exitCode() {
        return ending;
    }

    /// {@return the answer of a dry run; nothing was changed}
    static OutcomeResult planned(Plan plan) {
        return of(
                "planned",
                plan,
                "DRY RUN: nothing was changed. Without --dry-run, this is what would be done.",
                Optional.empty(),
                ExitCode.DONE);
    }

    /// {@return the answer when the plan was only saved; nothing was changed}
    static OutcomeResult saved(Plan plan, Path file, Sha256 digest) {
        return of(
                "planned",
                plan,
                "PLAN ONLY: nothing was changed. Saved to " + file + " with digest " + digest
                        + ". To do exactly this: backsight apply " + file + " --expect "
                        + digest.hex().substring(0, ApplyCommand.LEAST_DIGITS),
                Optional.empty(),
                ExitCode.DONE);
    }

    /// {@return the answer when the user did not say yes; nothing was changed}
    static OutcomeResult declined(Plan plan) {
        return of("declined", plan, "Nothing was changed: you did not say yes.", Optional.empty(), ExitCode.REFUSED);
    }

    static OutcomeResult of(Plan plan, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done ->
                of(
                        "done",
                        plan,
                        "Release " + plan.release() + " is live. Verified.",
                        Optional.of(done.result()),
                        ExitCode.DONE);
            case Outcome.NothingToDo nothing ->
                of(
                        "nothingToDo",
                        plan,
                        "Release " + nothing.live() + " is live already; nothing was changed.",
                        Optional.empty(),
                        ExitCode.DONE);
            case Outcome.RefusedByChecks refused ->
                of(
                        "refusedByChecks",
                        plan,
                        "Refused by " + refused.findings().size()
                                + " of the checks above; nothing was changed. To go ahead all the same: --force --reason TEXT.",
                        Optional.empty(),
                        ExitCode.REFUSED);
            case Outcome.RefusedAsStale stale ->
                of(
                        "refusedAsStale",
                        plan,
                        "Refused: since the plan was made, "
                                + stale.moved().stream().map(Moved::text).collect(Collectors.joining("; "))
                                + ". Nothing was changed; run the command again to see the new plan.",
                        Optional.empty(),
                        ExitCode.REFUSED);
            case Outcome.RefusedByLock refused ->
                of(
                        "refusedByLock",
                        plan,
                        "Refused: " + refused.lease().text() + ", goes first. Nothing was changed. Try again when it"
                                + " has ended; publish, rollback and undo also wait: --wait 15m",
                        Optional.empty(),
                        ExitCode.REFUSED);
            case Outcome.Overtaken overtaken ->
                of(
                        "overtaken",
                        plan,
                        "Release " + plan.release() + " was live, and then another operation made "
                                + overtaken
                                        .live()
                                        .map(live -> live.release().value())
                                        .orElse("nothing")
                                + " live. Run: backsight status",
                        Optional.of(overtaken.result()),
                        ExitCode.FAILED);
            case Outcome.Failed failed ->
                of("failed", plan, failed.message(), Optional.of(failed.result()), ExitCode.FAILED);
            case Outcome.Unsettled unsettled ->
                of("unsettled", plan, unsettled.message(), Optional.of(unsettled.result()), ExitCode.UNKNOWN);
        };
    }

    private static OutcomeResult of(
            String outcome, Plan plan, String message, Optional<OperationResult> result, ExitCode exitCode) {
        return new OutcomeResult(
                outcome,
                plan.action().name().toLowerCase(Locale.ROOT),
                plan.release().value(),
                plan.live().map(live -> live.release().value()),
                message,
                plan,
                result,
                plan.findings(),
                exitCode);
    }

    /// Shows what a plan would do, before anybody is asked.
    static void describe(Plan plan, Console console) {
        var from = plan.live().map(live -> live.release().value()).orElse("nothing");
        console.line(console.strong(
                        switch (plan.action()) {
                            case PUBLISH -> "Publish";
                            case ROLLBACK -> "Roll back";
                            case UNDO -> "Undo";
                        })
                + " plan");
        console.line("  live pointer   " + from + (plan.movesPointer() ? " → " : " stays ")
                + console.strong(plan.release().value()));
        for (var input : plan.inputs()) {
            console.line(
                    "  input " + String.format(Locale.ROOT, "%-8s", input.pin().input()) + " "
                            + input.pin().key() + ": " + change(input));
        }
        plan.documents().forEach(document -> console.line("  document       " + document + ": rewritten"));
        plan.inPlace()
                .ifPresent(places -> console.line("  fixed places   " + places.copied() + " files copied there, "
                        + places.removed() + " removed after that"));
        plan.passedOver().forEach(passed -> console.line("  passed over    " + passed.release() + ": " + passed.why()));
        plan.resumes().ifPresent(operation -> console.line("  completes the unfinished operation " + operation));
        console.findings(plan.findings());
    }

    private static String change(InputPlan input) {
        return switch (input.change()) {
            case NONE -> "has these bytes already (" + input.now().text() + ")";
            case RESTORE ->
                input.now().text() + " → "
                        + input.kept()
                                .map(kept -> "a copy of '" + kept + "', which 'pin' keeps,")
                                .orElseGet(() ->
                                        "a copy of version " + input.source().orElseThrow())
                        + " on top";
            case GONE ->
                "no version has the bytes of this release any more; left as it is ("
                        + input.now().text() + ")";
        };
    }

    @Override
    public void describe(Console console) {
        result.ifPresent(done -> {
            for (var step : done.steps()) {
                console.line(
                        String.format(Locale.ROOT, "  %8s  ", Figures.duration(Duration.ofMillis(step.milliseconds())))
                                + mark(step, console) + "  " + step.step() + "  " + step.object()
                                + (step.detail().isEmpty() ? "" : "  " + console.faint(step.detail())));
            }
            console.line(String.format(Locale.ROOT, "  %8s  ", Figures.duration(Duration.ofMillis(done.milliseconds())))
                    + "altogether, recorded as " + done.operation());
            done.timeToSafe()
                    .ifPresent(safe -> console.line(
                            console.good("safe after " + Figures.duration(Duration.ofMillis(safe.milliseconds())))
                                    + ": " + Figures.count(safe.addresses(), "address answers", "addresses answer")
                                    + " with release " + release));
        });
        console.line(
                switch (ending) {
                    case DONE -> console.good(message);
                    case REFUSED -> console.warning(message);
                    case FAILED, UNKNOWN, USAGE, INTERRUPTED -> console.bad(message);
                });
    }

    private static String mark(StepResult step, Console console) {
        return switch (step.ended()) {
            case DONE -> console.good("done       ");
            case NOTHING_TO_DO -> console.faint("as it was  ");
            case UNDER_WAY -> console.warning("under way  ");
            case FAILED -> console.bad("FAILED     ");
            case UNKNOWN -> console.bad("UNKNOWN    ");
            case OVERTAKEN -> console.warning("overtaken  ");
            case NOT_REACHED -> console.faint("not reached");
        };
    }
}
