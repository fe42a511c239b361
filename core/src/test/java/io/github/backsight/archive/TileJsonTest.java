package io.github.backsight.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TileJsonTest {
    @Test
    void holdsAllThatAClientNeeds() {
        assertThat(TileJson.of(Archives.METADATA, "https://example.org/low/{z}/{x}/{y}.pbf"))
                .isEqualToIgnoringWhitespace("""
                        {
                          "tilejson": "3.0.0",
                          "tiles": ["https://example.org/low/{z}/{x}/{y}.pbf"],
                          "name": "usa, low",
                          "description": "Groups of tracts",
                          "attribution": "Someone",
                          "scheme": "xyz",
                          "minzoom": 0,
                          "maxzoom": 7,
                          "bounds": [-179.25, 17.5, -65.0, 71.5],
                          "center": [-122.125, 44.5, 0],
                          "vector_layers": [{
                            "id": "blocks",
                            "description": "Groups of tracts",
                            "minzoom": 0,
                            "maxzoom": 7,
                            "fields": {"SCORE": "Number"}
                          }]
                        }
                        """);
    }

    @Test
    void aUrlThatNamesNoTileIsRefused() {
        assertThatThrownBy(() -> TileJson.of(Archives.METADATA, "https://example.org/{z}/{x}.pbf"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a tile URL has {y} in it: https://example.org/{z}/{x}.pbf");
    }
}
