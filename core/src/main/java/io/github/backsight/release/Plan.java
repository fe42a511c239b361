package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What a publish or a rollback would do, and what it saw when it was made. [Applier] does exactly this or refuses.
///
/// @param release what is to be live
/// @param seenLive the newest entry of `live.json`
/// @param live what that entry says; empty when nothing is live
/// @param documents stable documents that do not yet say what `release` says, such as `<prefix>/tiles/high.json`
/// @param inputs what happens to the inputs; empty for a publish, which never touches them
/// @param findings what the checks say; one of severity `FAIL` refuses the plan unless `intent` overrules it
/// @param passedOver for the last good release: newer ones that were not taken, and why
/// @param resumes the unfinished operation that this plan completes
/// @param inPlace what changes at the fixed places; empty when nothing does, or the map has none
public record Plan(
        Action action,
        ReleaseId release,
        Seen seenLive,
        Optional<LivePointer> live,
        List<Key> documents,
        List<InputPlan> inputs,
        List<Finding> findings,
        List<PassedOver> passedOver,
        Intent intent,
        Optional<OperationId> resumes,
        Optional<InPlacePlan> inPlace) {
    public Plan {
        documents = List.copyOf(documents);
        inputs = List.copyOf(inputs);
        findings = List.copyOf(findings);
        passedOver = List.copyOf(passedOver);
        // Journals written by earlier versions do not have it.
        inPlace = Objects.requireNonNullElse(inPlace, Optional.empty());
    }

    /// {@return whether the pointer has to move}
    public boolean movesPointer() {
        return live.map(pointer -> !pointer.release().equals(release)).orElse(true);
    }

    /// {@return whether applying this plan would change anything at all}
    public boolean changesAnything() {
        return movesPointer()
                || !documents.isEmpty()
                || resumes.isPresent()
                || inPlace.isPresent()
                || inputs.stream().anyMatch(input -> input.change() == InputPlan.Change.RESTORE);
    }

    /// {@return as in `the rollback to 3f2a...`}
    String text() {
        return switch (action) {
                    case PUBLISH -> "the publish of ";
                    case ROLLBACK -> "the rollback to ";
                    case UNDO -> "the undo that goes back to ";
                }
                + release;
    }

    /// {@return the same plan with more that people should know before they say yes}
    ///
    /// @param more one of severity `FAIL` refuses the plan, as those that it has
    public Plan noting(List<Finding> more) {
        var all = new ArrayList<>(findings);
        all.addAll(more);
        return new Plan(action, release, seenLive, live, documents, inputs, all, passedOver, intent, resumes, inPlace);
    }

    /// {@return the same plan, wanted by somebody else}
    Plan by(String who) {
        return new Plan(
                action,
                release,
                seenLive,
                live,
                documents,
                inputs,
                findings,
                passedOver,
                new Intent(who, intent.reason(), intent.checks()),
                resumes,
                inPlace);
    }

    /// {@return what `live.json` is to say once `operation` has moved it}
    public LivePointer pointer(OperationId operation, Instant time) {
        return new LivePointer(
                LivePointer.FORMAT,
                release,
                operation,
                action,
                time,
                intent.who(),
                intent.reason(),
                live.map(LivePointer::release),
                refusals().stream().map(Finding::code).toList());
    }

    /// {@return the findings that refuse this plan, overruled or not}
    public List<Finding> refusals() {
        return findings.stream()
                .filter(finding -> finding.severity() == Severity.FAIL)
                .toList();
    }
}
