package io.github.backsight.cli;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.input.InputCache;
import io.github.backsight.release.Drill;
import io.github.backsight.release.DrillRecord;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Plan;
import io.github.backsight.release.StepResult;
import io.github.backsight.s3.S3ObjectStore;
import io.github.backsight.s3.S3Options;
import io.github.backsight.store.FolderObjectStore;
import io.github.backsight.web.StoreWithAddresses;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Rehearses a rollback.
@Command(
        name = "drill",
        header = "Rehearse a rollback on a copy, and measure it.",
        description = {
            "",
            "Copies the release, the live pointer and the inputs to a place of its own, does the whole rollback there with "
                    + "the same code, verifies it, and removes the copy. Nothing live is touched. In a bucket the place is "
                    + "below PREFIX/.backsight/drill/, or that folder of another bucket (--to); for a folder it is a "
                    + "temporary folder beside the configuration.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight drill               the rollback to the last good release",
            "  backsight drill 3f2a          to another one",
            "  backsight drill --to spare    in the bucket 'spare'",
            "  backsight drill --dry-run     what would be rehearsed; copies nothing"
        })
final class DrillCommand implements Operation {
    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            defaultValue = NamedTarget.LAST_GOOD,
            description = NamedTarget.DESCRIPTION)
    private String target = NamedTarget.LAST_GOOD;

    @Option(
            names = "--to",
            paramLabel = "BUCKET",
            description =
                    "Rehearse in another bucket of the same server, which keeps versions; copies go by way of this "
                            + "machine.")
    private Optional<String> other = Optional.empty();

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who read the record later.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Show the plan that would be rehearsed and copy nothing.")
    private boolean dryRun;

    /// @param outcome `planned`, `done`, `failed` or `unsettled`
    /// @param release that is gone back to
    /// @param record of the drill; `null` for a dry run
    record Shown(String outcome, String release, Plan plan, Optional<DrillRecord> record) implements Result {
        @Override
        public ExitCode exitCode() {
            return switch (outcome) {
                case "planned", "done" -> ExitCode.DONE;
                case "unsettled" -> ExitCode.UNKNOWN;
                default -> ExitCode.FAILED;
            };
        }

        @Override
        public void describe(Console console) {
            if (record.isEmpty()) {
                OutcomeResult.describe(plan, console);
                console.line("DRY RUN: nothing was copied or changed. Without --dry-run, this is rehearsed on a copy.");
                return;
            }
            var drill = record.get();
            console.line("Drill " + drill.operation() + " in " + drill.place());
            drill.preparation().stream()
                    .filter(step -> !step.step().equals("clear"))
                    .forEach(step -> describe(step, console));
            drill.rollback().ifPresent(result -> {
                console.line(milliseconds(drill.planMilliseconds()) + "done  plan");
                result.steps().forEach(step -> describe(step, console));
            });
            drill.preparation().stream()
                    .filter(step -> step.step().equals("clear"))
                    .forEach(step -> describe(step, console));
            if (outcome.equals("done")) {
                console.line(console.good(drill.message()) + " Time to safe: "
                        + console.strong(Figures.duration(Duration.ofMillis(drill.safeMilliseconds())))
                        + ". Nothing live was touched.");
            } else {
                console.line(console.bad("The drill failed: ") + drill.message() + " Nothing live was touched.");
            }
            if (!drill.cleared()) {
                console.line(console.warning("Its copies are still there: ") + drill.place());
            }
        }

        private static void describe(StepResult step, Console console) {
            console.line(milliseconds(step.milliseconds())
                    + step.ended().name().toLowerCase(Locale.ROOT).replace('_', ' ') + "  " + step.step() + "  "
                    + step.object() + (step.detail().isEmpty() ? "" : "  " + console.faint(step.detail())));
        }

        private static String milliseconds(long milliseconds) {
            return String.format(Locale.ROOT, "  %8s  ", Figures.duration(Duration.ofMillis(milliseconds)));
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var goal = NamedTarget.of(workplace, target);
            var plan = Readers.planner(workplace).rollback(goal, Intent.of(ChangeOptions.who(session), reason));
            if (!plan.changesAnything()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "release " + plan.release() + " is live already, so there is nothing to rehearse; name another"
                                + " that 'backsight releases' lists");
            }
            if (dryRun) {
                return new Shown("planned", plan.release().value(), plan, Optional.empty());
            }
            var record = rehearsed(session, workplace, plan);
            return new Shown(record.outcome(), plan.release().value(), plan, Optional.of(record));
        }
    }

    private DrillRecord rehearsed(Session session, Workplace workplace, Plan plan) throws IOException {
        var clock = session.environment().clock();
        var drill = new Drill(
                workplace.store(),
                workplace.prefix(),
                Readers.serving(workplace),
                StoreWithAddresses::isAddress,
                clock,
                new SecureRandom());
        return switch (workplace.configuration().store()) {
            case StoreLocation.Bucket bucket
            when other.isPresent() -> {
                try (var store = S3ObjectStore.open(
                        spare(bucket, other.get()),
                        S3Options.of(workplace.configuration().publish()),
                        Workplace.surroundings(session))) {
                    yield drill.run(plan, drill.stageInside(store), session.progress());
                }
            }
            case StoreLocation.Bucket unused -> drill.run(plan, drill.stageInside(plan), session.progress());
            case StoreLocation.Folder unused -> {
                if (other.isPresent()) {
                    throw new CommandException(
                            ExitCode.USAGE,
                            "--to names another bucket, and the store is a folder, whose drills have a folder of their"
                                    + " own: leave --to out");
                }
                var work = InputCache.folderBeside(session.configurationFile()).resolveSibling("work");
                try (var scratch = ScratchFolder.create(work);
                        var apart =
                                FolderObjectStore.openOrCreate(scratch.path().resolve("drill"), clock)) {
                    yield drill.run(plan, drill.stageIn(apart), session.progress());
                }
            }
        };
    }

    /// Reached as the real one is; nothing but drills writes below its folder of drills.
    private static StoreLocation.Bucket spare(StoreLocation.Bucket real, String name) throws CommandException {
        var plain = name.startsWith("s3://") ? name.substring("s3://".length()) : name;
        if (plain.equals(real.name())) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + plain + "' is the live bucket; name another one, or leave --to out to rehearse inside it");
        }
        return new StoreLocation.Bucket(
                plain,
                real.endpoint(),
                real.region(),
                real.addressing(),
                real.credentials(),
                StoreLocation.Writers.ONE,
                Optional.empty());
    }

    @Override
    public String afterInterruption() {
        return "Nothing live was touched. In a bucket (that of --to, where named) its copies lie below .backsight/drill/ of the prefix;"
                + " run the drill again, it takes another place.";
    }
}
