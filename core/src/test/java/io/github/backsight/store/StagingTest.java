package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    private static final int ROUNDS = 500;
    private static final InstantSource NOW = InstantSource.system();

    @TempDir
    private Path root;

    @Test
    void theNameGoesToTheFirstFileOnly() throws IOException {
        var name = root.resolve("name");
        try (var staging = new Staging(root, NOW)) {
            var first = Files.writeString(staging.newFile(), "first");
            var second = Files.writeString(staging.newFile(), "second");

            assertThat(Staging.publish(first, name)).isTrue();
            assertThat(Staging.publish(second, name)).isFalse();

            assertThat(name).hasContent("first");
            assertThat(first).doesNotExist();
            assertThat(second).doesNotExist();
        }
    }

    @Test
    void law2_ofManyRacersForANameExactlyOneWins() throws Exception {
        int racers = 4;
        var barrier = new CyclicBarrier(racers);
        var wins = new AtomicIntegerArray(ROUNDS);
        try (var staging = new Staging(root, NOW);
                var threads = Executors.newFixedThreadPool(racers)) {
            Callable<Integer> racer = () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    var staged = Files.createFile(staging.newFile());
                    barrier.await();
                    if (Staging.publish(staged, root.resolve("name " + round))) {
                        wins.incrementAndGet(round);
                    }
                }
                return ROUNDS;
            };
            for (var done : threads.invokeAll(Collections.nCopies(racers, racer))) {
                assertThat(done.get()).isEqualTo(ROUNDS);
            }
        }
        assertThat(IntStream.range(0, ROUNDS).map(wins::get)).containsOnly(1);
    }

    @Test
    void aLinkWhoseReplyWasLostCountsAsMade() throws IOException {
        var name = root.resolve("name");
        try (var staging = new Staging(root, NOW)) {
            var staged = Files.writeString(staging.newFile(), "text");
            Files.createLink(name, staged);

            assertThat(Staging.publish(staged, name)).isTrue();
        }
    }

    @Test
    void closingLeavesNothing() throws IOException {
        try (var staging = new Staging(root, NOW)) {
            Files.writeString(staging.newFile(), "half a fi");
        }

        assertThat(root.resolve("staging")).isEmptyDirectory();
    }

    @Test
    void law5_whatAKilledWriterLeftIsSweptOnceItIsOld() throws IOException {
        var leftover = Files.createDirectories(root.resolve("staging/0-killed"));
        Files.writeString(leftover.resolve("1"), "half a fi");

        try (var today = new Staging(root, NOW)) {
            today.newFile();
            assertThat(leftover).exists();
        }
        try (var later = new Staging(root, StagingTest::nextWeek)) {
            later.newFile();
            assertThat(leftover).doesNotExist();
        }
    }

    @Test
    void anOldFolderOfThisProcessIsNeverSwept() throws IOException {
        try (var first = new Staging(root, NOW);
                var second = new Staging(root, StagingTest::nextWeek)) {
            var staged = Files.writeString(first.newFile(), "on its way");
            second.newFile();

            assertThat(staged).exists();
        }
    }

    private static Instant nextWeek() {
        return Instant.now().plus(7, ChronoUnit.DAYS);
    }
}
