package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.CSV;
import static io.github.backsight.testkit.StoreSample.FULL;
import static io.github.backsight.testkit.StoreSample.SCORE;
import static io.github.backsight.testkit.StoreSample.body;
import static io.github.backsight.testkit.StoreSample.newestText;
import static io.github.backsight.testkit.StoreSample.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Body;
import io.github.backsight.store.Key;
import io.github.backsight.store.Upload;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What writing many objects at once does. Part of [ObjectStoreContract].
interface BatchContract extends EmptyStore {

    @Test
    default void aBatchIsWrittenWhole() throws IOException {
        try (var store = emptyStore()) {
            var uploads = IntStream.range(0, 40)
                    .mapToObj(i -> new Upload(
                            new Key("tiles/" + i % 7 + "/" + i + ".pbf"),
                            Body.of(StoreSample.bytes(i % 30, 200 * i)),
                            FULL))
                    .toList();

            store.putAll(uploads);

            for (var upload : uploads) {
                var newest = store.newest(upload.key()).orElseThrow();
                try (var expected = upload.body().open()) {
                    assertThat(StoreSample.bytes(store, upload.key(), newest.id()))
                            .isEqualTo(expected.readAllBytes());
                }
                assertThat(store.details(upload.key(), newest.id()).attributes())
                        .isEqualTo(FULL);
            }
        }
    }

    @Test
    default void aBatchMayBeWrittenAgainAndHoldWhatIsThere() throws IOException {
        try (var store = emptyStore()) {
            var first = put(store, SCORE, "same");
            var uploads = List.of(
                    new Upload(SCORE, body("same"), CSV),
                    new Upload(new Key("other"), body("one"), CSV),
                    new Upload(new Key("other"), body("one"), CSV));

            store.putAll(uploads);
            store.putAll(uploads);
            store.putAll(List.of());

            assertThat(store.newest(SCORE).orElseThrow().id()).isEqualTo(first);
            assertThat(store.history(new Key("other"))).hasSize(1);
        }
    }

    @Test
    default void law1_aBatchNeverReplacesOtherBytes() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "one");
            var clash = List.of(new Upload(SCORE, body("two"), CSV));

            assertThatThrownBy(() -> store.putAll(clash))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(SCORE.value())
                    .hasMessageContaining("already");
            assertThat(newestText(store, SCORE)).isEqualTo("one");
            assertThat(store.history(SCORE)).hasSize(1);
        }
    }
}
