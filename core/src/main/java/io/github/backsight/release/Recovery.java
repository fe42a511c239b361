package io.github.backsight.release;

import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Operations that were interrupted: which there are, and their end without being finished. [Planner#finish] makes the
/// plan that finishes one. Safe for use by many threads.
public final class Recovery {
    private final Live live;
    private final Journal journal;
    private final Lock lock;
    private final Clock clock;
    private final RandomGenerator random;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    public Recovery(ObjectStore store, String prefix, LeaseOwner owner, Clock clock, RandomGenerator random) {
        var layout = new Layout(prefix);
        this.live = new Live(store, layout);
        this.journal = new Journal(store, layout);
        this.lock = new Lock(store, layout, owner, clock);
        this.clock = clock;
        this.random = random;
    }

    /// An operation whose journal has no end.
    ///
    /// @param plan what it was to do; empty when that cannot be read
    /// @param lastStep the last thing its journal says, as in `pointer-begun`
    /// @param switched whether the live release is the one that it made live
    /// @param canGoOn whether it can be finished: nobody has moved the pointer since
    public record Interrupted(
            OperationId operation, Optional<Plan> plan, String lastStep, boolean switched, boolean canGoOn) {
        /// {@return as in `the publish of 3f2a... by ann, last step pointer-begun`}
        public String text() {
            return plan.map(each -> each.text() + " by " + each.intent().who())
                            .orElse("an operation whose journal cannot be read")
                    + ", last step " + lastStep;
        }
    }

    /// {@return the operations without an end, newest first}
    public List<Interrupted> interrupted() throws IOException {
        var now = live.now();
        return journal.unfinished().reversed().stream()
                .map(each -> new Interrupted(
                        each.operation(),
                        each.plan(),
                        each.lastStep(),
                        now.writtenBy(each.operation()),
                        each.plan().isPresent() && each.canGoOn(now)))
                .toList();
    }

    /// What became of ending an operation.
    public sealed interface Ended {
        record Done() implements Ended {}

        /// It is under way: somebody holds the lock. Nothing was changed.
        record Busy(Lease lease) implements Ended {}

        /// Its end may or may not be written; the same again settles it.
        record InDoubt(IOException cause) implements Ended {}
    }

    /// Writes into the journal that nobody will finish `operation`. What it has done stands.
    ///
    /// @throws NothingToFinishException if it has an end
    /// @throws IOException if it is certain that nothing but the lock was changed
    public Ended abandon(OperationId operation, Intent intent) throws IOException {
        if (interrupted().stream().noneMatch(each -> each.operation().equals(operation))) {
            throw new NothingToFinishException("operation " + operation + " is not unfinished");
        }
        // As a publish it takes the lock over from nobody who is at work.
        return switch (lock.take(operation, Action.PUBLISH, intent.who(), random)) {
            case Lock.Taken.Busy busy -> new Ended.Busy(busy.lease());
            case Lock.Taken.Held held -> {
                var hold = held.hold();
                try {
                    yield end(operation, intent);
                } finally {
                    hold.close();
                }
            }
        };
    }

    private Ended end(OperationId operation, Intent intent) throws IOException {
        try {
            journal.writer(operation, clock)
                    .write(JournalEntry.FINISHED, "abandoned by " + intent.who() + ": " + intent.reason());
            return new Ended.Done();
        } catch (InDoubtException e) {
            return new Ended.InDoubt(e);
        }
    }
}
