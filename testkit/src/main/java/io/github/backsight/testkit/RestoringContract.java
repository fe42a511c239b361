package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.ABSENT;
import static io.github.backsight.testkit.StoreSample.ANYTHING;
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

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What deletes and restores do. Part of [ObjectStoreContract].
interface RestoringContract extends EmptyStore {

    @Test
    default void pitfall7_deletingHidesTheObjectAndKeepsItsVersions() throws IOException {
        try (var store = emptyStore()) {
            var id = put(store, SCORE, "one");

            var marker = stored(store.delete(SCORE));

            var newest = store.newest(SCORE).orElseThrow();
            assertThat(newest).isInstanceOf(Entry.DeleteMarker.class);
            assertThat(newest.id()).isEqualTo(marker);
            assertThat(text(store, SCORE, id)).isEqualTo("one");
            assertThatThrownBy(() -> store.read(SCORE, marker)).isInstanceOf(MissingVersionException.class);
            assertThatThrownBy(() -> store.details(SCORE, marker)).isInstanceOf(MissingVersionException.class);
        }
    }

    @Test
    default void pitfall7_deletingWhatIsDeletedAnswersTheMarkerOnTop() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "one");
            var first = stored(store.delete(SCORE));
            var second = stored(store.delete(SCORE));

            var history = store.history(SCORE);
            assertThat(history).filteredOn(Entry.Version.class::isInstance).hasSize(1);
            assertThat(history).extracting(Entry::id).startsWith(second).contains(first);
            assertThat(history.getFirst()).isInstanceOf(Entry.DeleteMarker.class);
        }
    }

    @Test
    default void law3_restoringWritesTheOldBytesOnTopUnderANewId() throws IOException {
        try (var store = emptyStore()) {
            var good = put(store, SCORE, "good");
            var bad = put(store, SCORE, "bad");

            var restored = stored(store.restore(SCORE, good, newestIs(bad)));

            assertThat(newestText(store, SCORE)).isEqualTo("good");
            assertThat(store.history(SCORE)).extracting(Entry::id).containsExactly(restored, bad, good);
        }
    }

    @Test
    default void law8_aRestoredVersionKeepsAllItsAttributes() throws IOException {
        try (var store = emptyStore()) {
            var good = stored(store.put(SCORE, body("good"), FULL, ANYTHING));
            put(store, SCORE, "bad");

            var restored = stored(store.restore(SCORE, good, ANYTHING));

            var details = store.details(SCORE, restored);
            assertThat(details.attributes()).isEqualTo(FULL);
            assertThat(details.sha256()).isEqualTo(store.details(SCORE, good).sha256());
        }
    }

    @Test
    default void pitfall7_aMissingObjectIsRestoredOverItsDeleteMarker() throws IOException {
        try (var store = emptyStore()) {
            var good = put(store, SCORE, "good");
            var marker = stored(store.delete(SCORE));

            stored(store.restore(SCORE, good, newestIs(marker)));

            assertThat(newestText(store, SCORE)).isEqualTo("good");
            assertThat(store.history(SCORE)).hasSize(3);
        }
    }

    @Test
    default void restoringTheNewestSucceedsAndWritesNothing() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "old");
            var newest = put(store, SCORE, "new");

            assertThat(store.restore(SCORE, newest, newestIs(newest))).isEqualTo(new Write.Stored(newest));
            assertThat(store.restore(SCORE, newest, ABSENT)).isEqualTo(new Write.Stored(newest));
            assertThat(store.history(SCORE)).hasSize(2);
        }
    }

    @Test
    default void law4_aRestoreIsOutrunWhenTheNewestHasMoved() throws IOException {
        try (var store = emptyStore()) {
            var good = put(store, SCORE, "good");
            var bad = put(store, SCORE, "bad");
            put(store, SCORE, "worse");

            var late = store.restore(SCORE, good, newestIs(bad));

            assertThat(late).isEqualTo(new Write.Outrun(store.newest(SCORE)));
            assertThat(newestText(store, SCORE)).isEqualTo("worse");
        }
    }

    @Test
    default void aVersionThatIsNotThereOrAMarkerCannotBeRestored() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "one");
            var marker = stored(store.delete(SCORE));
            var elsewhere = put(store, new Key("other"), "two");

            for (var id : List.of(marker, elsewhere, new VersionId("no-such-version"))) {
                assertThatThrownBy(() -> store.restore(SCORE, id, ANYTHING))
                        .isInstanceOf(MissingVersionException.class)
                        .hasMessageContaining(SCORE.value())
                        .hasMessageContaining(id.value());
            }
            assertThat(store.history(SCORE)).hasSize(2);
        }
    }
}
