package io.github.backsight.cli;

import io.github.backsight.build.Cuttings;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.input.Pins;
import io.github.backsight.progress.Progress;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.Verdict;
import io.github.backsight.store.Pin;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes a release of the inputs, or finds the one that is there.
@Command(
        name = "build",
        header = "Make a release from the inputs.",
        description = {
            "",
            "Pins the newest version of every input (or those given by --pin), combines them, cuts tiles, and stores the "
                    + "result as a release that never changes. The same inputs and recipe are the same release: it is "
                    + "reused when it is there. Nothing becomes live: see 'backsight publish'. Bytes that a rollback "
                    + "took away are refused: see 'backsight quarantine'.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight build                      the newest version of every input",
            "  backsight build --pin score=VERSION  an older table with the newest polygons",
            "  backsight build --dry-run            which release it would be, and whether it is there",
            "  backsight build --engine local[4]    the same on Apache Spark"
        })
final class BuildCommand implements Operation {
    private static final int MOST_THREADS = 1024;

    @Option(
            names = "--pin",
            paramLabel = "INPUT=VERSION",
            description = "Read this version of an input instead of the newest (or INPUT@VERSION). May be repeated.")
    private List<String> pinned = List.of();

    @Option(names = "--dry-run", description = "Only say which release it would be.")
    private boolean dryRun;

