package io.github.backsight.cli;

import io.github.backsight.finding.Finding;
import io.github.backsight.input.Pins;
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps what a person says of a version of an input, whatever checks say.
@Command(
        name = "verdict",
        header = "Say yourself whether a version of an input is good.",
        description = {
            "",
            "Your word counts before that of the checks, for these bytes, whatever their version: 'publish' refuses a "
                    + "release of bytes that you call bad, and 'rollback' passes it over; bytes that you call good are "
                    + "refused no more. Who said it, and why, is kept. Nothing else changes.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight verdict score@VERSION good --reason \"the new census\"",
            "  backsight verdict score@VERSION bad --reason \"Texas a hundredfold\""
        })
final class VerdictCommand implements Operation {
    @Parameters(
            index = "0",
            paramLabel = "INPUT@VERSION",
            description = "The version, as 'backsight versions' names it.")
    private String what = "";

    @Parameters(index = "1", paramLabel = "good|bad", description = "What you say of it.")
    private String said = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for those who read it later.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only say what would be kept.")
    private boolean dryRun;

    /// @param verdict as it is kept, or with a dry run would be
    record Kept(boolean dryRun, InputVerdict verdict) implements Result {
        @Override
        public void describe(Console console) {
            var word = verdict.overruling().orElseThrow();
            console.line((dryRun ? "DRY RUN, nothing was kept: " : "")
                    + console.strong(verdict.input() + "@" + verdict.version()) + " is "
                    + CheckCommand.Checked.said(word.verdict(), console) + ": " + word.reason() + ".");
            console.line("The checks say " + verdict.checks().name().toLowerCase(Locale.ROOT) + ": "
                    + (verdict.findings().isEmpty()
                            ? "they found nothing, or have not looked"
                            : verdict.findings().stream()
                                    .map(Finding::code)
                                    .distinct()
                                    .reduce((one, other) -> one + ", " + other)
                                    .orElse(""))
                    + ".");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        int at = what.indexOf('@');
        if (at <= 0 || at == what.length() - 1) {
            throw new CommandException(
                    ExitCode.USAGE, "name a version as INPUT@VERSION, not '" + what + "'; see: backsight versions");
        }
        if (reason.isBlank()) {
            throw new CommandException(ExitCode.USAGE, "--reason takes a few words, for those who read it later");
        }
        var verdict = word();
        try (var workplace = Workplace.open(session)) {
            var input = session.input(workplace.configuration(), what.substring(0, at));
            var version = new VersionId(what.substring(at + 1));
            var pin = Pins.at(workplace.store(), List.of(input), Map.of(input.name(), version), session.progress())
                    .getFirst();
            try (var judge = InputJudge.of(session, workplace)) {
                var known = judge.verdicts().find(pin.input(), pin.sha256());
                var unjudged = judge.verdict(pin, InputCheck.unusable(pin.size(), List.of()));
                var overruling = new InputVerdict.Overruling(
                        verdict,
                        ChangeOptions.who(session),
                        reason,
                        session.environment().clock().instant());
                var kept = known.orElseGet(unjudged::withoutChecks).overruled(overruling);
                if (!dryRun) {
                    keep(judge, kept);
                }
                return new Kept(dryRun, kept);
            }
        }
    }

    private Verdict word() throws CommandException {
        return switch (said.toLowerCase(Locale.ROOT)) {
            case "good" -> Verdict.GOOD;
            case "bad" -> Verdict.BAD;
            default -> throw new CommandException(ExitCode.USAGE, "say 'good' or 'bad', not '" + said + "'");
        };
    }

    private static void keep(InputJudge judge, InputVerdict kept) throws IOException {
        var doubt = judge.verdicts().overrule(kept);
        if (doubt.isPresent()) {
            throw new CommandException(
                    ExitCode.UNKNOWN,
                    "the verdict may or may not be kept: " + doubt.get().getMessage() + ". Run the same command again");
        }
    }

    @Override
    public String afterInterruption() {
        return "See what is kept with: backsight versions";
    }
}
