package io.github.backsight.config;

/// What a zipped or gzipped input may unpack to; more is taken for a bomb.
///
/// @param mostBytes of one member, unpacked
/// @param mostRatio of unpacked to packed bytes
public record Limits(long mostBytes, double mostRatio) {
    /// 64 GiB, and a ratio that real polygon files stay far below (about 4 to 15) and bombs far above (about 1,000).
    public static final Limits DEFAULT = new Limits(64L << 30, 200);

    public Limits {
        if (mostBytes < 1 || !(mostRatio > 1)) {
            throw new IllegalArgumentException(
                    "most-bytes " + mostBytes + " is at least 1 and most-ratio " + mostRatio + " is more than 1");
        }
    }
}
