package io.github.backsight.tile;

/// The value of an attribute in a decoded tile.
public sealed interface TileValue {
    record Text(String text) implements TileValue {}

    /// A number of any of MVT's types; whole numbers beyond 2^53 lose their last digits.
    record Numeric(double number) implements TileValue {}

    record Truth(boolean truth) implements TileValue {}
}
