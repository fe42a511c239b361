package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Does what a plan says: exactly that, or nothing, or as much as can be done, and then says so.
///
/// In this order: the plan is checked against the store as it is now (law 4); the lock is taken; the plan is written
/// to the journal; the pointer moves (law 2), which is all that the public waits for; the documents that follow the
/// pointer, and the copies at fixed places; caches are told; the inputs; then everything is read back, also as the
/// public reads it; the journal is ended. Killed at any instant, the same command completes it (law 5).
public final class Applier {
    private final ObjectStore store;
    private final Layout layout;
    private final Clock clock;
    private final RandomGenerator random;
    private final StoreReader reader;
    private final Live live;
    private final Releases releases;
    private final StableDocuments documents;
    private final InputRestore inputs;
    private final Journal journal;
    private final InPlace inPlace;
    private final Serving serving;
    private final PublicSide publicSide;
    private final Verification verification;
    private final Lock lock;
    private final PointerMove pointerMove;

    /// For a map that is served by its pointer to those who reach the store.
    ///
    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    /// @param clock for the journal, the pointer and the length of each step
    /// @param random tells operations begun in the same second apart
    public Applier(ObjectStore store, String prefix, Clock clock, RandomGenerator random) {
        this(store, prefix, Serving.BY_POINTER, PublicSide.NONE, LeaseOwner.NOBODY, clock, random);
    }

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    /// @param serving as the plans were made with
    /// @param owner the process that this one runs in
    /// @param clock for the journal, the pointer and the length of each step
    /// @param random tells operations begun in the same second apart
    public Applier(
            ObjectStore store,
            String prefix,
            Serving serving,
            PublicSide publicSide,
            LeaseOwner owner,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.layout = new Layout(prefix);
        this.clock = clock;
        this.random = random;
        this.reader = new StoreReader(store);
        this.live = new Live(store, layout);
        this.releases = new Releases(store, layout);
        this.documents = new StableDocuments(store, layout);
        this.inputs = new InputRestore(store, layout);
        this.journal = new Journal(store, layout);
        this.inPlace = new InPlace(store, layout);
        this.serving = serving;
        this.publicSide = publicSide;
        this.verification = new Verification(store, live, documents, inputs, inPlace, serving);
        this.lock = new Lock(store, layout, owner, clock);
        this.pointerMove = new PointerMove(live, layout, clock);
    }

    /// Refuses at once what the store would refuse of any plan that moves the pointer; it may write scratch objects of
    /// its own to find out.
    ///
    /// @throws IOException if the pointer can never be moved safely in this store, or it cannot be found out
    public void requireWritable(Plan plan) throws IOException {
        if (plan.changesAnything()) {
            store.requireWritable(layout.live(), plan.seenLive().expectation());
        }
    }

    /// Applies `plan` and says truthfully what became of it; faults of the store are part of the outcome.
    public Outcome apply(Plan plan, Progress progress) {
        var operation = plan.resumes().orElseGet(() -> OperationId.begunAt(clock.instant(), random));
        var run = new OperationRun(operation, plan, clock, progress);
        try {
            // The manifest is wanted later; asked for now it costs no time of its own.
            var moved = Looks.atBoth(store, () -> moved(plan), () -> releases.find(plan.release()))
                    .first();
            if (!moved.isEmpty()) {
                return new Outcome.RefusedAsStale(moved);
            }
            if (!plan.changesAnything()) {
                return new Outcome.NothingToDo(plan.release());
            }
            if (plan.movesPointer()
                    && plan.intent().checks() == Intent.Checks.KEPT
                    && !plan.refusals().isEmpty()) {
                return new Outcome.RefusedByChecks(plan.refusals());
            }
            requireWritable(plan);
            var manifest = releases.require(plan.release());
            return switch (lock.take(operation, plan.action(), plan.intent().who(), random)) {
                case Lock.Taken.Busy busy -> new Outcome.RefusedByLock(busy.lease());
                case Lock.Taken.Held held -> {
                    try (var hold = held.hold()) {
                        yield begin(plan, manifest, hold, held.over(), run, progress);
                    }
                }
            };
        } catch (InDoubtException e) {
            return new Outcome.Unsettled(run.result(), e.getMessage() + "; nothing else was begun. " + again(plan));
        } catch (IOException e) {
            return new Outcome.Failed(run.result(), e.getMessage() + "; this attempt changed nothing");
        }
    }

