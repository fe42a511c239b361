package io.github.backsight.spark;

import io.github.backsight.shape.Block;
import java.util.Arrays;

/// The bytes with which all features of a file begin, as far as some tell.
///
/// @param bytes none where it is not known
record FeatureBeginning(byte[] bytes) {
    static final FeatureBeginning UNKNOWN = new FeatureBeginning(new byte[0]);

    private static final int MOST = 20;
    private static final int LEAST = 8;

    /// {@return what the features of `block` have in common, up to their first digit}
    static FeatureBeginning of(Block block) {
        byte[] bytes = block.bytes();
        int[] bounds = block.bounds();
        int length = Math.min(MOST, bounds[1] - bounds[0]);
        for (int feature = 0; feature < bounds.length / 2; feature++) {
            length = Math.min(length, bounds[2 * feature + 1] - bounds[2 * feature]);
            int same = Arrays.mismatch(
                    bytes, bounds[0], bounds[0] + length, bytes, bounds[2 * feature], bounds[2 * feature] + length);
            length = same < 0 ? length : same;
        }
        for (int i = 0; i < length; i++) {
            length = Character.isDigit(bytes[bounds[0] + i]) ? i : length;
        }
        return length < LEAST
                ? UNKNOWN
                : new FeatureBeginning(Arrays.copyOfRange(bytes, bounds[0], bounds[0] + length));
    }

    boolean isKnown() {
        return bytes.length > 0;
    }

    /// {@return the first place of them in `text`, or -1}
    int in(byte[] text) {
        for (int at = 0; isKnown() && at + bytes.length <= text.length; at++) {
            if (Arrays.equals(text, at, at + bytes.length, bytes, 0, bytes.length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureBeginning beginning && Arrays.equals(bytes, beginning.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
}
