package io.github.backsight.release;

import io.github.backsight.progress.Progress;
import io.github.backsight.store.Key;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// One attempt at an operation: takes steps one after the other, each timed and, where it changes something, between
/// two journal entries; after a step that did not end well no other is taken. For one thread.
final class OperationRun {
    private final OperationId operation;
    private final Plan plan;
    private final Clock clock;
    private final Progress progress;
    private final Instant begun;
    private final List<StepResult> results = new ArrayList<>();
    private Step.End last = Step.End.done("");
    private Optional<Step.End> aside = Optional.empty();
    private final Map<Key, Seen> left = new LinkedHashMap<>();
    private Optional<Instant> switched;
    private Optional<TimeToSafe> timeToSafe = Optional.empty();
    private List<Probe> probes = List.of();

    /// @param progress hears of each step that is taken
    OperationRun(OperationId operation, Plan plan, Clock clock, Progress progress) {
        this.operation = operation;
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
        this.begun = clock.instant();
        boolean movedBefore = plan.resumes().isPresent() && !plan.movesPointer();
        this.switched = movedBefore ? plan.live().map(LivePointer::time) : Optional.empty();
    }

    /// Takes a step that changes nothing but the journal.
    void take(Step step) {
        if (!endedWell()) {
            var notReached = StepResult.Ended.NOT_REACHED;
            results.add(new StepResult(step.name(), step.object(), notReached, "", 0, Optional.empty()));
            return;
        }
        var start = clock.instant();
        last = told(step);
        results.add(new StepResult(
                step.name(), step.object(), last.ended(), last.detail(), since(start), Optional.of(start)));
    }

    private long since(Instant start) {
        return Math.max(0, Duration.between(start, clock.instant()).toMillis());
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

    private Step.End told(Step step) {
        var what = step.object().isEmpty() ? step.name() : step.name() + ", " + step.object();
        try (var told = progress.start(what, 1, Progress.Unit.ITEMS)) {
            var end = run(step);
            if (endsWell(end)) {
                told.advance(1);
            }
            return end;
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
        return endsWell(last);
    }

    private static boolean endsWell(Step.End end) {
        return switch (end.ended()) {
            case DONE, NOTHING_TO_DO, UNDER_WAY -> true;
            case FAILED, UNKNOWN, OVERTAKEN, NOT_REACHED -> false;
        };
    }

    /// The pointer has moved just now.
    void switched() {
        switched = Optional.of(clock.instant());
    }

    /// A step has left, or found, an object like this.
    void leaves(Seen seen) {
        left.put(seen.key(), seen);
    }

    /// The public was asked once more, at all addresses.
    ///
    /// @param answers of all of them
    void probed(List<Probe> answers) {
        probes = List.copyOf(answers);
        boolean safe = !answers.isEmpty() && answers.stream().allMatch(Probe::right);
        timeToSafe =
                safe ? switched.map(start -> new TimeToSafe(since(start), Probe.addresses(answers))) : Optional.empty();
    }

    /// {@return what the last entry of the journal is to tell}
    Ending ending() {
        return new Ending(result(), List.copyOf(left.values()));
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
                since(begun),
                timeToSafe,
                probes);
    }
}
