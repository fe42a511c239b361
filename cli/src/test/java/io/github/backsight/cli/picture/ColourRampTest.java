package io.github.backsight.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ColourRampTest {
    private final ColourRamp ramp = new ColourRamp(2, 18);

    @Test
    void theEndsAreTheLightestAndTheDarkestAndBeyondThemNothingChanges() {
        assertThat(ramp.colour(2)).isEqualTo(new Color(0xffffcc)).isEqualTo(ramp.colour(-5));
        assertThat(ramp.colour(18)).isEqualTo(new Color(0x800026)).isEqualTo(ramp.colour(1800));
    }

    @Test
    void betweenTwoStopsColoursAreMixed() {
        assertThat(ramp.colour(10)).isEqualTo(new Color(0xfd8d3c));
        assertThat(ramp.colour(11)).isEqualTo(new Color(0xfc, 0x6e, 0x33));
    }

    @Test
    void noValueIsGrey() {
        assertThat(ramp.colour(OptionalDouble.empty())).isEqualTo(ColourRamp.NO_DATA);
        assertThat(ramp.colour(Double.NaN)).isEqualTo(ColourRamp.NO_DATA);
    }

    @Test
    void oneValueOnlyIsDrawnInTheMiddle() {
        assertThat(new ColourRamp(7, 7).colour(7)).isEqualTo(ramp.colour(10));
    }

    @Test
    void aRampGoesUpwards() {
        assertThatThrownBy(() -> new ColourRamp(3, 2))
                .hasMessage("the lowest value is not above the highest: 3.0, 2.0");
    }
}
