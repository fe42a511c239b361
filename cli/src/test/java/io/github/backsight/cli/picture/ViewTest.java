package io.github.backsight.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.geom.Mercator;
import org.junit.jupiter.api.Test;

class ViewTest {
    private static final Bounds WORLD = new Bounds(-180, -Mercator.MOST_LATITUDE, 180, Mercator.MOST_LATITUDE);

    @Test
    void theWorldFillsASquarePictureToItsMargin() {
        var view = View.of(WORLD, 1104, 1104, 40);

        assertThat(view.pixelX(0)).isCloseTo(40, within(1e-6));
        assertThat(view.pixelX(Mercator.WORLD)).isCloseTo(1064, within(1e-6));
        assertThat(view.pixelY(Mercator.WORLD)).isCloseTo(1064, within(1e-6));
    }

    @Test
    void whatIsNarrowerThanThePictureStandsInItsMiddle() {
        var view = View.of(WORLD, 2080, 1080, 40);

        assertThat(view.pixelX(Mercator.WORLD / 2.0)).isCloseTo(1040, within(1e-6));
        assertThat(view.pixelY(0)).isCloseTo(40, within(1e-6));
    }

    @Test
    void theZoomHasTilesOfAtMost512Pixels() {
        assertThat(View.of(WORLD, 512, 512, 0).zoom()).isZero();
        assertThat(View.of(WORLD, 513, 513, 0).zoom()).isEqualTo(1);
        assertThat(View.of(WORLD, 4096, 4096, 0).zoom()).isEqualTo(3);
    }

    @Test
    void aSinglePointCanBeShown() {
        var view = View.of(new Bounds(10, 50, 10, 50), 300, 200, 40);

        assertThat(view.pixelX(Mercator.x(10))).isCloseTo(150, within(1e-6));
        assertThat(view.unitsPerPixel()).isEqualTo(1);
    }
}
