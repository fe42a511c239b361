package io.github.backsight.release;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One attempt at an operation: takes steps one after the other, each timed and, where it changes something, between
/// two journal entries; after a step that did not end well no other is taken. For one thread.
final class OperationRun {
    private final OperationId operation;
    private final Plan plan;
    private final Clock clock;
    private final Instant begun;
    private final List<StepResult> results = new ArrayList<>();
    private Step.End last = Step.End.done("");
    private Optional<Step.End> aside = Optional.empty();

    OperationRun(OperationId operation, Plan plan, Clock clock) {
        this.operation = operation;
        this.plan = plan;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /// Takes a step that changes nothing but the journal.
    void take(Step step) {
        if (!endedWell()) {
            results.add(new StepResult(step.name(), step.object(), StepResult.Ended.NOT_REACHED, "", 0));
            return;
        }
        long start = clock.millis();
        last = run(step);
        results.add(new StepResult(
                step.name(), step.object(), last.ended(), last.detail(), Math.max(0, clock.millis() - start)));
    }

    /// Takes a step that changes something: written down before and after.
    void take(Step step, Journal.Writer journal) {
        take(new Step(step.name(), step.object(), () -> {
            journal.write(step.journalName() + "-begun", "");
            return run(step);
        }));
        if (last.ended() == StepResult.Ended.DONE) {
            // That it was done stays true, whatever becomes of its record.
            var done = last.detail();
            last = run(new Step(step.name(), step.object(), () -> {
                journal.write(step.journalName() + "-done", done);
                return Step.End.done(done);
            }));
        }
    }

    /// Takes a step on which no other depends: where it does not end well the next ones are taken all the same, and
    /// [#raise()] tells.
    void takeAside(Step step) {
        boolean before = endedWell();
        take(step);
        if (before && !endedWell()) {
            aside = aside.or(() -> Optional.of(last));
            last = Step.End.done("");
        }
    }

    /// Lets the first step that was taken aside and did not end well count as the last.
    void raise() {
        if (endedWell() && aside.isPresent()) {
            last = aside.get();
        }
    }

    private static Step.End run(Step step) {
        try {
            return step.work().run();
        } catch (InDoubtException e) {
            return Step.End.unknown(message(e));
        } catch (IOException e) {
            return Step.End.failed(message(e));
        }
    }

    private static String message(IOException e) {
        return Objects.requireNonNullElse(e.getMessage(), e.toString());
    }

    boolean endedWell() {
        return switch (last.ended()) {
            case DONE, NOTHING_TO_DO, UNDER_WAY -> true;
            case FAILED, UNKNOWN, OVERTAKEN, NOT_REACHED -> false;
        };
    }

    OperationId operation() {
        return operation;
    }

    /// {@return how the last step that was taken ended}
    Step.End last() {
        return last;
    }

    OperationResult result() {
        return new OperationResult(
                operation,
                plan.action(),
                plan.live().map(LivePointer::release),
                plan.release(),
                begun,
                results,
                Math.max(0, clock.millis() - begun.toEpochMilli()));
    }
}
