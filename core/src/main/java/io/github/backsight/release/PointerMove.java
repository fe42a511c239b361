package io.github.backsight.release;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The step that changes what the public sees (law 2), and its refusals. Safe for use by many threads.
record PointerMove(Live live, Layout layout, Clock clock) {

    /// Moves the pointer, unless a more urgent operation has taken the lock over.
    ///
    /// @return a refusal when another has taken over the lock, or moved the pointer, since the plan was checked
    Optional<Outcome> of(Plan plan, Lock.Hold hold, Journal.Writer writer, OperationRun run) {
        var refusals = new ArrayList<Outcome>();
        run.take(new Step("pointer", layout.live().value(), () -> move(plan, hold, run, refusals)), writer);
        if (!refusals.isEmpty()) {
            writer.endQuietly("refused: " + run.last().detail());
        }
        return refusals.stream().findFirst();
    }

    private Step.End move(Plan plan, Lock.Hold hold, OperationRun run, List<Outcome> refusals) throws IOException {
        var other = hold.takenOverBy();
        if (other.isPresent()) {
            refusals.add(new Outcome.RefusedByLock(other.get()));
            return Step.End.overtaken(
                    "the lock was taken over by " + other.get().text());
        }
        var pointer = plan.pointer(run.operation(), clock.instant());
        return switch (live.move(pointer, plan.seenLive())) {
            case Live.Move.Landed landed -> {
                run.switched();
                yield Step.End.done("names release " + plan.release());
            }
            case Live.Move.Refused refused ->
                Step.End.failed("'" + layout.live() + "' is still "
                        + refused.now().text() + ", and the store refused to move it");
            case Live.Move.InDoubt doubt ->
                Step.End.unknown("'" + layout.live() + "' may or may not name release " + plan.release() + ": "
                        + doubt.cause().getMessage());
            case Live.Move.Outrun outrun -> {
                var moved = new Moved(plan.seenLive(), outrun.now());
                refusals.add(new Outcome.RefusedAsStale(List.of(moved)));
                yield Step.End.overtaken(moved.text());
            }
        };
    }
}
