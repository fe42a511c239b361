package io.github.backsight.store;

/// An input at one exact version.
///
/// @param input the input's name in the configuration
/// @param size in bytes
public record Pin(String input, Key key, VersionId version, long size, Sha256 sha256) {
    public Pin {
        if (size < 0) {
            throw new IllegalArgumentException("a size is not negative: " + size);
        }
    }
}
