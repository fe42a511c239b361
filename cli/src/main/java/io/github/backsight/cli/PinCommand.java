package io.github.backsight.cli;

import io.github.backsight.release.Intent;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.PinnedRelease;
import io.github.backsight.release.Pinning;
import io.github.backsight.release.Releases;
import io.github.backsight.web.StoreWithAddresses;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Keeps a release restorable.
@Command(
        name = "pin",
        header = "Keep a release restorable when the versions of its inputs go.",
        description = {
            "",
            "Copies the versions that the release was built from to keys of Backsight's own, inside the store, reads each "
                    + "copy back, and records who wanted it and why. A rollback takes the copy when no version is left. "
                    + "Nothing is moved or removed.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight pin 3f2a --reason \"the map of the annual report\"",
            "  backsight pin 3f2a --reason check --dry-run      what would be copied; changes nothing"
        })
final class PinCommand implements Operation {
    @Parameters(paramLabel = "RELEASE", description = "The release, or at least 4 characters of its id.")
    private String release = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why it has to be kept.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Say what would be copied, and change nothing.")
    private boolean dryRun;

    /// @param outcome `planned`, `pinned` or `alreadyPinned`
    /// @param inputs how it stood with each before
    /// @param record what was written; `null` for a dry run
    record Shown(String outcome, String release, List<Pinning.Look> inputs, Optional<PinnedRelease> record)
            implements Result {
        @Override
        public ExitCode exitCode() {
            return inputs.stream().anyMatch(each -> each.state() == Pinning.State.GONE)
                    ? ExitCode.FAILED
                    : ExitCode.DONE;
        }

        @Override
        public void describe(Console console) {
            for (var each : inputs) {
                console.line("  input " + each.pin().input() + "  " + each.pin().key() + " version "
                        + each.pin().version() + ", " + Figures.bytes(each.pin().size()) + ": "
                        + switch (each.state()) {
                            case KEPT -> "'" + each.copy() + "' is there already";
                            case TO_COPY ->
                                record.isPresent()
                                        ? console.good("copied to '" + each.copy() + "' and read back")
                                        : "would be copied to '" + each.copy() + "'";
                            case GONE -> console.bad("no version has its bytes any more; nothing can be kept of it");
                            case ELSEWHERE -> console.warning("is read by its address: keep a copy of it yourself");
                        });
            }
            if (record.isEmpty()) {
                console.line("DRY RUN: nothing was changed. Without --dry-run, this is what would be done.");
                return;
            }
            var kept = record.get();
            console.line(
                    outcome.equals("alreadyPinned")
                            ? "Release " + release + " is pinned already, by " + kept.who() + " at "
                                    + Figures.time(kept.time()) + ": " + kept.reason() + ". Nothing was changed."
                            : console.good("Release " + release + " is pinned.") + " See: backsight runway");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        if (reason.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE, "--reason takes a few words, for those who read the record later");
        }
        try (var workplace = Workplace.open(session)) {
            var id = PublishCommand.resolved(workplace, release);
            var manifest =
                    new Releases(workplace.store(), workplace.prefix()).find(id).orElseThrow();
            var pinning = new Pinning(workplace.store(), workplace.prefix(), StoreWithAddresses::isAddress);
            var looks = pinning.look(manifest);
            return dryRun
                    ? new Shown("planned", id.value(), looks, Optional.empty())
                    : pinned(session, pinning, manifest, looks);
        }
    }

    private Shown pinned(Session session, Pinning pinning, Manifest manifest, List<Pinning.Look> looks)
            throws IOException {
        var intent = Intent.of(ChangeOptions.who(session), reason);
        var id = manifest.id().value();
        return switch (pinning.pin(manifest, intent, session.environment().clock())) {
            case Pinning.Pinned.Done done -> new Shown("pinned", id, looks, Optional.of(done.record()));
            case Pinning.Pinned.AlreadyThere there ->
                new Shown("alreadyPinned", id, looks, Optional.of(there.record()));
            case Pinning.Pinned.InDoubt doubt ->
                throw new CommandException(
                        ExitCode.UNKNOWN,
                        "release " + id + " may or may not be pinned: "
                                + doubt.cause().getMessage() + ". Run the same command again; it settles it");
        };
    }

    @Override
    public String afterInterruption() {
        return "Run the same command again: it copies what is missing.";
    }
}
