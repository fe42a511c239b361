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
        var outranked = new ArrayList<Lease>();
        run.take(new Step("lock", layout.lock().value(), () -> {
            hold.takenOverBy().ifPresent(outranked::add);
            return outranked.isEmpty()
                    ? Step.End.done("still held")
                    : Step.End.overtaken("taken over by " + outranked.getFirst().text());
        }));
        if (!outranked.isEmpty()) {
            writer.endQuietly("refused: " + run.last().detail());
            return Optional.of(new Outcome.RefusedByLock(outranked.getFirst()));
        }
        var outrun = new ArrayList<Moved>();
        run.take(new Step("pointer", layout.live().value(), () -> move(plan, run, outrun)), writer);
        if (outrun.isEmpty()) {
            return Optional.empty();
        }
        writer.endQuietly("refused: " + outrun.getFirst().text());
        return Optional.of(new Outcome.RefusedAsStale(outrun));
    }

    private Step.End move(Plan plan, OperationRun run, List<Moved> outrun) throws IOException {
        var pointer = plan.pointer(run.operation(), clock.instant());
        return switch (live.move(pointer, plan.seenLive())) {
            case Live.Move.Landed landed -> Step.End.done("names release " + plan.release());
            case Live.Move.Refused refused ->
                Step.End.failed("'" + layout.live() + "' is still " + refused.now().text()
                        + ", and the store refused to move it");
            case Live.Move.InDoubt doubt ->
                Step.End.unknown("'" + layout.live() + "' may or may not name release " + plan.release() + ": "
                        + doubt.cause().getMessage());
            case Live.Move.Outrun other -> {
                var moved = new Moved(plan.seenLive(), other.now());
                outrun.add(moved);
                yield Step.End.overtaken(moved.text());
            }
        };
    }
}
