package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.StoreBelow;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/// Rehearses a rollback on a copy: the very same [Planner] and [Applier], on a store that reaches nothing live.
///
/// Caches are not told, and nothing is read through the public address: both would be those of the real map.
public final class Drill {
    private final ObjectStore store;
    private final Layout layout;
    private final Serving serving;
    private final Predicate<Key> elsewhere;
    private final Clock clock;
    private final RandomGenerator random;
    private final OperationId operation;

    /// @param prefix `publish.prefix` of the configuration; empty for the store's root
    /// @param elsewhere tells the keys of inputs that do not lie in the store
    public Drill(
            ObjectStore store,
            String prefix,
            Serving serving,
            Predicate<Key> elsewhere,
            Clock clock,
            RandomGenerator random) {
        this.store = store;
        this.layout = new Layout(prefix);
        this.serving = serving;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.random = random;
        this.operation = OperationId.begunAt(clock.instant(), random);
    }

    /// {@return a stage inside the store itself, below a folder of this drill alone}
    ///
    /// @param plan of the real rollback
    /// @throws IOException if something lies there already, or the plan reaches into it
    public DrillStage stageInside(Plan plan) throws IOException {
        var folder = layout.drill(operation);
        var touched = new ArrayList<>(List.of(plan.seenLive().key()));
        touched.addAll(plan.documents());
        plan.inputs().forEach(input -> touched.add(input.pin().key()));
        for (var key : touched) {
            if (key.value().startsWith(folder)) {
                throw new IOException("'" + key + "' is live and lies where the drill would work: " + folder);
            }
        }
        requireEmpty(store, folder);
        return new DrillStage.Below(store, new StoreBelow(store, folder));
    }

    /// {@return a stage inside another store, below a folder of this drill alone}
    ///
    /// @throws IOException if something lies there already
    public DrillStage stageInside(ObjectStore other) throws IOException {
        var folder = layout.drill(operation);
        requireEmpty(other, folder);
        return new DrillStage.Elsewhere(store, new StoreBelow(other, folder));
    }

    private static void requireEmpty(ObjectStore store, String folder) throws IOException {
        if (!store.list(folder, Optional.empty()).entries().isEmpty()) {
            throw new IOException("'" + folder + "' is not empty; run the drill again, it takes another folder");
        }
    }

    /// {@return a stage in an empty store of its own}
    public DrillStage stageIn(ObjectStore other) {
        return new DrillStage.Apart(store, other);
    }

    /// Rehearses what `real` would do, takes everything away again, and records it in the real store.
    ///
    /// @param real a plan of a rollback of the real store; it is not applied
    /// @throws IOException if the record cannot be written; whatever else fails is part of the record
    public DrillRecord run(Plan real, DrillStage stage, Progress progress) throws IOException {
        var begun = clock.instant();
        var steps = new ArrayList<StepResult>();
        var scene = new DrillScene(store, layout, stage, elsewhere);
        var rehearsal = Rehearsal.NONE;
        boolean ready = take(
                        steps,
                        "copy release",
                        layout.artifact(real.release(), "").value(),
                        () -> scene.release(real.release(), progress) + " objects")
                && take(steps, "copy live state", layout.live().value(), () -> scene.live(real) + " objects")
                && take(steps, "copy inputs", "", () -> scene.inputs(real.inputs()) + " versions");
        if (ready) {
            rehearsal = rehearse(real, stage.store(), progress);
        }
        boolean cleared = take(steps, "clear", stage.store().location(), () -> {
            stage.clear();
            return "removed again";
        });
        var failed = steps.stream()
                .filter(step -> step.ended() == StepResult.Ended.FAILED)
                .findFirst();
        var record = new DrillRecord(
                DrillRecord.FORMAT,
                operation,
                real.intent().who(),
                real.intent().reason(),
                begun,
                stage.store().location(),
                real.release(),
                real.live().map(LivePointer::release),
                failed.isPresent() && rehearsal.outcome().equals("done") ? "failed" : rehearsal.outcome(),
                failed.map(step -> step.step() + ": " + step.detail()).orElse(rehearsal.message()),
                steps,
                rehearsal.result(),
                rehearsal.planMilliseconds(),
                rehearsal.safeMilliseconds(),
                cleared);
        new Records(store).put(layout.drilled(operation), record);
        return record;
    }