    private Outcome begin(
            Plan plan, Manifest manifest, Lock.Hold hold, Optional<String> over, OperationRun run, Progress progress)
            throws IOException {
        var writer = journal.writer(run.operation(), clock);
        writer.begin(plan);
        writer.tellOf(run);
        if (over.isPresent()) {
            writer.write("lock-taken-over", over.get());
        }
        return carryOut(plan, manifest, hold, writer, run, progress);
    }

    /// Law 4: what the plan saw and now is another.
    private List<Moved> moved(Plan plan) throws IOException {
        var seen = new ArrayList<>(List.of(plan.seenLive()));
        plan.inputs().forEach(input -> seen.add(input.now()));
        plan.inPlace().ifPresent(inPlacePlan -> seen.add(inPlacePlan.seen()));
        var now = Looks.atAll(store, seen, each -> reader.seen(each.key()));
        return IntStream.range(0, seen.size())
                .filter(i -> !now.get(i).equals(seen.get(i)))
                .mapToObj(i -> new Moved(seen.get(i), now.get(i)).by(mover(now.get(i))))
                .toList();
    }

    /// {@return who made an object what it is now, or at least when, as far as that is known}
    private Optional<String> mover(Seen now) {
        try {
            var pointer = now.key().equals(layout.live()) && now.state() == Seen.State.VERSION
                    ? live.read(now.version().orElseThrow())
                    : Optional.<LivePointer>empty();
            return pointer.isPresent()
                    ? pointer.map(LivePointer::signature)
                    : store.newest(now.key()).map(entry -> "written at " + entry.time());
        } catch (IOException e) {
            // That it moved is what counts.
            return Optional.empty();
        }
    }

    /// All steps, in order; the first that does not end well is the last.
    private Outcome carryOut(
            Plan plan, Manifest manifest, Lock.Hold hold, Journal.Writer writer, OperationRun run, Progress progress) {
        var operation = run.operation();
        var readers = new PublicSteps(publicSide, reader, layout);
        var verb = switch (plan.action()) {
            case PUBLISH -> "publishing ";
            case ROLLBACK -> "rolling back to ";
            case UNDO -> "going back to ";
        };
        try (var step = progress.start(verb + plan.release(), steps(plan), Progress.Unit.ITEMS)) {
            if (plan.movesPointer()) {
                var refusal = pointerMove.of(plan, hold, writer, run);
                if (refusal.isPresent()) {
                    return refusal.get();
                }
                step.advance(1);
            }
            for (var key : plan.documents()) {
                run.take(new Step("document", key.value(), () -> follow(manifest, key)), writer);
                step.advance(1);
            }
            var changed = new ArrayList<String>();
            if (plan.inPlace().isPresent()) {
                run.take(
                        new Step("in-place", layout.inPlace().value(), () -> copy(manifest, run, changed, progress)),
                        writer);
                step.advance(1);
            }
            readers.tell(plan, manifest, serving, changed, run);
            for (var input : plan.inputs()) {
                takeBack(input, writer, run);
                step.advance(1);
            }
            run.take(new Step("verify", layout.live().value(), () -> verification.of(plan, manifest)));
            readers.prove(manifest, serving, run, progress);
            run.raise();
            run.take(new Step("journal", layout.journal(operation), () -> end(operation, writer, run)));
            step.advance(1);
        }
        return outcome(plan, writer, run);
    }

    private static int steps(Plan plan) {
        return (plan.movesPointer() ? 1 : 0)
                + (plan.inPlace().isPresent() ? 1 : 0)
                + plan.documents().size()
                + plan.inputs().size()
                + 1;
    }

