package io.github.backsight.cli;

import io.github.backsight.build.Cuttings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.release.Intent;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Plan;
import io.github.backsight.release.Published;
import io.github.backsight.release.ReleaseId;
import io.github.backsight.release.Releases;
import io.github.backsight.release.StatusReader;
import io.github.backsight.release.Target;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A rollback to versions of the inputs: to the release that was made of them; where there is none, it is built and
/// checked first, and only then the pointer and the inputs go back.
///
/// Killed during the build, nothing has changed; the same command goes on from what the build has kept.
record InputRollback(Session session, Workplace workplace, ChangeOptions options, WantedInputs wanted) {

    /// What a plan sees of the store before a build, which may take long.
    private record Seen(Optional<Sha256> pointer, List<Optional<VersionId>> inputs) {}

    Result perform() throws IOException {
        var id = ReleaseId.of(wanted.pins(), workplace.recipe(), Manifest.FORMAT);
        var there = new Releases(workplace.store(), workplace.prefix()).find(id);
        return there.isPresent() ? options.settle(session, workplace, plan(there.get()), true) : buildFirst(id);
    }

    private Plan plan(Manifest manifest) throws IOException {
        var notes = new ArrayList<>(wanted.notes());
        notes.addAll(BuildQuarantine.findings(workplace, wanted.pins()));
        return Readers.planner(workplace)
                .rollback(new Target.Release(manifest.id()), options.intent(session))
                .noting(notes);
    }

    private Result buildFirst(ReleaseId id) throws IOException {
        var held = BuildQuarantine.findings(workplace, wanted.pins());
        if (!held.isEmpty() && options.intent(session).checks() == Intent.Checks.KEPT) {
            throw new BadInputException(held);
        }
        var seen = seen();
        var live = Published.find(workplace.store(), workplace.prefix())
                .map(published -> published.release().value());
        var notes = new ArrayList<>(wanted.notes());
        notes.addAll(held);
        notes.addAll(otherRecipes());
        var first = new BuildFirst(id.value(), live, wanted.pins(), notes);
        if (!session.options().json() && !session.options().quiet()) {
            first.show(Console.of(session.environment(), Environment.Channel.OUT));
        }
        if (options.savesPlan()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "a plan names a release, and none was made of these versions yet. Build it first: "
                            + first.buildCommand() + ", then plan: backsight rollback " + id + " --plan-out FILE");
        }
        if (options.dryRun()) {
            return first.planned();
        }
        if (!options.agrees(session, "Build it, and go back to it unless its checks call it bad?")) {
            return first.declined();
        }
        BuildQuarantine.record(session, workplace, id, wanted.pins(), options.intent(session));
        var manifest = new ReleaseBuild(session, workplace, workplace.threads(), Cuttings.Use.READ_AND_KEEP)
                .build(wanted.pins(), workplace.recipe(), session.progress());
        session.note("Built release " + manifest.id() + ".");
        // What was agreed to was said of the store as it was before the build.
        return options.settle(session, workplace, plan(manifest), !seen.equals(seen()));
    }

    private Seen seen() throws IOException {
        var inputs = new ArrayList<Optional<VersionId>>();
        for (var pin : wanted.pins()) {
            inputs.add(workplace.store().newest(pin.key()).map(Entry::id));
        }
        return new Seen(Published.find(workplace.store(), workplace.prefix()).map(Published::pointer), inputs);
    }

    /// {@return a warning for each release of the same bytes and another recipe: to go there takes seconds}
    private List<Finding> otherRecipes() throws IOException {
        var bytes = bytes(wanted.pins());
        return new StatusReader(workplace.store(), workplace.prefix())
                .releases().stream()
                        .filter(release -> bytes(release.pins()).equals(bytes))
                        .map(release -> note(
                                "rollback.other-recipe",
                                Severity.WARN,
                                "release " + release.release(),
                                "it was made of the same bytes with other settings than the configuration has now, and "
                                        + (release.periods().isEmpty()
                                                ? "was never live"
                                                : "was live from "
                                                        + release.periods()
                                                                .getFirst()
                                                                .from()),
                                "To go to it, in seconds and without a build: backsight rollback " + release.release()))
                        .toList();
    }

    /// Where the bytes lay does not matter.
    private static Set<String> bytes(List<Pin> pins) {
        return pins.stream().map(pin -> pin.input() + " " + pin.sha256()).collect(Collectors.toSet());
    }

    private static Finding note(String code, Severity severity, String object, String message, String action) {
        return new Finding(code, severity, object, "", message, action, 1, List.of());
    }
}
