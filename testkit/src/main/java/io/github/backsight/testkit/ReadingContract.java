package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.ANYTHING;
import static io.github.backsight.testkit.StoreSample.CSV;
import static io.github.backsight.testkit.StoreSample.FULL;
import static io.github.backsight.testkit.StoreSample.SCORE;
import static io.github.backsight.testkit.StoreSample.body;
import static io.github.backsight.testkit.StoreSample.put;
import static io.github.backsight.testkit.StoreSample.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.store.Body;
import io.github.backsight.store.Key;
import io.github.backsight.store.MissingVersionException;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.VersionId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What reading a version gives. Part of [ObjectStoreContract].
interface ReadingContract extends EmptyStore {

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {0, 1, 3071, 3072, 3073, 65_536, 300_000})
    default void bytesComeBackAsTheyWere(int length) throws IOException {
        try (var store = emptyStore()) {
            var bytes = StoreSample.bytes(length, length);

            var id = stored(store.put(SCORE, Body.of(bytes), CSV, ANYTHING));

            assertThat(StoreSample.bytes(store, SCORE, id)).isEqualTo(bytes);
            var details = store.details(SCORE, id);
            assertThat(details.version().size()).isEqualTo(length);
            assertThat(details.sha256()).contains(Sha256.of(bytes));
            assertThat(store.sha256(SCORE, id)).contains(Sha256.of(bytes));
        }
    }

    @Test
    default void detailsHoldAllAttributes() throws IOException {
        try (var store = emptyStore()) {
            var full = stored(store.put(SCORE, body("one"), FULL, ANYTHING));
            var plain = stored(store.put(SCORE, body("one"), CSV, ANYTHING));

            assertThat(store.details(SCORE, full).attributes()).isEqualTo(FULL);
            assertThat(store.details(SCORE, plain).attributes()).isEqualTo(CSV);
            assertThat(store.details(SCORE, plain).version())
                    .isEqualTo(store.newest(SCORE).orElseThrow());
        }
    }

    @Test
    default void aPlainReadFindsTheNewestVersionAndItsBytesOrNothing() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "old");
            var young = put(store, SCORE, "young");
            var deleted = new Key("deleted");
            put(store, deleted, "gone");
            stored(store.delete(deleted));

            try (var found = store.readNewest(SCORE).orElseThrow()) {
                assertThat(found.version()).isEqualTo(young);
                assertThat(found.bytes().readAllBytes()).isEqualTo(StoreSample.bytes(store, SCORE, young));
            }
            assertThat(store.readNewest(deleted)).isEmpty();
            assertThat(store.readNewest(new Key("never"))).isEmpty();
        }
    }

    @Test
    default void digestsOfManyVersionsAreToldAtOnce() throws IOException {
        try (var store = emptyStore()) {
            var old = put(store, SCORE, "old");
            var young = put(store, SCORE, "young");
            put(store, SCORE, "not asked for");

            assertThat(store.digests(SCORE, List.of(young, old, young)))
                    .containsOnly(
                            Map.entry(old, Sha256.of(StoreSample.bytes(store, SCORE, old))),
                            Map.entry(young, Sha256.of(StoreSample.bytes(store, SCORE, young))));
            assertThat(store.digests(SCORE, List.of())).isEmpty();
        }
    }

    @Test
    default void whatPlainReadsFindIsToldOfManyKeysAtOnce() throws IOException {
        try (var store = emptyStore()) {
            var other = new Key("other");
            var deleted = new Key("deleted");
            put(store, SCORE, "old");
            var score = stored(store.put(SCORE, body("new"), FULL, ANYTHING));
            var plain = put(store, other, "some");
            put(store, deleted, "gone");
            stored(store.delete(deleted));

            var found = store.newestDetails(List.of(other, SCORE, deleted, new Key("never"), SCORE));

            assertThat(found).containsOnlyKeys(SCORE, other);
            var ofScore = Objects.requireNonNull(found.get(SCORE));
            assertThat(ofScore.version().id()).isEqualTo(score);
            assertThat(ofScore.version().newest()).isTrue();
            assertThat(ofScore.attributes()).isEqualTo(FULL);
            var ofOther = Objects.requireNonNull(found.get(other));
            assertThat(ofOther.version().id()).isEqualTo(plain);
            assertThat(ofOther.version().size()).isEqualTo(4);
            assertThat(store.newestDetails(List.of())).isEmpty();
            assertThat(store.newestDetails(List.of(deleted))).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {100, 100_000})
    default void aRangeGivesItsBytesAndStopsAtTheEnd(int length) throws IOException {
        try (var store = emptyStore()) {
            var bytes = StoreSample.bytes(7, length);
            var id = stored(store.put(SCORE, Body.of(bytes), CSV, ANYTHING));

            assertThat(range(store, id, 0, 10)).isEqualTo(Arrays.copyOfRange(bytes, 0, 10));
            assertThat(range(store, id, 33, 50)).isEqualTo(Arrays.copyOfRange(bytes, 33, 83));
            assertThat(range(store, id, length - 5, 5)).isEqualTo(Arrays.copyOfRange(bytes, length - 5, length));
            assertThat(range(store, id, length - 5, 500)).isEqualTo(Arrays.copyOfRange(bytes, length - 5, length));
            assertThat(range(store, id, 0, Long.MAX_VALUE)).isEqualTo(bytes);
            assertThat(range(store, id, 10, 0)).isEmpty();
            assertThat(range(store, id, length, 10)).isEmpty();
        }
    }

    @Test
    default void asManyReadsAtOnceAsPayOffGiveTheirOwnBytes() throws Exception {
        try (var store = emptyStore();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var bytes = StoreSample.bytes(11, 100_000);
            var id = stored(store.put(SCORE, Body.of(bytes), CSV, ANYTHING));
            int atOnce = store.readsAtOnce(SCORE);
            int length = Math.ceilDiv(bytes.length, atOnce);

            var reads = IntStream.range(0, atOnce)
                    .mapToObj(each -> threads.submit(() -> range(store, id, (long) each * length, length)))
                    .toList();

            var all = new ByteArrayOutputStream();
            for (var read : reads) {
                all.writeBytes(read.get());
            }
            assertThat(all.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    default void aRangeOutsideTheObjectIsTheCallersMistake() throws IOException {
        try (var store = emptyStore()) {
            var id = put(store, SCORE, "one");

            assertThatThrownBy(() -> range(store, id, 4, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> range(store, id, -1, 1)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> range(store, id, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    default void skippingAndReadingByteByByteGiveTheSame() throws IOException {
        try (var store = emptyStore()) {
            var bytes = StoreSample.bytes(9, 5_000);
            var id = stored(store.put(SCORE, Body.of(bytes), CSV, ANYTHING));

            try (var in = store.read(SCORE, id)) {
                in.skipNBytes(4_000);
                for (int i = 4_000; i < bytes.length; i++) {
                    assertThat(in.read()).isEqualTo(bytes[i] & 0xff);
                }
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    default void aVersionThatIsNotThereIsNamed() throws IOException {
        try (var store = emptyStore()) {
            put(store, SCORE, "one");
            var elsewhere = put(store, new Key("other"), "two");

            for (var id :
                    List.of(elsewhere, new VersionId("-x"), new VersionId("null"), new VersionId("9-0123456789"))) {
                assertThatThrownBy(() -> store.read(SCORE, id))
                        .isInstanceOf(MissingVersionException.class)
                        .hasMessage(
                                "'data/score/usa.csv' has no version '%s' with content; list what it has with: backsight"
                                        + " versions",
                                id);
                assertThatThrownBy(() -> store.details(SCORE, id)).isInstanceOf(MissingVersionException.class);
                assertThatThrownBy(() -> store.sha256(SCORE, id)).isInstanceOf(MissingVersionException.class);
            }
        }
    }

    private static byte[] range(ObjectStore store, VersionId id, long offset, long length) throws IOException {
        try (var in = store.read(SCORE, id, offset, length)) {
            return in.readAllBytes();
        }
    }
}
