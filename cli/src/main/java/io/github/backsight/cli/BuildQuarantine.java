package io.github.backsight.cli;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Quarantine;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// What stands between a build and bytes that a rollback took away, and the options that overrule
/// it.
final class BuildQuarantine {
    /// The code of the findings.
    static final String CODE = "build.quarantined";

    @Option(
            names = "--force",
            description = "Build although bytes of the inputs are in quarantine; needs --reason. They stay there.")
    private boolean force;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why --force, for those who read the record later.")
    private String reason = "";

    /// {@return the options that were given, for another process}
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        if (force) {
            arguments.add("--force");
        }
        if (!reason.isBlank()) {
            arguments.addAll(List.of("--reason", reason));
        }
        return arguments;
    }

    /// @throws CommandException if a reason is wanted and none is given
    void requireReason() throws CommandException {
        if (force && reason.isBlank()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "--force needs a few words why, for those who read the record later: --reason TEXT");
        }
    }

    /// Refuses, or records that it was overruled.
    ///
    /// @param writes whether the build would write anything at all
    /// @return what was overruled
    /// @throws BadInputException if bytes of `pins` are in quarantine
    List<Finding> pass(Session session, Workplace workplace, ReleaseId release, List<Pin> pins, boolean writes)
            throws IOException {
        var findings = findings(workplace, pins);
        if (!findings.isEmpty() && !force) {
            throw new BadInputException(findings);
        }
        if (!findings.isEmpty() && writes) {
            var intent = new Intent(ChangeOptions.who(session), reason, Intent.Checks.OVERRULED);
            record(session, workplace, release, pins, intent);
        }
        return findings.stream().map(BuildQuarantine::overruled).toList();
    }

    /// {@return what refuses a build of `pins`, each a `FAIL`}
    static List<Finding> findings(Workplace workplace, List<Pin> pins) throws IOException {
        var held = new Quarantine(workplace.store(), workplace.prefix()).among(pins);
        return pins.stream()
                .flatMap(pin -> held.stream()
                        .filter(each -> each.sha256().equals(pin.sha256()))
                        .map(each -> each.ofBuild(pin)))
                .toList();
    }

    /// Keeps beside the release why it is built although `pins` are in quarantine; nothing where
    /// they are not.
    ///
    /// @throws CommandException if nobody knows whether that is recorded
    static void record(Session session, Workplace workplace, ReleaseId release, List<Pin> pins, Intent intent)
            throws IOException {
        var quarantine = new Quarantine(workplace.store(), workplace.prefix());
        var held = quarantine.among(pins);
        if (held.isEmpty()) {
            return;
        }
        var doubt = quarantine.recordForced(
                release, held, intent, session.environment().clock());
        if (doubt.isPresent()) {
            throw new CommandException(
                    ExitCode.UNKNOWN,
                    "the reason may or may not be recorded: " + doubt.get().getMessage()
                            + ". Nothing was built; run the same command again");
        }
    }

    private static Finding overruled(Finding finding) {
        return new Finding(
                finding.code(),
                Severity.WARN,
                finding.object(),
                finding.place(),
                finding.message(),
                "Overruled by --force. It stays in quarantine, and publish will refuse the release",
                finding.count(),
                finding.examples());
    }
}
