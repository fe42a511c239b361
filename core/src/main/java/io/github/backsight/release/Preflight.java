package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What people should know of a way back before they say yes: whether the old versions of the inputs can be had, and
/// whether what is old fits the configuration of now. None of it refuses.
///
/// @param configured empty where nobody knows the configuration
record Preflight(ObjectStore store, Optional<Configured> configured) {

    /// @param live the live release; empty when none is
    List<Finding> findings(Manifest target, Optional<Manifest> live, List<InputPlan> inputs) throws IOException {
        var findings = new ArrayList<Finding>();
        Looks.atAll(store, inputs, this::obstacle).forEach(obstacle -> obstacle.ifPresent(findings::add));
        if (configured.isPresent()) {
            settings(target, configured.get()).ifPresent(findings::add);
            findings.addAll(moved(target, configured.get()));
        } else {
            live.filter(manifest -> !manifest.recipe().equals(target.recipe()))
                    .ifPresent(manifest -> findings.add(warning(
                            "rollback.recipe-differs",
                            "release " + target.id(),
                            "it was built with another recipe than the live release, and configuration is not rolled"
                                    + " back",
                            "Take backsight.yaml back, too, before the next build",
                            RecipeDifferences.of(target.recipe(), manifest.recipe()))));
        }
        return findings;
    }

    /// Only a read tells that a version is there, is not archived, and can be decrypted: one byte will do.
    private Optional<Finding> obstacle(InputPlan input) {
        if (input.change() != InputPlan.Change.RESTORE) {
            return Optional.empty();
        }
        var key = input.pin().key();
        try {
            new StoreReader(store).bytes(key, input.source().orElseThrow(), 0, 1);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(warning(
                    "rollback.input-unreadable",
                    key.value(),
                    "the old version of input " + input.pin().input() + " cannot be had now: " + e.getMessage(),
                    "The map goes back without it; mend that, then run the same command again to restore the input",
                    List.of()));
        }
    }

    private static Optional<Finding> settings(Manifest target, Configured configured) {
        var differences = RecipeDifferences.of(target.recipe(), configured.recipe());
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(warning(
                        "rollback.recipe-differs",
                        "release " + target.id(),
                        "it was built with other settings than the configuration has now, which is not rolled back: "
                                + String.join("; ", differences),
                        "Take backsight.yaml back, too, before the next build",
                        List.of()));
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
                        "Look whether that object should change, too, before the next build",
                        List.of()));
            }
        }
        return findings;
    }

    private static Finding warning(String code, String object, String message, String action, List<String> examples) {
        return new Finding(code, Severity.WARN, object, "", message, action, 1, examples);
    }
}
