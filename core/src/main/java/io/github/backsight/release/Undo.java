package io.github.backsight.release;

import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What the last operation changed, and how it was before: the pointer says which release was live, the journal of the
/// operation which versions of the inputs were the newest.
final class Undo {
    private final StoreReader reader;
    private final ObjectStore store;
    private final Journal journal;
    private final InputRestore inputs;

    Undo(ObjectStore store, Journal journal, InputRestore inputs) {
        this.reader = new StoreReader(store);
        this.store = store;
        this.journal = journal;
        this.inputs = inputs;
    }

    /// @param release that was live before
    /// @param inputs what the operation changed of them, taken back
    /// @param findings what people should know before they say yes
    record Before(ReleaseId release, List<InputPlan> inputs, List<Finding> findings) {}

    /// {@return how everything was before the operation that made `live` what it is}
    ///
    /// @throws NothingToUndoException if nothing was live before
    Before before(Live.Now live) throws IOException {
        var pointer = live.pointer().orElseThrow(() -> new NothingToUndoException("nothing is live"));
        var release = pointer.previous()
                .orElseThrow(() -> new NothingToUndoException(
                        "release " + pointer.release() + " is the first that went live: nothing was live before it"));
        var findings = new ArrayList<Finding>();
        if (pointer.action() == Action.UNDO) {
            findings.add(finding(
                    "undo.again",
                    "release " + release,
                    "the last change was itself an undo, by " + pointer.who() + " at " + pointer.time()
                            + ": this takes it back, and each further undo goes back and forth between the two",
                    "Name a release to go further back: backsight rollback RELEASE"));
        }
        var plan = journal.plan(pointer.operation());
        if (plan.isEmpty()) {
            findings.add(finding(
                    "undo.journal-lost",
                    "operation " + pointer.operation(),
                    "its journal cannot be read, so what it did to the inputs is not known; they stay as they are",
                    "Compare the inputs with: backsight status"));
        }
        var back = new ArrayList<InputPlan>();
        for (var input : plan.map(Plan::inputs).orElse(List.of())) {
            if (input.change() == InputPlan.Change.RESTORE) {
                takeBack(input, back, findings);
            }
        }
        return new Before(release, back, findings);
    }

    private void takeBack(InputPlan done, List<InputPlan> back, List<Finding> findings) throws IOException {
        var was = done.now();
        if (was.state() != Seen.State.VERSION) {
            findings.add(finding(
                    "undo.input-was-missing",
                    was.key().value(),
                    "input " + done.pin().input() + " was missing before, and was brought back; it stays",
                    "Nothing has to be done; Backsight deletes no input"));
            return;
        }
        var version = was.version().orElseThrow();
        var size = store.details(was.key(), version).version().size();
        var pin = new Pin(done.pin().input(), was.key(), version, size, reader.sha256(was.key(), version));
        back.add(inputs.plan(pin));
    }

    /// {@return the inputs of an undo that was interrupted, as they are now}
    List<InputPlan> again(Plan interrupted) throws IOException {
        return Looks.atAll(store, interrupted.inputs(), input -> inputs.plan(input.pin()));
    }

    private static Finding finding(String code, String object, String message, String action) {
        return new Finding(code, Severity.WARN, object, "", message, action, 1, List.of());
    }
}