    @Option(
            names = "--rebuild",
            description = "Build even when the release is there, and compare: its bytes must be equal.")
    private boolean rebuild;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "How many threads work (default: 'threads' in the configuration, or one a processor). The bytes do "
                            + "not depend on it.")
    private Optional<Integer> threads = Optional.empty();

    @Option(
            names = "--timings",
            description = "Also say where the time went: the steps, when each began, how long it took.")
    private boolean timings;

    @Option(
            names = "--engine",
            paramLabel = "MASTER",
            description =
                    "Let Apache Spark do the work: its master, as in spark://HOST:7077, yarn, k8s://… or local[4]. "
                            + "Needs spark-submit. The tile archives are the same bytes.")
    private Optional<String> engine = Optional.empty();

    @Mixin
    private final BuildQuarantine quarantine = new BuildQuarantine();

    /// @param reused whether the release was there already and nothing was built
    /// @param dryRun whether nothing was done at all
    /// @param milliseconds from begin to end
    /// @param timings of the steps, in the order they began; empty unless asked for
    /// @param estimate of another engine, told before it began
    /// @param metrics what another engine has counted
    record Built(
            String release,
            Verdict verdict,
            boolean reused,
            boolean dryRun,
            List<Pin> pins,
            Map<String, Number> counts,
            List<Finding> findings,
            long milliseconds,
            List<Timings.Timing> timings,
            Optional<Estimate> estimate,
            Map<String, Long> metrics)
            implements Result {
        @Override
        public void describe(Console console) {
            for (var pin : pins) {
                console.line("  " + pin.input() + "  " + pin.key() + "  version " + pin.version() + "  "
                        + Figures.bytes(pin.size()) + "  sha256 "
                        + pin.sha256().hex().substring(0, 12));
            }
            if (dryRun) {
                estimate.ifPresent(told -> told.lines().forEach(console::line));
                console.findings(findings.stream()
                        .filter(finding -> finding.code().equals(BuildQuarantine.CODE))
                        .toList());
                console.line("DRY RUN, nothing was built. It would be release " + console.strong(release)
                        + (reused ? ", which is there already." : ", which is not there yet."));
                return;
            }
            console.weightyFindings(findings);
            describe(counts, console);
            metrics.forEach((name, number) -> console.line("  " + name + "  " + number(number)));
            timings.forEach(timing -> console.line(timing.text()));
            console.line("release " + console.strong(release) + " " + verdict(console)
                    + (reused ? ": it was there already, nothing was built" : ": built")
                    + " in " + Figures.duration(Duration.ofMillis(milliseconds)) + ".");
            console.line("Make it live with: backsight publish " + release
                    + (isRefused() ? " --force --reason TEXT (its checks refuse it)" : ""));
        }

        private boolean isRefused() {
            return verdict == Verdict.BAD
                    || findings.stream()
                            .anyMatch(finding ->
                                    finding.code().equals(BuildQuarantine.CODE) || finding.severity() == Severity.FAIL);
        }

        private String verdict(Console console) {
            return switch (verdict) {
                case GOOD -> console.good("good");
                case BAD -> console.bad("bad");
                case INCONCLUSIVE -> console.warning("inconclusive");
            };
        }

        /// Shows the counts but those of single buckets, which `--json` has.
        static void describe(Map<String, Number> counts, Console console) {
            counts.forEach((name, number) -> {
                if (!name.startsWith("low.bucket.")) {
                    console.line("  " + name + "  " + number(number));
                }
            });
        }

        static String number(Number number) {
            return number instanceof Long whole
                    ? Figures.count(whole)
                    : String.format(java.util.Locale.ROOT, "%.6g", number.doubleValue());
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        requireSensibleThreads();
        quarantine.requireReason();
        if (engine.isPresent()) {
            return new SparkSubmission(session.environment(), engine.get()).run(arguments(session));
        }
        var clock = session.environment().clock();
        var begun = clock.instant();
        var steps = new Timings(session.progress(), System::nanoTime);
        try (var workplace = Workplace.open(session)) {
            Turn.tellOfUnfinished(session, workplace);
            var configuration = workplace.configuration();
            var versions = new LinkedHashMap<String, VersionId>();
            PinnedVersions.parse(pinned)
                    .forEach((input, version) ->
                            versions.put(configuration.input(input).name(), new VersionId(version)));
            var pins = Pins.at(workplace.store(), configuration.inputs(), versions, steps);
            var recipe = workplace.recipe();
            var id = ReleaseId.of(pins, recipe, Manifest.FORMAT);
            var releases = new Releases(workplace.store(), workplace.prefix());
            var overruled = quarantine.pass(session, workplace, id, pins, !dryRun);
            var there = releases.find(id);
            if (dryRun || (there.isPresent() && !rebuild)) {
                var estimate = dryRun ? estimate(session, workplace, pins, steps) : Optional.<Estimate>empty();
                return notBuilt(id, there, pins, overruled, Duration.between(begun, clock.instant()), estimate);
            }
            var estimate = estimate(session, workplace, pins, steps);
            estimate.ifPresent(each -> each.lines().forEach(session::note));
            var use = rebuild ? Cuttings.Use.KEEP_ONLY : Cuttings.Use.READ_AND_KEEP;
            var manifest = new ReleaseBuild(session, workplace, threads.orElse(workplace.threads()), use)
                    .build(pins, recipe, steps);
            return new Built(
                    id.value(),
                    manifest.verdict(),
                    false,
                    false,
                    pins,
                    manifest.counts(),
                    joined(overruled, joined(manifest.findings(), drift(session, workplace, pins))),
                    Duration.between(begun, clock.instant()).toMillis(),
                    timings ? steps.list() : List.of(),
                    estimate,
                    session.environment().engine().map(Engine::metrics).orElse(Map.of()));
        }
    }

    private static Optional<Estimate> estimate(Session session, Workplace workplace, List<Pin> pins, Progress progress)
            throws IOException {
        var engine = session.environment().engine();
        return engine.isPresent()
                ? engine.get().estimate(workplace.configuration(), workplace.store(), pins, progress)
                : Optional.empty();
    }

    /// {@return this command for another process}
    private List<String> arguments(Session session) {
        var arguments = new ArrayList<>(
                List.of("build", "--config", session.configurationFile().toString()));
        pinned.forEach(pin -> arguments.addAll(List.of("--pin", pin)));
        var options = session.options();
        Map<String, Boolean> flags = new LinkedHashMap<>();
        flags.put("--dry-run", dryRun);
        flags.put("--rebuild", rebuild);
        flags.put("--timings", timings);
        flags.put("--json", options.json());
        flags.put("--quiet", options.quiet());
        flags.put("--debug", options.debug());
        flags.forEach((flag, isSet) -> {
            if (isSet) {
                arguments.add(flag);
            }
        });
        arguments.addAll(quarantine.arguments());
        return arguments;
    }

    /// {@return what makes inputs bad beside those of the live release; others may have put them
    /// without 'put'}
    ///
    /// The release is stored by then, and does not depend on it.
    private static List<Finding> drift(Session session, Workplace workplace, List<Pin> pins) {
        try (var judge = InputJudge.of(session, workplace)) {
            return judge.judgeNew(pins).stream()
                    .filter(verdict -> verdict.verdict() == Verdict.BAD)
                    .flatMap(verdict -> verdict.findings().stream())
                    .filter(finding -> finding.code().startsWith("drift."))
                    .toList();
        } catch (IOException e) {
            session.note("backsight: the inputs could not be compared with those of the live release: " + e.getMessage()
                    + ". Look with: backsight check");
            return List.of();
        }
    }

    private void requireSensibleThreads() throws CommandException {
        if (threads.isPresent() && (threads.get() < 1 || threads.get() > MOST_THREADS)) {
            throw new CommandException(
                    ExitCode.USAGE, "--threads takes 1 to " + MOST_THREADS + ", not " + threads.get());
        }
    }

    private static List<Finding> joined(List<Finding> first, List<Finding> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private Built notBuilt(
            ReleaseId id,
            Optional<Manifest> there,
            List<Pin> pins,
            List<Finding> overruled,
            Duration took,
            Optional<Estimate> estimate) {
        return new Built(
                id.value(),
                there.map(Manifest::verdict).orElse(Verdict.INCONCLUSIVE),
                there.isPresent(),
                dryRun,
                pins,
                there.map(Manifest::counts).orElse(Map.of()),
                joined(overruled, there.map(Manifest::findings).orElse(List.of())),
                took.toMillis(),
                List.of(),
                estimate,
                Map.of());
    }
}
