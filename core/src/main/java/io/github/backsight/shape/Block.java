package io.github.backsight.shape;

/// A run of whole features as JSON bytes, in the order of the file.
///
/// @param bytes holds the features; feature `f` of the block is bytes `bounds[2 * f]` to `bounds[2 * f + 1]`, exclusive
/// @param offset of `bytes[0]` in the unpacked content
/// @param firstFeature the number in the file of the first feature, from 0
public record Block(byte[] bytes, int[] bounds, long offset, long firstFeature) {
    int featureCount() {
        return bounds.length / 2;
    }

    int begin(int feature) {
        return bounds[2 * feature];
    }

    int end(int feature) {
        return bounds[2 * feature + 1];
    }
}
