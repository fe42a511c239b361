package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPathTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "data/usa.csv, objects/data/usa.csv",
                "data/Usa.csv, objects/data/%55sa.csv",
                "../x, objects/%2e%2e/x",
                ".backsight/a, objects/%2ebacksight/a",
                "a//b, objects/a/%/b",
                "/a, objects/%/a",
                "a/, objects/a/%",
                "dot., objects/dot%2e",
                "50%, objects/50%25",
                "usa.csv@1, objects/usa.csv%401",
                "é, objects/%c3%a9",
            })
    void aKeyHasAPathThatAnyFileSystemCanHold(String key, String path) {
        assertThat(KeyPath.stem(new Key(key))).isEqualTo(path);
    }

    @Test
    void aKeyTooLongForAPathIsNamedByItsDigest() {
        assertThat(KeyPath.stem(new Key("x".repeat(192)))).isEqualTo("objects/" + "x".repeat(192));
        assertThat(KeyPath.stem(new Key("x".repeat(201)))).matches("long/[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", ".x", "x.", "Upper", "%2E", "%2", "%zz", "a%", "%61", "%ff", "a b", "é"})
    void aNameThatNoPartIsEncodedToIsNotDecoded(String name) {
        assertThat(KeyPath.decode(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "..", "Upper", "é", "🗺", "%", "a.b", "@", "\u0000", "\\"})
    void aPartComesBackFromItsName(String part) {
        assertThat(KeyPath.decode(KeyPath.encode(part))).contains(part);
    }
}
