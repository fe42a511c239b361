package io.github.backsight.cli;

import io.github.backsight.release.ReleaseHistory;
import io.github.backsight.release.StatusReader;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/// Lists the releases.
@Command(
        name = "releases",
        header = "All releases: what they were made from, and when they were live.",
        description = {"", "Those that were live last come first. Changes nothing.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  backsight releases", "  backsight releases --json"})
final class ReleasesCommand implements Operation {

    record Listed(List<ReleaseHistory> releases) implements Result {
        @Override
        public Object json() {
            return releases;
        }

        @Override
        public void describe(Console console) {
            if (releases.isEmpty()) {
                console.line("There are no releases. Make one with: backsight build");
            }
            for (var release : releases) {
                console.line((release.live() ? console.good("● ") : "  ")
                        + console.strong(release.release().value()) + "  "
                        + StatusCommand.Shown.verdict(release.verdict(), console)
                        + (release.live() ? "  live" : ""));
                console.line("    made from "
                        + release.pins().stream()
                                .map(pin -> pin.input() + "@" + pin.version())
                                .collect(Collectors.joining(", ")));
                for (var period : release.periods()) {
                    console.line("    live from " + Figures.time(period.from())
                            + period.until()
                                    .map(until -> " to " + Figures.time(until))
                                    .orElse(" until now")
                            + " by " + period.by()
                            + (period.reason().isEmpty() ? "" : ": " + period.reason()));
                }
            }
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            return new Listed(new StatusReader(workplace.store(), workplace.prefix()).releases());
        }
    }
}
