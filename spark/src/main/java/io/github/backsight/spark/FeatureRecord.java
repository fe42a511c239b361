package io.github.backsight.spark;

import java.io.Serializable;
import java.util.Arrays;

/// A feature on its way through the cluster. Immutable; the arrays are not copied, and nobody
/// changes them.
///
/// @param order by this number features come in the order that the local build has them in
/// @param shape its polygons, as [Shape] packs them
/// @param attributes what its tiles say of it, as [io.github.backsight.tile.TileLayer#attributes]
/// gives it; empty: it is on no tile
/// @param group of the low layer that it is dissolved into, or -1
record FeatureRecord(long order, String id, byte[] shape, byte[] attributes, int group) implements Serializable {
    static final byte[] NO_ATTRIBUTES = {};

    boolean isDrawn() {
        return attributes.length > 0;
    }

    /// {@return the same, in the order that it has in all files}
    FeatureRecord numbered(long orderOfAll) {
        return new FeatureRecord(orderOfAll, id, shape, attributes, group);
    }

    /// {@return the same where it only stands beside others}
    FeatureRecord bare() {
        return new FeatureRecord(order, id, shape, NO_ATTRIBUTES, -1);
    }

    FeatureRecord joined(byte[] row, int ofGroup) {
        return new FeatureRecord(order, id, shape, row, ofGroup);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureRecord feature
                && order == feature.order
                && id.equals(feature.id)
                && Arrays.equals(shape, feature.shape)
                && Arrays.equals(attributes, feature.attributes)
                && group == feature.group;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(order);
    }

    @Override
    public String toString() {
        return "feature " + id;
    }
}
