package io.github.backsight.cli;

import io.github.backsight.finding.Finding;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Releases;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Reads releases again, byte by byte.
@Command(
        name = "verify",
        header = "Read every byte of a release again, and hold it against the manifest.",
        description = {"", "Without a release, all of them. Changes nothing; exit code 3 when something differs.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  backsight verify 3f2a", "  backsight verify"})
final class VerifyCommand implements Operation {
    @Parameters(
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "The release, or at least 4 characters of its id (default: all).")
    private Optional<String> release = Optional.empty();

    /// @param releases those that were read, by id
    record Verified(List<String> releases, List<Finding> findings) implements Result {
        @Override
        public ExitCode exitCode() {
            return findings.isEmpty() ? ExitCode.DONE : ExitCode.REFUSED;
        }

        @Override
        public void describe(Console console) {
            console.findings(findings);
            var read = Figures.count(releases.size(), "release", "releases");
            console.line(
                    findings.isEmpty()
                            ? console.good("Read " + read + ": every byte is as its manifest says.")
                            : console.bad("Read " + read + ": not whole, see above."));
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var releases = new Releases(workplace.store(), workplace.prefix());
            var manifests = new ArrayList<Manifest>();
            if (release.isPresent()) {
                manifests.add(releases.find(PublishCommand.resolved(workplace, release.get()))
                        .orElseThrow());
            } else {
                manifests.addAll(releases.list());
            }
            var findings = new ArrayList<Finding>();
            for (var manifest : manifests) {
                findings.addAll(releases.verify(manifest, session.progress()));
            }
            return new Verified(
                    manifests.stream().map(manifest -> manifest.id().value()).toList(), List.copyOf(findings));
        }
    }
}
