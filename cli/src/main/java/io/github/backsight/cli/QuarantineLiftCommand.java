package io.github.backsight.cli;

import io.github.backsight.release.Intent;
import io.github.backsight.release.Quarantine;
import io.github.backsight.release.Quarantined;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lets bytes that a rollback took away be used again.
@Command(
        name = "lift",
        header = "Let bytes that a rollback took away be built and published again.",
        description = {
            "",
            "Records who did it and why. What is live does not change, nor does any input. A later rollback that takes "
                    + "the same bytes away holds them anew.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight quarantine lift 36c6b64ec5f6 --reason \"it was the census\"",
            "  backsight quarantine lift 36c6b64ec5f6 --reason check --dry-run"
        })
final class QuarantineLiftCommand implements Operation {
    @Parameters(
            paramLabel = "DIGEST",
            description = "The SHA-256 of the bytes, or at least its first " + ApplyCommand.LEAST_DIGITS + " digits.")
    private String digest = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why these bytes are right.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Only say what would be lifted.")
    private boolean dryRun;

    /// @param digest as it was given
    /// @param lifted what was, or with a dry run would be, lifted; `null` when these bytes are not in quarantine
    record Done(boolean dryRun, String digest, Optional<Quarantined> lifted) implements Result {
        @Override
        public void describe(Console console) {
            if (lifted.isEmpty()) {
                console.line("No bytes with a SHA-256 that begins with " + digest
                        + " are in quarantine; nothing was changed.");
                return;
            }
            var held = lifted.get();
            var what = "input " + held.input() + ", version " + held.version() + ", SHA-256 " + held.sha256();
            console.line(
                    dryRun
                            ? "DRY RUN: nothing was changed. In quarantine is " + what + ", since " + held.text()
                                    + ". Without --dry-run it could be built and published again."
                            : console.good("May be built and published again:") + " " + what
                                    + ". It was in quarantine since " + held.text() + ".");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        var digits = digest.toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + ApplyCommand.LEAST_DIGITS + ",64}")) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "a digest is at least " + ApplyCommand.LEAST_DIGITS + " of the 64 hexadecimal digits that "
                            + "'backsight quarantine' shows, not '" + digest + "'");
        }
        if (reason.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE, "--reason takes a few words, for those who read the record later");
        }
        try (var workplace = Workplace.open(session)) {
            var quarantine = new Quarantine(workplace.store(), workplace.prefix());
            var held = quarantine.now().stream()
                    .filter(each -> each.sha256().hex().startsWith(digits))
                    .toList();
            if (held.size() > 1) {
                throw new CommandException(
                        ExitCode.USAGE, "'" + digest + "' begins several digests; give more digits of it");
            }
            return held.isEmpty() || dryRun
                    ? new Done(dryRun, digest, held.stream().findFirst())
                    : lifted(session, quarantine, held);
        }
    }

    private Done lifted(Session session, Quarantine quarantine, List<Quarantined> held) throws IOException {
        var intent = Intent.of(ChangeOptions.who(session), reason);
        var sha256 = held.getFirst().sha256();
        return switch (quarantine.lift(sha256, intent, session.environment().clock())) {
            case Quarantine.Lifted.Done done -> new Done(false, digest, Optional.of(done.quarantined()));
            case Quarantine.Lifted.NothingToDo nothing -> new Done(false, digest, Optional.empty());
            case Quarantine.Lifted.InDoubt doubt ->
                throw new CommandException(
                        ExitCode.UNKNOWN,
                        "these bytes may or may not be in quarantine still: "
                                + doubt.cause().getMessage()
                                + ". Run 'backsight quarantine', then the same command again");
        };
    }

    @Override
    public String afterInterruption() {
        return "Run 'backsight quarantine' to see whether these bytes are still in it.";
    }
}
