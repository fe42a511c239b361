package io.github.backsight.testkit.tracts;

/// Chance without memory: the same place always has the same number, in whatever order places are asked for.
///
/// That is what lets two neighbours draw their common border each for itself.
///
/// @param seed another seed, another world
record Chance(long seed) {
    /// {@return a number from 0, inclusive, to 1, exclusive}
    ///
    /// @param purpose keeps apart what is decided at the same place
    double at(int purpose, int level, int x, int y) {
        return (bits(purpose, level, x, y) >>> 11) * 0x1.0p-53;
    }

    /// {@return 64 bits; SplitMix64's finisher (Steele, Lea, Flood: Fast splittable pseudorandom number generators,
    /// 2014) after each word}
    long bits(int purpose, int level, int x, int y) {
        long state = mixed(seed + 0x9E3779B97F4A7C15L * (purpose * 64L + level + 1));
        state = mixed(state ^ x);
        return mixed(state ^ ((long) y << 32));
    }

    static long mixed(long bits) {
        long state = bits + 0x9E3779B97F4A7C15L;
        state = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        state = (state ^ (state >>> 27)) * 0x94D049BB133111EBL;
        return state ^ (state >>> 31);
    }
}
