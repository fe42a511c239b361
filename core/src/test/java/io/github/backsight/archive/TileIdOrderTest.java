package io.github.backsight.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.tile.TileId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The order of tiles is the one that PMTiles archives need, judged by the specification and by the curve's own
/// laws.
class TileIdOrderTest {
    /// Specification v3, section 4.1.
    @ParameterizedTest
    @CsvSource({"0,0,0,0", "1,0,0,1", "1,0,1,2", "1,1,1,3", "1,1,0,4", "2,0,0,5", "12,3423,1763,19078479"})
    void tilesHaveThePlacesOfTheSpecification(int z, int x, int y, long place) {
        assertThat(new TileId(z, x, y).hilbert()).isEqualTo(place);
        assertThat(TileId.atHilbert(place)).isEqualTo(new TileId(z, x, y));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void theCurveStepsFromTileToNeighbour(int z) {
        long first = ((1L << (2 * z)) - 1) / 3;
        for (long place = first + 1; place < first + (1L << (2 * z)); place++) {
            var before = TileId.atHilbert(place - 1);
            var tile = TileId.atHilbert(place);
            assertThat(Math.abs(tile.x() - before.x()) + Math.abs(tile.y() - before.y()))
                    .isEqualTo(1);
            assertThat(tile.hilbert()).isEqualTo(place);
        }
    }

    @Test
    void theLastTileOfAZoomLiesInItsNorthEasternCorner() {
        for (int z = 0; z <= TileId.HIGHEST_ZOOM; z++) {
            var last = TileId.atHilbert(((1L << (2 * z + 2)) - 1) / 3 - 1);
            assertThat(last).isEqualTo(new TileId(z, (1 << z) - 1, 0));
        }
    }
}
