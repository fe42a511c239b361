package io.github.backsight.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Attributes;
import io.github.backsight.store.Body;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import io.github.backsight.store.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Short words for what every test of a store does.
final class StoreSample {
    static final Key SCORE = new Key("data/score/usa.csv");
    static final Expectation ANYTHING = new Expectation.Anything();
    static final Expectation ABSENT = new Expectation.Absent();
    static final Attributes CSV = Attributes.ofType("text/csv");
    static final Attributes FULL = new Attributes(
            "text/csv",
            Optional.of("public, max-age=60"),
            Optional.of("gzip"),
            Optional.of("attachment; filename=\"usa.csv\""),
            Map.of("owner", "maps", "source", "survey 2020"),
            Map.of("tier", "gold", "Team", "tiles & scores"));

    private StoreSample() {}

    static Expectation newestIs(VersionId version) {
        return new Expectation.NewestIs(version);
    }

    static Body body(String text) {
        return Body.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] bytes(long seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Writes over whatever is there.
    static VersionId put(ObjectStore store, Key key, String text) throws IOException {
        return stored(store.put(key, body(text), CSV, ANYTHING));
    }

    static VersionId stored(Write write) {
        assertThat(write).isInstanceOf(Write.Stored.class);
        return ((Write.Stored) write).id();
    }

    static String text(ObjectStore store, Key key, VersionId version) throws IOException {
        return new String(bytes(store, key, version), StandardCharsets.UTF_8);
    }

    static byte[] bytes(ObjectStore store, Key key, VersionId version) throws IOException {
        try (var in = store.read(key, version)) {
            return in.readAllBytes();
        }
    }

    /// {@return the text that a plain read of `key` sees}
    static String newestText(ObjectStore store, Key key) throws IOException {
        return text(store, key, store.newest(key).orElseThrow().id());
    }
}
