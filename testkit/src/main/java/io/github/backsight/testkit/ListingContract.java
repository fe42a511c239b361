package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.SCORE;
import static io.github.backsight.testkit.StoreSample.put;
import static io.github.backsight.testkit.StoreSample.stored;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What histories and lists hold, and in which order. Part of [ObjectStoreContract].
interface ListingContract extends EmptyStore {

    @Test
    default void aKeyThatNeverWasHasNoHistory() throws IOException {
        try (var store = emptyStore()) {
            put(store, new Key(SCORE + ".bak"), "one");

            assertThat(store.newest(SCORE)).isEmpty();
            assertThat(store.history(SCORE)).isEmpty();
            assertThat(store.history(SCORE, Optional.empty()).next()).isEmpty();
        }
    }

    @Test
    default void pitfall13_aHistoryIsNewestFirstThoughTimesMayTie() throws IOException {
        try (var store = emptyStore()) {
            var written = new ArrayList<VersionId>();
            for (int i = 0; i < 8; i++) {
                written.addFirst(i == 2 || i == 4 ? stored(store.delete(SCORE)) : put(store, SCORE, "text " + i));
            }

            var history = store.history(SCORE);

            assertThat(history).extracting(Entry::id).containsExactlyElementsOf(written);
            assertThat(history).extracting(Entry::newest).startsWith(true).containsOnlyOnce(true);
            assertThat(history).filteredOn(Entry.DeleteMarker.class::isInstance).hasSize(2);
            assertThat(history.getFirst()).isEqualTo(store.newest(SCORE).orElseThrow());
        }
    }

    @Test
    default void theHistoryIsOfExactlyOneKeyWhereOthersShareItsPrefix() throws IOException {
        try (var store = emptyStore()) {
            var mine = List.of(put(store, SCORE, "one"), put(store, SCORE, "two"));
            for (var other : List.of(SCORE + ".bak", SCORE + "/", SCORE + "/part", SCORE + "@1", "data/score/usa.cs")) {
                for (int i = 0; i < 4; i++) {
                    put(store, new Key(other), "other " + i);
                }
            }

            assertThat(store.history(SCORE)).extracting(Entry::id).containsExactlyElementsOf(mine.reversed());
        }
    }

    @Test
    default void pitfall14_aListHasItsKeysInOrderEachNewestFirst() throws IOException {
        try (var store = emptyStore()) {
            for (var key : List.of("a/b/c", "a", "b", "a/b", "a-", "a0", "a/", "a/b/d")) {
                put(store, new Key(key), "one of " + key);
                put(store, new Key(key), "two of " + key);
            }

            var all = store.list("");
            var below = store.list("a/");

            assertThat(all)
                    .extracting(entry -> entry.key().value())
                    .containsExactly(
                            "a", "a", "a-", "a-", "a/", "a/", "a/b", "a/b", "a/b/c", "a/b/c", "a/b/d", "a/b/d", "a0",
                            "a0", "b", "b");
            assertThat(below).isEqualTo(all.subList(4, 12));
            assertThat(store.list("a/b/d")).isEqualTo(all.subList(10, 12));
            assertThat(store.list("a/x")).isEmpty();
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).newest()).isEqualTo(i % 2 == 0);
            }
        }
    }

    @Test
    default void theEntriesOfAListAreThoseOfTheHistories() throws IOException {
        try (var store = emptyStore()) {
            var keys = List.of(new Key("p/a"), new Key("p/b"), new Key("p/c"));
            for (int i = 0; i < 5; i++) {
                put(store, keys.get(0), "text " + i);
                put(store, keys.get(2), "text " + i);
                stored(store.delete(keys.get(2)));
            }
            put(store, keys.get(1), "text");

            var expected = new ArrayList<Entry>();
            for (var key : keys) {
                expected.addAll(store.history(key));
            }
            assertThat(store.list("p/")).isEqualTo(expected);
        }
    }

    @Test
    default void theFoldersBelowAPrefixAreNamedOnceInOrder() throws IOException {
        try (var store = emptyStore()) {
            for (var key : List.of(
                    "r/b/1",
                    "r/b/2",
                    "r/a/x/y",
                    "r/c",
                    "r/Z z/1",
                    "r/d//e",
                    "r//f",
                    "q/g/1",
                    "r/" + "n".repeat(300) + "/1")) {
                put(store, new Key(key), "text");
            }
            stored(store.delete(new Key("r/b/1")));
            put(store, new Key("r/gone/1"), "text");
            stored(store.delete(new Key("r/gone/1")));

            assertThat(store.folders("r/")).containsExactly("", "Z z", "a", "b", "d", "gone", "n".repeat(300));
            assertThat(store.folders("r/b/")).isEmpty();
            assertThat(store.folders("no/")).isEmpty();
            assertThat(store.folders("")).containsExactly("q", "r");
        }
    }

    @Test
    default void whatIsWrittenWhileListingShiftsNothing() throws IOException {
        try (var store = emptyStore()) {
            for (int i = 0; i < 8; i++) {
                put(store, new Key("p/" + i), "text");
            }
            var before = store.list("p/");
            var first = store.list("p/", Optional.empty());
            put(store, new Key("p/0"), "again");

            var seen = new ArrayList<>(first.entries());
            for (var next = first.next(); next.isPresent(); ) {
                var page = store.list("p/", next);
                seen.addAll(page.entries());
                next = page.next();
            }

            assertThat(seen).isEqualTo(before);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    default void everyPrefixListsExactlyTheKeysThatBeginWithIt(long seed) throws IOException {
        var random = new Random(seed);
        try (var store = emptyStore()) {
            var keys = new ArrayList<Key>();
            for (int i = 0; i < 25; i++) {
                keys.add(drawnKey(random));
                put(store, keys.getLast(), "text");
            }
            for (var key : keys) {
                var prefix = key.value().substring(0, key.value().offsetByCodePoints(0, 1 + random.nextInt(3)));
                assertThat(keysIn(store, prefix))
                        .containsExactlyElementsOf(keys.stream()
                                .filter(other -> other.value().startsWith(prefix))
                                .distinct()
                                .sorted()
                                .toList());
            }
        }
    }

    private static List<Key> keysIn(ObjectStore store, String prefix) throws IOException {
        return store.list(prefix).stream().map(Entry::key).distinct().toList();
    }

    private static Key drawnKey(Random random) {
        var letters = List.of("a", "A", "/", "/", "!", "~", "é", "\uffee", "🗺", ".", "%", "@");
        var key = new StringBuilder();
        int length = 3 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            key.append(letters.get(random.nextInt(letters.size())));
        }
        return new Key(key.toString());
    }
}
