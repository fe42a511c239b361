package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.ABSENT;
import static io.github.backsight.testkit.StoreSample.ANYTHING;
import static io.github.backsight.testkit.StoreSample.CSV;
import static io.github.backsight.testkit.StoreSample.FULL;
import static io.github.backsight.testkit.StoreSample.SCORE;
import static io.github.backsight.testkit.StoreSample.body;
import static io.github.backsight.testkit.StoreSample.newestIs;
import static io.github.backsight.testkit.StoreSample.newestText;
import static io.github.backsight.testkit.StoreSample.put;
import static io.github.backsight.testkit.StoreSample.stored;
import static io.github.backsight.testkit.StoreSample.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Body;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.Write;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What a put does, alone and against others. Part of [ObjectStoreContract].
interface WritingContract extends EmptyStore {

    @Test
    default void whoAsksBeforehandHearsNoRefusalAndNothingIsWrittenToTheKey() throws IOException {
        try (var store = emptyStore()) {
            store.requireWritable(SCORE, ABSENT);
            store.requireWritable(SCORE, ANYTHING);

            assertThat(store.newest(SCORE)).isEmpty();
        }
    }

    @Test
    default void whatWasPutIsTheNewestVersion() throws IOException {
        try (var store = emptyStore()) {
            var id = stored(store.put(SCORE, body("one"), CSV, ANYTHING));

            var newest = (Entry.Version) store.newest(SCORE).orElseThrow();

            assertThat(newest.key()).isEqualTo(SCORE);
            assertThat(newest.id()).isEqualTo(id);
            assertThat(newest.newest()).isTrue();
            assertThat(newest.size()).isEqualTo(3);
            assertThat(text(store, SCORE, id)).isEqualTo("one");
        }
    }

    @Test
    default void law3_aSecondPutLeavesTheFirstVersionAsItWas() throws IOException {
        try (var store = emptyStore()) {
            var first = stored(store.put(SCORE, body("one"), FULL, ANYTHING));
            var before = store.details(SCORE, first);

            var second = put(store, SCORE, "two");

            assertThat(second).isNotEqualTo(first);
            assertThat(text(store, SCORE, first)).isEqualTo("one");
            assertThat(store.details(SCORE, first).attributes()).isEqualTo(before.attributes());
            assertThat(store.details(SCORE, first).version().newest()).isFalse();
        }
    }

    @Test
    default void putIfAbsentIsOutrunByAVersion() throws IOException {
        try (var store = emptyStore()) {
            stored(store.put(SCORE, body("one"), CSV, ABSENT));
            var newest = store.newest(SCORE);

            var late = store.put(SCORE, body("two"), CSV, ABSENT);

            assertThat(late).isEqualTo(new Write.Outrun(newest));
            assertThat(newestText(store, SCORE)).isEqualTo("one");
            assertThat(store.history(SCORE)).hasSize(1);
        }
    }

