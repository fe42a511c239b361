package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.backsight.release.ReleaseRunway;
import io.github.backsight.release.Runway;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says until when each good release can be restored.
@Command(
        name = "runway",
        header = "Until when each good release can be restored.",
        description = {
            "",
            "Reads the lifecycle rules of the bucket and says, for each release with a good verdict, what goes first, on "
                    + "which day, and by which rule: one of its files, or a version of an input. Changes nothing.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight runway",
            "  backsight runway --least 14     exit code 3 when the last good release has fewer days"
        })
final class RunwayCommand implements Operation {
    @Option(
            names = "--least",
            paramLabel = "DAYS",
            description = "End with exit code 3 unless the last good release can be restored for so many days.")
    private Optional<Integer> least = Optional.empty();

    /// @param least days that the last good release must have, if that was asked
    /// @param enough whether it has
    record Shown(
            List<ReleaseRunway> releases,
            Optional<Integer> least,
            boolean enough,
            @JsonIgnore ExitCode ending) implements Result {
        @Override
        public ExitCode exitCode() {
            return ending;
        }

        @Override
        public void describe(Console console) {
            if (releases.isEmpty()) {
                console.line("There is no release with a good verdict. Make one with: backsight build");
            }
            for (var release : releases) {
                console.line(console.strong(release.release().value())
                        + (release.live() ? "  live" : "")
                        + (release.lastGood() ? "  last good" : "")
                        + (release.pinned() ? "  pinned" : ""));
                console.line("    " + sentence(release, console));
                release.advice().ifPresent(advice -> console.line("    " + advice + "."));
            }
            if (least.isPresent()) {
                console.line(
                        enough
                                ? console.good(
                                        "The last good release can be restored for " + least.get() + " days or more.")
                                : console.bad("There is no last good release that can be restored for " + least.get()
                                        + " days."));
            }
        }
    }

    /// {@return as in `can be restored until 2026-12-24 00:00:00Z, 30 days: ...`}
    static String sentence(ReleaseRunway runway, Console console) {
        if (runway.loss().isEmpty()) {
            return console.good("can be restored for ever") + ": no rule removes anything of it";
        }
        var loss = runway.loss().get();
        var what = loss.input()
                .map(input -> "input " + input + " ('" + loss.object() + "')")
                .orElse("'" + loss.object() + "'");
        var until = loss.daysLeft() == 0
                ? console.bad("may not be whole any more")
                : "can be restored until " + Figures.time(loss.at()) + ", "
                        + Figures.count(loss.daysLeft(), "day", "days");
        return until + ": " + what + " goes first, " + loss.why();
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var now = session.environment().clock().instant();
            var releases = new Runway(
                            workplace.store(),
                            workplace.prefix(),
                            workplace.outlook().rules().ask(),
                            now)
                    .all();
            boolean enough = releases.stream().anyMatch(each -> each.lastGood() && each.lasts(least.orElse(0)));
            return new Shown(releases, least, enough, least.isPresent() && !enough ? ExitCode.REFUSED : ExitCode.DONE);
        }
    }
}
