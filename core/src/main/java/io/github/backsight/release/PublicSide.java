package io.github.backsight.release;

import java.time.Duration;
import java.util.Optional;

/// The side of a map that its readers see.
///
/// @param distribution told of changes
/// @param reader reads as the public does; empty where the map has no public address
/// @param access whether everybody is meant to read the map
/// @param waiting lets time pass between two looks
public record PublicSide(Distribution distribution, Optional<PublicReader> reader, Access access, Waiting waiting) {
    /// Nobody but those who reach the store reads it.
    public static final PublicSide NONE =
            new PublicSide(Distribution.NONE, Optional.empty(), Access.UNKNOWN, unused -> {});

    /// Who is meant to read.
    public enum Access {
        EVERYBODY,
        /// Everybody exactly if everybody could before.
        UNKNOWN
    }

    /// Lets time pass; interrupted, it returns at once and the thread stays marked.
    @FunctionalInterface
    public interface Waiting {
        void pass(Duration time);
    }
}
