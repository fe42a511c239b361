package io.github.backsight.cli;

import io.github.backsight.release.Lease;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.Runway;
import io.github.backsight.release.Status;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;

/// Says what is live.
@Command(
        name = "status",
        header = "What is live, do the inputs match it, is anything unfinished.",
        description = {"", "Changes nothing.", ""},
        footerHeading = "%nExamples:%n",
        footer = {"  backsight status", "  backsight status --json | jq .live.release"})
final class StatusCommand implements Operation {

    /// The status as `--json` prints it.
    record Shown(Status status) implements Result {
        @Override
        public Object json() {
            return status;
        }

        @Override
        public void describe(Console console) {
            status.live()
                    .ifPresentOrElse(
                            live -> describe(live, console),
                            () -> console.line("Nothing is live. Make a "
                                    + "release live with: backsight build, then backsight publish"));
            describeInputs(console);
            status.freeze()
                    .ifPresent(freeze -> console.line(console.warning("frozen") + "     nothing is published since "
                            + freeze.text() + ". Let it go on with: backsight unfreeze --reason TEXT"));
            status.quarantined()
                    .forEach(held -> console.line(console.warning("quarantine") + " " + held.input() + "  version "
                            + held.version() + "  SHA-256 "
                            + held.sha256().hex().substring(0, ApplyCommand.LEAST_DIGITS) + "  since " + held.text()
                            + ". See: backsight quarantine"));
            status.unfinished()
                    .forEach(operation -> console.line(console.warning("unfinished") + " "
                            + operation.action().name().toLowerCase(Locale.ROOT) + " of " + operation.release() + " by "
                            + operation.who() + ", begun " + Figures.time(operation.begun()) + ", last step "
                            + operation.lastStep() + ". "
                            + underWay(operation.operation())
                                    .map(lease -> "It is at work on " + lease.host() + " (process " + lease.process()
                                            + "), as of its lease until " + Figures.time(lease.expires())
                                            + "; should it have ended: ")
                                    .orElse("End it with: ")
                            + operation.next()));
            status.staleDocuments()
                    .forEach(document -> console.line(console.warning("stale") + "  " + document
                            + " does not name the live release. Run 'backsight publish' again to repair it."));
            status.runway()
                    .filter(runway -> runway.loss().isPresent())
                    .ifPresent(runway -> console.line(
                            "last good  " + runway.release() + "  " + RunwayCommand.sentence(runway, console)));
            console.findings(status.notes());
            describeDamage(console);
        }

        private Optional<Lease> underWay(OperationId operation) {
            return status.lock().filter(lease -> lease.operation().equals(operation));
        }

        private static void describe(Status.Live live, Console console) {
            console.line("live       " + console.strong(live.release().value()) + "  "
                    + verdict(live.verdict(), console) + "  since " + Figures.time(live.since()));
            console.line("           by " + live.by() + ", "
                    + live.action().name().toLowerCase(Locale.ROOT)
                    + (live.reason().isEmpty() ? "" : ": " + live.reason()));
            if (!live.overruled().isEmpty()) {
                console.line("           " + console.warning("overruled") + " " + String.join(", ", live.overruled()));
            }
            console.findingsInShort(live.findings());
        }

        private void describeInputs(Console console) {
            status.inputs()
                    .forEach((name, input) -> console.line("input      " + name + "  " + input.key() + "  "
                            + input.version()
                                    .map(version -> "version " + version)
                                    .orElse("no version")
                            + "  " + match(input.match(), console)));
        }

        private void describeDamage(Console console) {
            status.lastGood().filter(good -> !status.damage().isEmpty()).ifPresent(good -> {
                console.line("Compared with the last good release " + good + ":");
                List<List<String>> rows = new ArrayList<>();
                status.damage().stream()
                        .filter(Shown::isSummary)
                        .forEach(difference -> rows.add(List.of(
                                "  " + difference.count(), number(difference.lastGood()), number(difference.live()))));
                console.table(List.of("  count", ">last good", ">live"), rows);
                console.line("Go back to it with: backsight rollback");
            });
        }

        /// Counts of single buckets and zooms are left to `--json`.
        private static boolean isSummary(Status.Difference difference) {
            return !difference.count().matches("low\\.bucket\\..*|tiles\\.\\w+\\.\\d+");
        }

        private static String number(Optional<Number> number) {
            return number.map(BuildCommand.Built::number).orElse("-");
        }

        static String verdict(Verdict verdict, Console console) {
            return switch (verdict) {
                case GOOD -> console.good("good");
                case BAD -> console.bad("bad");
                case INCONCLUSIVE -> console.warning("inconclusive");
            };
        }

        private static String match(Status.Match match, Console console) {
            return switch (match) {
                case SAME_BYTES -> console.good("matches what is live");
                case OTHER_BYTES -> console.warning("differs from what is live");
                case UNKNOWN -> console.warning("not known to match what is live");
                case MISSING -> console.bad("missing: 'backsight rollback' brings it back");
                case NOT_PINNED -> console.faint("not read by what is live");
            };
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var inputs = new LinkedHashMap<String, Key>();
            workplace.configuration().inputs().forEach(input -> inputs.put(input.name(), input.key()));
            return new Shown(withRunway(
                    session, workplace, new StatusReader(workplace.store(), workplace.prefix()).status(inputs)));
        }
    }

    /// Whoever may not ask for the rules gets the status without; `runway` says what is missing.
    private static Status withRunway(Session session, Workplace workplace, Status status) {
        try {
            var now = session.environment().clock().instant();
            return new Runway(
                            workplace.store(),
                            workplace.prefix(),
                            workplace.outlook().rules().ask(),
                            now)
                    .lastGood(status.lastGood())
                    .map(status::with)
                    .orElse(status);
        } catch (IOException e) {
            return status;
        }
    }
}
