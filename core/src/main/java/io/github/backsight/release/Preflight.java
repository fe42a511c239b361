package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people should know of a way back before they say yes, besides its [Gates]. Nothing here
/// refuses: a wrong check must not stand between a tired person and the last good map.
///
/// @param configured empty where nobody knows the configuration
/// @param outlook empty where nothing is known of what the store removes by itself
record Preflight(ObjectStore store, Layout layout, Optional<Configured> configured, Optional<Outlook> outlook) {

    /// @param live the live release; empty when none is
    /// @param resumes whether this completes what was begun before
    List<Finding> findings(
            Manifest target, Optional<Manifest> live, List<InputPlan> inputs, Live.Now now, boolean resumes)
            throws IOException {
        var findings = new ArrayList<Finding>();
        if (resumes) {
            findings.addAll(verdict(target));
        }
        findings.addAll(gone(target, inputs));
        if (!resumes) {
            findings.addAll(afterARollback(target, now));
        }
        live.ifPresent(manifest -> findings.addAll(notCovered(target, manifest)));
        Looks.atAll(store, inputs, this::obstacle).forEach(obstacle -> obstacle.ifPresent(findings::add));
        outlook.flatMap(known -> known.finding(store, layout, target)).ifPresent(findings::add);
        if (configured.isPresent()) {
            findings.addAll(settings(target, configured.get()));
            findings.addAll(moved(target, configured.get()));
        } else {
            live.ifPresent(manifest -> findings.addAll(recipes(target, manifest)));
        }
        return findings;
    }

    /// What is completed or taken back has passed the gates, or gone round them, before.
    private static List<Finding> verdict(Manifest target) {
        return target.verdict() == Verdict.GOOD
                ? List.of()
                : List.of(warning(
                        "rollback.target-not-good",
                        release(target),
                        "its verdict is not good",
                        "Look at its findings before you go on"));
    }

    private static List<Finding> gone(Manifest target, List<InputPlan> inputs) {
        return inputs.stream()
                .filter(input -> input.change() == InputPlan.Change.GONE)
                .map(input -> warning(
                        "rollback.input-gone",
                        release(target),
                        "no version of input " + input.pin().input() + " ('"
                                + input.pin().key() + "') has the pinned bytes any more; it stays as it is",
                        "Put the right file after the rollback, before the next build"))
                .toList();
    }

    private static List<Finding> afterARollback(Manifest target, Live.Now now) {
        var last = now.pointer().filter(pointer -> pointer.action() == Action.ROLLBACK);
        if (last.isEmpty() || now.names(target.id())) {
            return List.of();
        }
        if (last.get().previous().equals(Optional.of(target.id()))) {
            return List.of(warning(
                    "rollback.left-before",
                    release(target),
                    "it is the very release that the last rollback went away from: "
                            + last.get().signature(),
                    "Run backsight undo if that rollback was wrong; name another release if it was right"));
        }
        return List.of(warning(
                "rollback.again",
                release(target),
                "the live release was itself reached by a rollback; this goes one further back",
                "Run backsight status if you only wanted to make sure of the first one"));
    }

    /// What the rollback leaves as it is.
    private static List<Finding> notCovered(Manifest target, Manifest live) {
        return live.pins().stream()
                .filter(pin -> target.pin(pin.input()).isEmpty())
                .map(pin -> warning(
                        "rollback.input-not-covered",
                        release(target),
                        "it does not read input " + pin.input() + " ('" + pin.key() + "'), which stays as it is",
                        "Look whether that input should change, too"))
                .toList();
    }

    /// Only a read tells that a version is there, is not archived, and can be decrypted: one byte will do.
    private Optional<Finding> obstacle(InputPlan input) {
        if (input.change() != InputPlan.Change.RESTORE) {
            return Optional.empty();
        }
        var key = input.from();
        try {
            new StoreReader(store).bytes(key, input.source().orElseThrow(), 0, 1);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(warning(
                    "rollback.input-unreadable",
                    key.value(),
                    "the old version of input " + input.pin().input() + " cannot be had now: " + e.getMessage(),
                    "The map goes back without it; mend that, then run the same command again to restore the input"));
        }
    }

    private List<Finding> settings(Manifest target, Configured configured) throws IOException {
        var differences = RecipeDifferences.of(target.recipe(), configured.recipe());
        if (differences.isEmpty()) {
            return List.of();
        }
        var findings = new ArrayList<Finding>();
        findings.add(warning(
                "rollback.recipe-differs",
                release(target),
                "it was built with other settings than the configuration has now, which is not rolled back: "
                        + String.join("; ", differences),
                "Take backsight.yaml back, too, before the next build"));
        new RecipeFit(store, layout).finding(target, configured.recipe()).ifPresent(findings::add);
        return findings;
    }

    private static List<Finding> recipes(Manifest target, Manifest live) {
        return target.recipe().equals(live.recipe())
                ? List.of()
                : List.of(warning(
                        "rollback.recipe-differs",
                        release(target),
                        "it was built with another recipe than the live release, and configuration is not rolled back",
                        "Take backsight.yaml back, too, before the next build"));
    }

    private static List<Finding> moved(Manifest target, Configured configured) {
        var findings = new ArrayList<Finding>();
        for (var pin : target.pins()) {
            var now = Optional.ofNullable(configured.inputs().get(pin.input()));
            if (now.isPresent() && !now.get().equals(pin.key())) {
                findings.add(warning(
                        "rollback.input-elsewhere",
                        pin.key().value(),
                        "the target read input " + pin.input() + " here, and the configuration now reads it from '"
                                + now.get() + "', which stays as it is",
                        "Look whether that object should change, too, before the next build"));
            }
        }
        return findings;
    }

    private static Finding warning(String code, String object, String message, String action) {
        return new Finding(code, Severity.WARN, object, "", message, action, 1, List.of());
    }

    private static String release(Manifest target) {
        return "release " + target.id();
    }
}
