package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.CSV;
import static io.github.backsight.testkit.StoreSample.FULL;
import static io.github.backsight.testkit.StoreSample.SCORE;
import static io.github.backsight.testkit.StoreSample.body;
import static io.github.backsight.testkit.StoreSample.newestText;
import static io.github.backsight.testkit.StoreSample.put;
import static io.github.backsight.testkit.StoreSample.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Body;
import io.github.backsight.store.Copy;
import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.Upload;
import java.io.IOException;
import java.util.ArrayList;
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

    @Test
    default void copiesHaveTheOldBytesBesideNewAttributes() throws IOException {
        try (var store = emptyStore()) {
            var copies = new ArrayList<Copy>();
            for (int i = 0; i < 8; i++) {
                var from = new Key("from/" + i);
                var version = put(store, from, "text " + i);
                put(store, from, "later " + i);
                copies.add(new Copy(from, version, new Key("to/" + i), i % 2 == 0 ? FULL : CSV));
            }
            put(store, new Key("to/0"), "in the way");

            store.copyAll(copies);
            store.copyAll(List.of());

            for (int i = 0; i < 8; i++) {
                var to = copies.get(i).to();
                var newest = store.newest(to).orElseThrow().id();
                assertThat(newestText(store, to)).isEqualTo("text " + i);
                assertThat(store.details(to, newest).attributes())
                        .isEqualTo(copies.get(i).attributes());
                assertThat(store.details(to, newest).sha256())
                        .contains(Sha256.of(StoreSample.bytes(store, to, newest)));
            }
            assertThat(store.history(new Key("to/0"))).hasSize(2);
            assertThat(store.history(new Key("to/1"))).hasSize(1);
        }
    }

    @Test
    default void aCopyOfWhatIsNotThereIsRefused() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "one");
            var elsewhere = put(store, new Key("other"), "two");
            var copies = List.of(new Copy(SCORE, elsewhere, new Key("to"), CSV));

            assertThatThrownBy(() -> store.copyAll(copies))
                    .isInstanceOf(MissingVersionException.class)
                    .hasMessageContaining(SCORE.value());
            assertThat(store.newest(new Key("to"))).isEmpty();
        }
    }

    @Test
    default void pitfall7_deletingManyHidesEachAndKeepsItsVersions() throws IOException {
        try (var store = emptyStore()) {
            var keys = IntStream.range(0, 12)
                    .mapToObj(i -> new Key("tiles/" + i + " & <b>.pbf"))
                    .toList();
            for (var key : keys) {
                put(store, key, "text of " + key);
            }

            store.deleteAll(keys.subList(0, 10));
            store.deleteAll(List.of());

            for (var key : keys.subList(0, 10)) {
                assertThat(store.newest(key).orElseThrow()).isInstanceOf(Entry.DeleteMarker.class);
                assertThat(text(store, key, store.history(key).getLast().id())).isEqualTo("text of " + key);
            }
            assertThat(newestText(store, keys.get(10))).isEqualTo("text of " + keys.get(10));
        }
    }
}
