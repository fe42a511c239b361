package io.github.backsight.config;

/// From where on a measure is too much.
public sealed interface DriftLimit {
    /// A number: a share, an index, or times.
    record Fixed(double most) implements DriftLimit {}

    /// So many times what the input has moved by from one known-good version to the next.
    ///
    /// @param times more than 1
    record Multiple(double times) implements DriftLimit {
        public Multiple {
            if (!(times > 1)) {
                throw new IllegalArgumentException("a multiple is more than 1, not " + times);
            }
        }
    }
}
