package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.console.Changes.Ending;
import io.github.backsight.progress.Progress.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Work work = new Work(() -> UUID.randomUUID().toString());

    private List<String> all(Work.Task task) throws InterruptedException {
        var told = new ArrayList<String>();
        while (!task.isOver(told.size())) {
            task.after(told.size(), PATIENCE).forEach(event -> told.add(event.kind() + " " + event.data()));
        }
        return told;
    }

    @Test
    void stepsAreToldWhileTheyHappen() throws InterruptedException {
        var goOn = new CountDownLatch(1);
        var name = work.begin(progress -> {
            try (var step = progress.start("pointer", 1, Unit.ITEMS)) {
                goOn.await();
                step.advance(1);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            progress.start("verify", 1, Unit.ITEMS).close();
            return new Ending(1, "{\"outcome\":\"failed\"}", "it failed");
        });
        var task = work.find(name).orElseThrow();
        assertThat(task.after(0, PATIENCE)).hasSize(1);
        assertThat(task.after(1, Duration.ofMillis(1))).isEmpty();
        goOn.countDown();

        assertThat(all(task))
                .containsExactly(
                        "begun {\"step\":\"pointer\"}",
                        "done {\"step\":\"pointer\"}",
                        "begun {\"step\":\"verify\"}",
                        "failed {\"step\":\"verify\"}",
                        all(task).getLast());
        assertThat(all(task).getLast())
                .startsWith("end ")
                .contains("\"exitCode\":1", "\"outcome\":\"failed\"", "it failed");
        work.close();
    }

    @Test
    void aFaultEndsATaskAndIsTold() throws InterruptedException {
        var name = work.begin(progress -> {
            throw new IllegalStateException("nothing is as it was");
        });

        assertThat(all(work.find(name).orElseThrow()).getLast()).contains("nothing is as it was", "\"exitCode\":1");
        work.close();
    }
}
