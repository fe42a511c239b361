package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.backsight.finding.Finding;
import io.github.backsight.store.Pin;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A rollback whose release has to be built first, before anything was done.
///
/// @param outcome `planned` or `declined`
/// @param release what would be built
/// @param previous what is live
/// @param builds always true: it tells this from a plan that needs no build
record BuildFirst(
        String outcome,
        String action,
        String release,
        Optional<String> previous,
        boolean builds,
        String message,
        List<Pin> pins,
        List<Finding> findings,
        @JsonIgnore ExitCode ending)
        implements Result {
    BuildFirst {
        pins = List.copyOf(pins);
        findings = List.copyOf(findings);
    }

    BuildFirst(String release, Optional<String> previous, List<Pin> pins, List<Finding> findings) {
        this("planned", "rollback", release, previous, true, "", pins, findings, ExitCode.DONE);
    }

    /// {@return the answer of a dry run}
    BuildFirst planned() {
        return ended(
                "planned",
                "DRY RUN: nothing was changed. Without --dry-run, release " + release
                        + " would be built of these versions, and made live unless its checks call it bad; then the"
                        + " inputs would be taken back.",
                ExitCode.DONE);
    }

    /// {@return the answer when the user did not say yes}
    BuildFirst declined() {
        return ended("declined", "Nothing was changed: you did not say yes.", ExitCode.REFUSED);
    }

    private BuildFirst ended(String how, String text, ExitCode exitCode) {
        return new BuildFirst(how, action, release, previous, builds, text, pins, findings, exitCode);
    }

    @Override
    public ExitCode exitCode() {
        return ending;
    }

    /// {@return what builds the release and changes nothing else}
    String buildCommand() {
        return "backsight build "
                + pins.stream()
                        .map(pin -> "--pin " + pin.input() + "=" + pin.version())
                        .collect(Collectors.joining(" "));
    }

    /// Shows what would be done, before anybody is asked.
    void show(Console console) {
        console.line(console.strong("Roll back plan") + ": no release was made of these versions yet");
        for (var pin : pins) {
            console.line("  input          " + pin.input() + "  " + pin.key() + "  version " + pin.version() + "  "
                    + Figures.bytes(pin.size()));
        }
        console.line("  build          release " + console.strong(release) + " of them, and check it");
        console.line("  live pointer   " + previous.orElse("nothing") + " → " + console.strong(release)
                + ", unless its checks call it bad");
        console.line("  then           each input with other bytes gets the version above on top");
        console.findings(findings);
    }

    @Override
    public void describe(Console console) {
        console.line(
                switch (ending) {
                    case DONE -> console.good(message);
                    case REFUSED -> console.warning(message);
                    case FAILED, UNKNOWN, USAGE, INTERRUPTED -> console.bad(message);
                });
    }
}