    @Test
    default void putIfAbsentWritesOverADeleteMarker() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "one");
            stored(store.delete(SCORE));

            stored(store.put(SCORE, body("two"), CSV, ABSENT));

            assertThat(newestText(store, SCORE)).isEqualTo("two");
            assertThat(store.history(SCORE)).hasSize(3);
        }
    }

    @Test
    default void law2_putIfVersionIsWritesOnlyOverThatVersion() throws IOException {
        try (var store = emptyStore()) {
            var first = put(store, SCORE, "one");
            var second = stored(store.put(SCORE, body("two"), CSV, newestIs(first)));

            var late = store.put(SCORE, body("three"), CSV, newestIs(first));

            assertThat(late).isEqualTo(new Write.Outrun(store.newest(SCORE)));
            assertThat(store.newest(SCORE).orElseThrow().id()).isEqualTo(second);
            assertThat(newestText(store, SCORE)).isEqualTo("two");
        }
    }

    @Test
    default void law2_putIfVersionIsIsOutrunByADeleteMarker() throws IOException {
        try (var store = emptyStore()) {
            var first = put(store, SCORE, "one");
            stored(store.delete(SCORE));

            var late = store.put(SCORE, body("two"), CSV, newestIs(first));

            assertThat(late).isInstanceOf(Write.Outrun.class);
            assertThat(store.newest(SCORE).orElseThrow()).isInstanceOf(Entry.DeleteMarker.class);
        }
    }

    @Test
    default void law2_putIfVersionIsOfAKeyThatNeverWasIsOutrunByNothing() throws IOException {
        try (var store = emptyStore()) {
            var elsewhere = put(store, new Key("other"), "one");

            var write = store.put(SCORE, body("two"), CSV, newestIs(elsewhere));

            assertThat(write).isEqualTo(new Write.Outrun(Optional.empty()));
            assertThat(store.newest(SCORE)).isEmpty();
        }
    }

    @Test
    default void law2_ofRacersWithTheSameExpectationExactlyOneIsStored() throws Exception {
        try (var store = emptyStore()) {
            var seen = put(store, SCORE, "start");
            for (int round = 0; round < 5; round++) {
                var expected = seen;
                // Bytes of their own: a store may take a version with the expected one's bytes for it.
                var ending = " of round " + round;
                var writes = race(8, text -> store.put(SCORE, body(text + ending), CSV, newestIs(expected)));

                var winners =
                        writes.stream().filter(Write.Stored.class::isInstance).toList();
                assertThat(winners).hasSize(1);
                assertThat(writes).filteredOn(Write.Outrun.class::isInstance).hasSize(7);
                seen = stored(winners.getFirst());
                assertThat(store.newest(SCORE).orElseThrow().id()).isEqualTo(seen);
            }
            assertThat(store.history(SCORE)).hasSize(6);
        }
    }

    @Test
    default void law2_ofRacersForAnAbsentKeyExactlyOneIsStored() throws Exception {
        try (var store = emptyStore()) {
            var writes = race(8, text -> store.put(SCORE, body(text), CSV, ABSENT));

            assertThat(writes).filteredOn(Write.Stored.class::isInstance).hasSize(1);
            assertThat(writes).filteredOn(Write.Outrun.class::isInstance).hasSize(7);
            assertThat(store.history(SCORE)).hasSize(1);
        }
    }

    @Test
    default void racersThatExpectAnythingAllGetAVersion() throws Exception {
        try (var store = emptyStore()) {
            var writes = race(8, text -> store.put(SCORE, body(text), CSV, ANYTHING));

            var ids = writes.stream().map(StoreSample::stored).toList();
            assertThat(ids).doesNotHaveDuplicates();
            assertThat(store.history(SCORE)).extracting(Entry::id).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    default void aBodyOfAnotherLengthThanItSaidIsRefused() throws IOException {
        for (int length : List.of(0, 99, 101)) {
            try (var store = emptyStore()) {
                assertThatThrownBy(() -> store.put(SCORE, lying(100, length), CSV, ANYTHING))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(SCORE.value());
                assertThat(store.newest(SCORE)).isEmpty();
            }
        }
    }

    /// What one racer does with a text of its own.
    @FunctionalInterface
    interface Racer {
        Write write(String text) throws IOException;
    }

    private static List<Write> race(int racers, Racer racer) throws Exception {
        var start = new CyclicBarrier(racers);
        try (var threads = Executors.newFixedThreadPool(racers)) {
            var tasks = new ArrayList<Callable<Write>>();
            for (int i = 0; i < racers; i++) {
                var text = "racer " + i;
                tasks.add(() -> {
                    start.await();
                    return racer.write(text);
                });
            }
            var writes = new ArrayList<Write>();
            for (var done : threads.invokeAll(tasks)) {
                writes.add(done.get());
            }
            return writes;
        }
    }

    private static Body lying(long size, int length) {
        return new Body() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public InputStream open() {
                return new ByteArrayInputStream(new byte[length]);
            }
        };
    }
}