    private Step.End follow(Manifest manifest, Key key) throws IOException {
        return documents.write(manifest, key)
                ? Step.End.done("says what release " + manifest.id() + " says")
                : Step.End.overtaken("another release was made live meanwhile");
    }

    private Step.End copy(Manifest manifest, OperationRun run, List<String> changed, Progress progress)
            throws IOException {
        return switch (inPlace.follow(manifest, run.operation(), clock, progress)) {
            case InPlace.Followed.Done done -> {
                changed.addAll(done.changed());
                yield Step.End.done("the fixed places hold release " + manifest.id() + "; "
                        + done.changed().size() + " changed");
            }
            case InPlace.Followed.Overtaken unused -> Step.End.overtaken("another release was made live meanwhile");
        };
    }

    private void takeBack(InputPlan input, Journal.Writer writer, OperationRun run) {
        var name = "input " + input.pin().input();
        var key = input.pin().key().value();
        switch (input.change()) {
            case NONE -> run.take(new Step(name, key, () -> found(input, run, "already has the pinned bytes")));
            case GONE ->
                run.take(
                        new Step(name, key, () -> found(input, run, "left as it is: no version has the pinned bytes")));
            case RESTORE ->
                run.take(
                        new Step(name, key, () -> switch (inputs.restore(input)) {
                            case InputRestore.Restored.Done done -> {
                                run.leaves(
                                        new Seen(input.pin().key(), Seen.State.VERSION, Optional.of(done.version())));
                                yield Step.End.done(done.detail());
                            }
                            case InputRestore.Restored.Outrun outrun ->
                                Step.End.failed(outrun.moved().text() + " since the plan was made");
                            case InputRestore.Restored.InDoubt doubt ->
                                Step.End.unknown("'" + key + "' may or may not have been restored: "
                                        + doubt.cause().getMessage());
                        }),
                        writer);
        }
    }

    private static Step.End found(InputPlan input, OperationRun run, String detail) {
        run.leaves(input.now());
        return new Step.End(StepResult.Ended.NOTHING_TO_DO, detail);
    }

    private Step.End end(OperationId operation, Journal.Writer writer, OperationRun run) throws IOException {
        var now = live.now();
        run.leaves(now.seen());
        journal.endOvertaken(operation, now, clock);
        writer.write(JournalEntry.FINISHED, "done");
        return Step.End.done("ended");
    }

    private Outcome outcome(Plan plan, Journal.Writer writer, OperationRun run) {
        var detail = run.last().detail();
        return switch (run.last().ended()) {
            case DONE, NOTHING_TO_DO, UNDER_WAY -> new Outcome.Done(run.result());
            case UNKNOWN -> {
                writer.failQuietly("in doubt: " + detail);
                yield new Outcome.Unsettled(run.result(), detail + ". " + again(plan));
            }
            case FAILED, NOT_REACHED -> {
                writer.failQuietly("failed: " + detail);
                yield new Outcome.Failed(run.result(), detail + ". " + again(plan));
            }
            case OVERTAKEN -> overtaken(plan, writer, run, detail);
        };
    }

    private Outcome overtaken(Plan plan, Journal.Writer writer, OperationRun run, String detail) {
        try {
            // Whoever overtook this one may have looked at the documents before it wrote them.
            for (var key : plan.documents()) {
                documents.follow(key, releases);
            }
            writer.endQuietly("overtaken: " + detail);
            return new Outcome.Overtaken(run.result(), live.now().pointer());
        } catch (IOException e) {
            return new Outcome.Failed(run.result(), detail + ". " + again(plan));
        }
    }

    /// A second undo after one that came to its end would take that one back.
    private static String again(Plan plan) {
        return plan.action() == Action.UNDO
                ? "Run backsight status, then backsight recover if it tells of an unfinished undo"
                : "Run backsight status, then the same command again";
    }
}
