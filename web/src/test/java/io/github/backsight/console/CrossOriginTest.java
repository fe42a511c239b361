package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrossOriginTest {
    @ParameterizedTest
    @ValueSource(strings = {"*", "https://maps.example.org", "http://localhost:3000", "http://[::1]:8000"})
    void originsAreWrittenAsBrowsersWriteThem(String origin) {
        assertThat(new CrossOrigin(Set.of(origin)).origins()).containsExactly(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "maps.example.org",
                "https://maps.example.org/",
                "https://maps.example.org/map",
                "https://*.example.org",
                "HTTPS://maps.example.org",
                "https://Maps.example.org",
                "https://maps.example.org:0",
                "https://maps.example.org\r\nX: y"
            })
    void whatNoBrowserWritesIsRefused(String origin) {
        assertThatThrownBy(() -> new CrossOrigin(Set.of(origin)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + origin
                        + "' is no origin: write it as browsers do, as in https://maps.example.org, or * for all");
    }
}
