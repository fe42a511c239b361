package io.github.backsight.store;

/// The part of an object's bytes that a reader gets.
///
/// @param offset of the first byte
/// @param length how many bytes, all of them inside the object
record Range(long offset, long length) {

    /// @throws IllegalArgumentException if `offset` is outside 0 to `size`, or `length` is negative
    static Range within(Key key, long size, long offset, long length) {
        if (offset < 0 || offset > size || length < 0) {
            throw new IllegalArgumentException(
                    "'" + key + "' has " + size + " bytes: cannot read " + length + " from " + offset);
        }
        return new Range(offset, Math.min(length, size - offset));
    }
}
