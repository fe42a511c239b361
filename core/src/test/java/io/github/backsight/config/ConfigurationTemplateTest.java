package io.github.backsight.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationTemplateTest {
    private static final Path FILE = Path.of("backsight.yaml");

    @Test
    void theTemplateIsValidAndSaysWhatTheDesignSays() throws ConfigurationException {
        var template = Configuration.parse(ConfigurationTemplate.text(), FILE);
        var design = Configuration.parse(ConfigurationTest.DESIGN.replace("  aggregate-id-to: 11\n", ""), FILE);

        assertThat(template).isEqualTo(design);
    }

    @ParameterizedTest
    @MethodSource
    void theTemplateExplains(String key) {
        assertThat(ConfigurationTemplate.text().lines()).anyMatch(line -> line.matches("[ #]*" + key + ":.*"));
    }

    static Stream<String> theTemplateExplains() {
        return Stream.of(Keys.FILE, Keys.INPUT, Keys.MAP, Keys.HIGH, Keys.LOW, Keys.PUBLISH, Keys.LIMITS, Keys.CHECKS)
                .flatMap(List::stream)
                .distinct();
    }

    @Test
    void noLineIsTooLongToRead() {
        assertThat(ConfigurationTemplate.text().lines()).allMatch(line -> line.length() <= 120);
    }
}