    /// One part of the preparation.
    @FunctionalInterface
    private interface Work {
        String run() throws IOException;
    }

    /// {@return whether it went well}
    private boolean take(List<StepResult> steps, String name, String object, Work work) {
        var began = clock.instant();
        StepResult.Ended ended;
        String detail;
        try {
            detail = work.run();
            ended = StepResult.Ended.DONE;
        } catch (IOException e) {
            detail = Objects.requireNonNullElse(e.getMessage(), e.toString());
            ended = StepResult.Ended.FAILED;
        }
        long milliseconds = Math.max(0, clock.millis() - began.toEpochMilli());
        steps.add(new StepResult(name, object, ended, detail, milliseconds, Optional.of(began)));
        return ended == StepResult.Ended.DONE;
    }

    /// What came of the rollback itself.
    private record Rehearsal(
            String outcome,
            String message,
            Optional<OperationResult> result,
            long planMilliseconds,
            long safeMilliseconds) {
        static final Rehearsal NONE = new Rehearsal("failed", "the rollback did not begin", Optional.empty(), 0, 0);
    }

    private Rehearsal rehearse(Plan real, ObjectStore copy, Progress progress) {
        long start = clock.millis();
        Plan plan;
        try {
            var target = new Target.Release(real.release());
            plan = new Planner(copy, layout.prefix(), serving).rollback(target, real.intent());
        } catch (IOException e) {
            return new Rehearsal("failed", "no plan: " + e.getMessage(), Optional.empty(), 0, 0);
        }
        long planned = Math.max(0, clock.millis() - start);
        var applier = new Applier(copy, layout.prefix(), serving, PublicSide.NONE, LeaseOwner.NOBODY, clock, random);
        return switch (applier.apply(plan, progress)) {
            case Outcome.Done(var result) ->
                new Rehearsal(
                        "done",
                        "The rollback to release " + real.release() + " works, and was verified on the copy.",
                        Optional.of(result),
                        planned,
                        planned + safe(result));
            case Outcome.Failed(var result, var message) -> wrong("failed", message, Optional.of(result), planned);
            case Outcome.Unsettled(var result, var message) ->
                wrong("unsettled", message, Optional.of(result), planned);
            case Outcome.Overtaken(var result, var live) ->
                wrong("failed", "somebody else has written to the copy", Optional.of(result), planned);
            case Outcome.NothingToDo nothing ->
                wrong("failed", "there was nothing to do on the copy", Optional.empty(), planned);
            case Outcome.RefusedByChecks(var findings) ->
                wrong("failed", "checks refused it: " + findings, Optional.empty(), planned);
            case Outcome.RefusedByLock(var lease) ->
                wrong("failed", "the copy is locked: " + lease.text(), Optional.empty(), planned);
            case Outcome.RefusedAsStale(var moved) ->
                wrong("failed", "the copy was changed meanwhile: " + moved, Optional.empty(), planned);
        };
    }

    private static Rehearsal wrong(
            String outcome, String message, Optional<OperationResult> result, long planMilliseconds) {
        return new Rehearsal(outcome, message, result, planMilliseconds, 0);
    }

    /// {@return how long it took until pointer, documents and fixed places were all of the good release}
    private static long safe(OperationResult result) {
        var steps = result.steps();
        int last = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (List.of("pointer", "document", "in-place").contains(steps.get(i).step())) {
                last = i + 1;
            }
        }
        long after = steps.subList(last, steps.size()).stream()
                .mapToLong(StepResult::milliseconds)
                .sum();
        return Math.max(0, result.milliseconds() - after);
    }
}
