package io.github.backsight.testkit;

import static io.github.backsight.testkit.StoreSample.put;
import static io.github.backsight.testkit.StoreSample.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.store.Entry;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Any legal key is a key like any other. Part of [ObjectStoreContract].
interface KeyContract extends EmptyStore {
    /// No two are equal, though many file systems would take some for the same.
    List<Key> NASTY = List.of(
                    "..",
                    ".",
                    "../../etc/passwd",
                    "/",
                    "//",
                    "/leading",
                    "trailing/",
                    "a//b",
                    "a/./b",
                    "a/../b",
                    "a/b",
                    "with space",
                    " ",
                    "tab\tand\nline",
                    "Upper",
                    "upper",
                    "UPPER",
                    "back\\slash",
                    "c:\\windows",
                    "colon:colon",
                    "100%",
                    "100%25",
                    "%2e%2e/x",
                    "%",
                    "dot.",
                    "dot",
                    ".hidden",
                    "usa.csv@1",
                    "usa.csv@2",
                    "usa.csv",
                    "con",
                    "nul.txt",
                    "~",
                    "-rf",
                    "*?\"<>|'$(x)`",
                    "caf\u00e9",
                    "cafe\u0301",
                    "日本/東京",
                    "🗺️/🧭",
                    "\u0001\u007f",
                    "x".repeat(1024),
                    "x".repeat(1023) + "y",
                    "/".repeat(1024),
                    "é".repeat(512),
                    "🗺".repeat(256),
                    "deep/".repeat(204) + "leaf",
                    "a/" + "n".repeat(300) + "/b")
            .stream()
            .map(Key::new)
            .toList();

    @Test
    default void anyLegalKeyIsAKeyOfItsOwn() throws IOException {
        try (var store = emptyStore()) {
            var written = new LinkedHashMap<Key, VersionId>();
            for (var key : NASTY) {
                written.put(key, put(store, key, "text of " + key));
            }

            for (var each : written.entrySet()) {
                var key = each.getKey();
                assertThat(store.history(key)).extracting(Entry::key).containsExactly(key);
                assertThat(store.history(key)).extracting(Entry::id).containsExactly(each.getValue());
                assertThat(text(store, key, each.getValue())).isEqualTo("text of " + key);
            }
            assertThat(store.list(""))
                    .extracting(Entry::key)
                    .containsExactlyElementsOf(NASTY.stream().sorted().toList());
        }
    }

    @Test
    default void aLongPrefixListsTheLongKeys() throws IOException {
        try (var store = emptyStore()) {
            for (var key : NASTY) {
                put(store, key, "text");
            }

            assertThat(store.list("x".repeat(1023))).hasSize(2);
            assertThat(store.list("a/n")).hasSize(1);
            assertThat(store.list("deep/deep")).hasSize(1);
        }
    }
}
