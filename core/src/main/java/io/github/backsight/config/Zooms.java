package io.github.backsight.config;

/// Zoom levels, both ends included.
public record Zooms(int least, int most) {
    /// The deepest zoom that can be asked for: the tile engine's grid has no finer one to offer.
    public static final int DEEPEST = 16;

    public Zooms {
        if (least < 0 || most > DEEPEST || least > most) {
            throw new IllegalArgumentException(
                    "zooms go from 0 to " + DEEPEST + " and upwards, not " + least + "-" + most);
        }
    }

    @Override
    public String toString() {
        return least + "-" + most;
    }
}
