package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecipeDifferencesTest {
    @Test
    void equalRecipesHaveNone() {
        assertThat(RecipeDifferences.of(new Recipe("{\"a\":1,\"b\":[2]}"), new Recipe("{\"b\":[2],\"a\":1}")))
                .isEmpty();
    }

    @Test
    void settingsOfInputsAreNamedByTheInput() {
        var then = new Recipe("""
                {"map":{"outputs":["geojson","pmtiles"]},"tables":[{"name":"score","id":"GTF"},{"name":"names","id":"I"}]}
                """);
        var now = new Recipe("""
                {"map":{"outputs":["pmtiles"]},"tables":[{"name":"score","id":"GEOID"}]}
                """);

        assertThat(RecipeDifferences.of(then, now))
                .containsExactly(
                        "map.outputs: geojson pmtiles then, pmtiles now",
                        "tables.names.id: I then, not set now",
                        "tables.names.name: names then, not set now",
                        "tables.score.id: GTF then, GEOID now");
    }
}
