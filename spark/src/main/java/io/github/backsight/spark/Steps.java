package io.github.backsight.spark;

import io.github.backsight.progress.Progress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;

/// The steps of a build on Spark, which advance by the tasks that have finished.
///
/// Each partition of a stage counts once, however often it was done: repeated, or twice at once.
/// How many there are is known only as Spark begins one stage after the other.
final class Steps extends SparkListener implements AutoCloseable {
    /// A property of jobs: the step that they belong to.
    private static final String PROPERTY = "spark.backsight.step";

    private final JavaSparkContext context;
    private final Progress progress;
    private final Metrics metrics;
    private final Map<String, Step> underWay = new HashMap<>();
    private final Map<Integer, Step> ofStage = new HashMap<>();
    private int begun;

    /// Listens to all jobs of `context` until it is closed.
    Steps(JavaSparkContext context, Progress progress, Metrics metrics) {
        this.context = context;
        this.progress = progress;
        this.metrics = metrics;
        context.sc().addSparkListener(this);
    }

    /// What is done in a step.
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /// One step. What Spark tells of it comes later than it happens: what has not been told when
    /// all is done is told then.
    private static final class Step {
        private final Progress.Step told;
        private final Map<Integer, Set<Integer>> done = new HashMap<>();
        private long expected;
        private long advanced;
        private boolean ended;

        Step(Progress.Step told) {
            this.told = told;
        }

        synchronized void expect(int stage, int tasks) {
            if (!ended && !done.containsKey(stage)) {
                done.put(stage, new HashSet<>());
                expected += tasks;
                told.expect(tasks);
            }
        }

        synchronized void finished(int stage, int partition) {
            var partitions = done.computeIfAbsent(stage, unused -> new HashSet<>());
            if (!ended && partitions.add(partition) && advanced < expected) {
                advanced++;
                told.advance(1);
            }
        }

        synchronized void complete() {
            if (advanced < expected) {
                told.advance(expected - advanced);
            }
        }

        synchronized void end() {
            ended = true;
            told.close();
        }
    }

    /// Does `work`, all jobs that this thread runs meanwhile counting as tasks of the step.
    ///
    /// @param what as people read it
    <T, E extends Exception> T during(String what, Work<T, E> work) throws E {
        var step = new Step(progress.start(what, 0, Progress.Unit.ITEMS));
        var name = begin(step);
        var outer = Optional.ofNullable(context.getLocalProperty(PROPERTY));
        context.setLocalProperty(PROPERTY, name);
        try {
            var made = work.run();
            step.complete();
            return made;
        } finally {
            context.setLocalProperty(PROPERTY, outer.orElse(""));
            step.end();
            forget(name, step);
        }
    }

    private synchronized String begin(Step step) {
        var name = Integer.toString(++begun);
        underWay.put(name, step);
        return name;
    }

    private synchronized void forget(String name, Step step) {
        underWay.remove(name);
        ofStage.values().removeIf(each -> each.equals(step));
    }

    @Override
    public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
        var step = Optional.ofNullable(submitted.properties())
                .map(properties -> properties.getProperty(PROPERTY))
                .map(underWay::get);
        if (step.isPresent()) {
            int stage = submitted.stageInfo().stageId();
            ofStage.put(stage, step.get());
            step.get().expect(stage, submitted.stageInfo().numTasks());
        }
    }

    @Override
    public void onTaskStart(SparkListenerTaskStart start) {
        boolean repeated = start.taskInfo().attemptNumber() > 0 || start.stageAttemptId() > 0;
        if (repeated && !start.taskInfo().speculative()) {
            metrics.add(Metrics.Counter.RETRIED_TASKS, 1);
        }
    }

    @Override
    public synchronized void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.taskInfo().successful()) {
            Optional.ofNullable(ofStage.get(end.stageId()))
                    .ifPresent(
                            step -> step.finished(end.stageId(), end.taskInfo().partitionId()));
        }
    }

    @Override
    public void close() {
        context.sc().removeSparkListener(this);
    }
}
