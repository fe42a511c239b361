package io.github.backsight.topology;

/// A place where polygons are not a clean coverage.
///
/// @param feature the feature concerned
/// @param other the other one, never before `feature`; the same when a feature is at odds with itself
/// @param longitude of a place where it shows, in degrees
/// @param latitude of that place, in degrees
public record Fault(Kind kind, int feature, int other, double longitude, double latitude) {

    /// What is wrong.
    public enum Kind {
        /// Their borders cross.
        CROSSING,
        /// A corner of one lies on an edge of the other that has no corner there: the border is not the same for both.
        UNMATCHED,
        /// They lie on the same side of the same border: the same polygon twice, or one in the corner of the other.
        DOUBLED,
        /// One lies in the other, or in part of it, and they meet in a corner, though their borders do not cross.
        INSIDE,
        /// One lies in the other, and their borders share nothing.
        ISLAND
    }

    public Fault {
        if (feature > other) {
            throw new IllegalArgumentException("feature " + feature + " comes after the other, " + other);
        }
    }

    /// {@return whether a feature is at odds with itself}
    public boolean isOwn() {
        return feature == other;
    }
}
