package io.github.backsight.spark;

import java.io.Serializable;

/// A feature in one of the blocks that need it.
///
/// @param isOwn whether the block answers for it; in all others it only stands around their own
/// @param blocks all that need it, ascending, its own among them
record Placed(FeatureRecord feature, boolean isOwn, int[] blocks) implements Serializable {
    @Override
    public boolean equals(Object other) {
        return other instanceof Placed placed && feature.equals(placed.feature) && isOwn == placed.isOwn;
    }

    @Override
    public int hashCode() {
        return feature.hashCode();
    }

    @Override
    public String toString() {
        return feature + (isOwn ? "" : ", of another block");
    }
}
