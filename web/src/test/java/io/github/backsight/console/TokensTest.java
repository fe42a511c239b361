package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String ADA = "a".repeat(32);
    private static final String BEN = "b".repeat(40);

    @TempDir
    private Path folder;

    @Test
    void eachLineIsAPersonARoleAndAToken() throws IOException {
        var tokens = Tokens.of(
                "# who may\n\nada operator " + ADA + " # until May\nben\tapprover  " + BEN + "\r\n", "the test");

        assertThat(tokens.whose(ADA)).contains(new Person("ada", Role.OPERATOR));
        assertThat(tokens.whose(BEN)).contains(new Person("ben", Role.APPROVER));
        assertThat(tokens.whose(ADA + "a")).isEmpty();
        assertThat(tokens.whose("")).isEmpty();
        assertThat(Tokens.of(" ; ", "the test").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada operator",
                "ada boss aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "ada operator too-short",
                "a/b operator aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "ada operator aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa more",
                "ada operator aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; ada viewer bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                "ada operator aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; ben viewer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void aLineOfAnotherFormIsRefusedWithoutTellingTheToken(String text) {
        assertThatThrownBy(() -> Tokens.of("\n" + text, "tokens.txt"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tokens.txt, line ")
                .hasMessageNotContainingAny("aaaaaaaa", "too-short");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, true", "r--------, true", "rw-r-----, false", "rw----r--, false", "rw--w----, false"})
    void aFileThatOthersMayReadOrWriteIsRefused(String permissions, boolean taken) throws IOException {
        var file = Files.writeString(folder.resolve("tokens"), "ada operator " + ADA);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));

        if (taken) {
            assertThat(Tokens.read(file).isEmpty()).isFalse();
        } else {
            assertThatThrownBy(() -> Tokens.read(file)).hasMessageContaining("chmod 600");
        }
    }
}
