package io.github.backsight.cli.picture;

import java.awt.Color;
import java.util.OptionalDouble;

/// Light yellow for low values to dark red for high ones (ColorBrewer `YlOrRd`, safe for colour-blind people), grey for
/// none.
///
/// @param low the value that is drawn lightest; lower ones look like it
/// @param high the value that is drawn darkest; higher ones look like it
record ColourRamp(double low, double high) {
    static final Color NO_DATA = new Color(0xb3b3b3);

    private static final int[] STOPS = {
        0xffffcc, 0xffeda0, 0xfed976, 0xfeb24c, 0xfd8d3c, 0xfc4e2a, 0xe31a1c, 0xbd0026, 0x800026
    };

    ColourRamp {
        if (!(low <= high)) {
            throw new IllegalArgumentException("the lowest value is not above the highest: " + low + ", " + high);
        }
    }

    /// {@return the colour of a value}
    Color colour(OptionalDouble value) {
        return value.isPresent() ? colour(value.getAsDouble()) : NO_DATA;
    }

    Color colour(double value) {
        if (Double.isNaN(value)) {
            return NO_DATA;
        }
        double share = high > low ? Math.clamp((value - low) / (high - low), 0, 1) : 0.5;
        double place = share * (STOPS.length - 1);
        int stop = Math.min((int) place, STOPS.length - 2);
        double rest = place - stop;
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = STOPS[stop] >> shift & 0xff;
            int to = STOPS[stop + 1] >> shift & 0xff;
            colour |= (int) Math.rint(from + (to - from) * rest) << shift;
        }
        return new Color(colour);
    }
}
