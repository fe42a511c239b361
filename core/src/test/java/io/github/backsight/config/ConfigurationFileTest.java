package io.github.backsight.config;

import static io.github.backsight.config.ConfigurationProblemsTest.problems;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are not what a configuration can be: no YAML, not there, hostile.
class ConfigurationFileTest {
    @Test
    void whatIsNotYamlIsRefusedWithItsPlace() {
        assertThat(problems("store: file:s\nmap:\n\tscore: x\n"))
                .containsExactly("backsight.yaml:3:1: not valid YAML: a tab where only spaces may stand");
        assertThat(problems("store: [a\n"))
                .singleElement()
                .asString()
                .startsWith("backsight.yaml:2:1: not valid YAML: expected ',' or ']'");
        assertThat(problems("store: 'a\n")).singleElement().asString().startsWith("backsight.yaml:2:1: not valid YAML");
        assertThat(problems("a: b\n---\nc: d\n")).singleElement().asString().contains("single document");
        assertThat(problems("store: a\u0001b\n"))
                .containsExactly("backsight.yaml:1:9: a character that YAML does not allow: U+0001");
        assertThat(problems("just words")).contains("backsight.yaml:1:1: the file is to hold lines like 'name: value'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n"})
    void anEmptyFileIsRefused(String text) {
        assertThat(problems(text)).containsExactly("backsight.yaml: it is empty; write a new one with: backsight init");
    }

    @Test
    void deepNestingAndAliasesAreHarmless() {
        assertThat(problems("a: " + "[".repeat(100_000)))
                .singleElement()
                .asString()
                .endsWith("nested more than 32 deep");
        assertThat(problems("map: &a { low: *a }\n")).isNotEmpty();
        assertThat(problems("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nmap: *c\n"))
                .isNotEmpty();
    }

    @Test
    void aMissingFileLeadsToInit(@TempDir Path folder) {
        var file = folder.resolve("backsight.yaml");

        assertThatThrownBy(() -> Configuration.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": there is no such file; write one with: backsight init");
    }

    @Test
    void anotherEncodingIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        var file = folder.resolve("backsight.yaml");
        Files.write(file, new byte[] {'a', ':', '\n', 'b', (byte) 0xE9, '\n'});

        assertThatThrownBy(() -> Configuration.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":2:2: not UTF-8; save the file as UTF-8");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void aSpoiltFileIsReadOrRefusedAndNeverFailsOtherwise(long seed) {
        var random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            var text = new StringBuilder(ConfigurationTemplate.text());
            for (int slip = 0; slip <= round % 4; slip++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, "{}[]:,-#&*\"'\t\n 0x".charAt(random.nextInt(17)));
                    default -> text.delete(at, Math.min(text.length(), at + random.nextInt(80)));
                }
            }
            problems(text.toString());
        }
    }
}
