package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.github.backsight.config.InputSettings;
import io.github.backsight.finding.Finding;
import io.github.backsight.input.Pins;
import io.github.backsight.release.InputVerdict;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.ReleaseVerdicts;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Verdict;
import io.github.backsight.release.Verdicts;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says whether inputs, or a release, are good.
@Command(
        name = "check",
        header = "Say whether an input, or a release, is good.",
        description = {
            "",
            "Reads a version of an input from end to end and holds it against the rules below 'checks' in the "
                    + "configuration, and beside the same input of the live release (of the last good one, where the "
                    + "live one is bad). The verdict is kept for these bytes; 'versions' shows it, and 'publish' refuses "
                    + "a release of bad ones. Of a release, every file and every tile is read: whether they are what its "
                    + "build made, and whether the map is blank where that of the live release is not; beside that, "
                    + "what its build and its inputs were found to be.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight check                     the newest version of every input",
            "  backsight check score               that of one input",
            "  backsight check score@VERSION       another version",
            "  backsight check 3f2a                a release: every tile of it",
            "  backsight check score --against 3f2a  compared with another release than the good one"
        })
final class CheckCommand implements Operation {
    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            description = "An input, INPUT@VERSION, or a release (default: every input).")
    private Optional<String> what = Optional.empty();

    @Option(names = "--against", paramLabel = "RELEASE", description = "Compare with this release, or its inputs.")
    private Optional<String> against = Optional.empty();

    @Option(names = "--dry-run", description = "Keep no verdict in the store.")
    private boolean dryRun;

    /// @param release that was asked for; `null` when inputs were
    /// @param verdict of the whole: bad as soon as one part is
    /// @param inputs what is said of each input
    /// @param findings of the release's own build, then of its files and tiles
    /// @param against the release whose tiles those of the release were compared with
    /// @param tiles of the release, of each layer and zoom
    record Checked(
            Optional<ReleaseId> release,
            Verdict verdict,
            List<InputVerdict> inputs,
            List<Finding> findings,
            Optional<ReleaseId> against,
            List<ReleaseInspection.ZoomTiles> tiles,
            boolean dryRun)
            implements Result {
        @Override
        @JsonIgnore
        public ExitCode exitCode() {
            return verdict == Verdict.BAD ? ExitCode.REFUSED : ExitCode.DONE;
        }

        @Override
        public void describe(Console console) {
            for (var input : inputs) {
                console.line(console.strong(input.input()) + "  version " + input.version() + "  "
                        + said(input.verdict(), console)
                        + input.against()
                                .map(id -> console.faint("  beside release " + id))
                                .orElse(""));
                console.findings(input.findings());
                input.overruling().ifPresent(said -> console.line("      " + said.text() + "."));
            }
            release.ifPresent(id -> describe(id, console));
            if (inputs.isEmpty() && release.isEmpty()) {
                console.line("No input is configured.");
            }
            if (dryRun) {
                console.line("DRY RUN: no verdict was kept.");
            }
        }

        private void describe(ReleaseId id, Console console) {
            console.findings(findings);
            if (!tiles.isEmpty()) {
                console.table(
                        List.of("LAYER", ">ZOOM", ">TILES", ">PIECES", ">FEATURES", ">SIZE"),
                        tiles.stream().map(Checked::row).toList());
            }
            console.line("release " + console.strong(id.value()) + "  " + said(verdict, console)
                    + against.map(other -> console.faint("  beside release " + other))
                            .orElse(""));
        }

        private static List<String> row(ReleaseInspection.ZoomTiles zoom) {
            return List.of(
                    zoom.layer(),
                    String.valueOf(zoom.zoom()),
                    Figures.count(zoom.tiles()),
                    Figures.count(zoom.features()),
                    zoom.ids() == 0 ? "" : Figures.count(zoom.ids()),
                    Figures.bytes(zoom.bytes()));
        }

        static String said(Verdict verdict, Console console) {
            return switch (verdict) {
                case GOOD -> console.good("good");
                case BAD -> console.bad("bad");
                case INCONCLUSIVE -> console.warning("inconclusive");
            };
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var names = workplace.configuration().inputs().stream()
                    .map(InputSettings::name)
                    .toList();
            var name = what.map(CheckCommand::inputOf);
            if (name.isPresent()
                    && !names.contains(name.get())
                    && !what.orElseThrow().contains("@")) {
                return release(session, workplace, what.orElseThrow());
            }
            return inputs(session, workplace, name);
        }
    }

    private static String inputOf(String what) {
        int at = what.indexOf('@');
        return at < 0 ? what : what.substring(0, at);
    }

    private Checked inputs(Session session, Workplace workplace, Optional<String> name) throws IOException {
        var configuration = workplace.configuration();
        var inputs = name.isEmpty() ? configuration.inputs() : List.of(session.input(configuration, name.get()));
        var version = what.filter(text -> text.contains("@")).map(text -> text.substring(text.indexOf('@') + 1));
        Map<String, VersionId> versions =
                version.isEmpty() ? Map.of() : Map.of(name.orElseThrow(), new VersionId(version.get()));
        var pins = Pins.at(workplace.store(), inputs, versions, session.progress());
        var verdicts = new ArrayList<InputVerdict>();
        try (var judge = judge(session, workplace)) {
            for (var pin : pins) {
                verdicts.add(judge.judge(configuration.input(pin.input()), pin, !dryRun));
            }
        }
        return new Checked(
                Optional.empty(),
                worst(verdicts.stream().map(InputVerdict::verdict)),
                verdicts,
                List.of(),
                Optional.empty(),
                List.of(),
                dryRun);
    }

    private InputJudge judge(Session session, Workplace workplace) throws IOException {
        if (against.isEmpty()) {
            return InputJudge.of(session, workplace);
        }
        return InputJudge.of(session, workplace, PublishCommand.found(workplace, against.get()));
    }

    private Checked release(Session session, Workplace workplace, String text) throws IOException {
        Manifest manifest = PublishCommand.found(workplace, text);
        var verdicts = new Verdicts(workplace.store(), workplace.prefix());
        var inputs = new ArrayList<InputVerdict>();
        for (Pin pin : manifest.pins()) {
            verdicts.find(pin.input(), pin.sha256()).ifPresent(inputs::add);
        }
        var other = against.isPresent()
                ? Optional.of(PublishCommand.found(workplace, against.get()))
                : new StatusReader(workplace.store(), workplace.prefix()).baselineOf(manifest.id());
        var seen = ReleaseInspection.of(session, workplace, manifest, other);
        if (!dryRun) {
            new ReleaseVerdicts(workplace.store(), workplace.prefix()).keep(seen.verdict());
        }
        var files = Stream.concat(seen.verdict().own().stream(), seen.verdict().compared().stream())
                .toList();
        var all = Stream.concat(
                Stream.of(manifest.verdict(), verdict(files)), inputs.stream().map(InputVerdict::verdict));
        return new Checked(
                Optional.of(manifest.id()),
                worst(all),
                inputs,
                Stream.concat(manifest.findings().stream(), files.stream()).toList(),
                other.map(Manifest::id),
                seen.tiles(),
                dryRun);
    }

    private static Verdict verdict(List<Finding> findings) {
        boolean notCompared =
                findings.stream().anyMatch(finding -> finding.code().equals(ReleaseInspection.NOT_COMPARED));
        return Verdict.of(findings) == Verdict.GOOD && notCompared ? Verdict.INCONCLUSIVE : Verdict.of(findings);
    }

    private static Verdict worst(Stream<Verdict> verdicts) {
        var all = verdicts.toList();
        return Stream.of(Verdict.BAD, Verdict.INCONCLUSIVE)
                .filter(all::contains)
                .findFirst()
                .orElse(Verdict.GOOD);
    }
}
