package io.github.backsight.cli;

import io.github.backsight.release.Lifespan;
import io.github.backsight.release.ReleaseHistory;
import io.github.backsight.release.ReleaseRunway;
import io.github.backsight.release.Runway;
import io.github.backsight.release.StatusReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
                release.runway().ifPresent(runway -> console.line("    " + RunwayCommand.sentence(runway, console)));
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
            var releases = new StatusReader(workplace.store(), workplace.prefix()).releases();
            return new Listed(withRunway(session, workplace, releases));
        }
    }

    /// A list is worth having though the bucket does not tell its rules.
    private static List<ReleaseHistory> withRunway(Session session, Workplace workplace, List<ReleaseHistory> releases)
            throws IOException {
        Lifespan lifespan;
        try {
            lifespan = workplace.outlook().rules().ask();
        } catch (IOException e) {
            session.note("Until when releases can be restored is not known: " + e.getMessage());
            return releases;
        }
        var now = session.environment().clock().instant();
        var runways = new Runway(workplace.store(), workplace.prefix(), lifespan, now)
                .of(releases).stream().collect(Collectors.toMap(ReleaseRunway::release, each -> each));
        return releases.stream()
                .map(each -> Optional.ofNullable(runways.get(each.release()))
                        .map(each::with)
                        .orElse(each))
                .toList();
    }
}
