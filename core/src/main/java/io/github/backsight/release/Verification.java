package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.util.Optional;

/// Reads back what a plan was to bring about. For one thread.
record Verification(
        ObjectStore store,
        Live live,
        StableDocuments documents,
        InputRestore inputs,
        InPlace inPlace,
        Serving serving) {

    /// Reads back all that the plan was to bring about; the pointer last, since another operation that moves it
    /// explains all the rest.
    Step.End of(Plan plan, Manifest manifest) throws IOException {
        var wrong = wrong(plan, manifest);
        if (!live.now().names(plan.release())) {
            return Step.End.overtaken("another release was made live meanwhile");
        }
        return wrong.map(Step.End::failed)
                .orElseGet(() -> Step.End.done("pointer, documents and inputs are as planned"));
    }

    private Optional<String> wrong(Plan plan, Manifest manifest) throws IOException {
        var stale = documents.stale(manifest, Optional.empty());
        if (!stale.isEmpty()) {
            return Optional.of("'" + stale.getFirst() + "' does not say what release " + plan.release() + " says");
        }
        var misplaced = serving == Serving.IN_PLACE ? inPlace.prove(manifest) : Optional.<String>empty();
        if (misplaced.isPresent()) {
            return misplaced;
        }
        return Looks.atAll(
                        store,
                        plan.inputs(),
                        input -> input.change() == InputPlan.Change.GONE
                                ? Optional.<String>empty()
                                : inputs.prove(input.pin()))
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }
}
