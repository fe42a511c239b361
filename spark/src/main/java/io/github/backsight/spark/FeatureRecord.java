package io.github.backsight.spark;

import java.io.Serializable;
import java.util.Arrays;

/// A feature on its way through the cluster. Immutable; the arrays are not copied, and nobody
/// changes them.
///
/// @param order by this number features come in the order that the local build has them in
/// @param shape its polygons, as [Shape] packs them
/// @param attributes what its tiles say of it, as [io.github.backsight.tile.TileAttributes#ofRow]
/// gives it; empty: it is on no tile
/// @param row of the files that have its polygons, or -1
/// @param group of the low layer that it is dissolved into, or -1
record FeatureRecord(long order, String id, byte[] shape, byte[] attributes, int row, int group)
        implements Serializable {
    static final int NONE = -1;
    static final byte[] NO_ATTRIBUTES = {};

    /// {@return a feature of which nothing more is known}
    static FeatureRecord of(long order, String id, byte[] shape) {
        return new FeatureRecord(order, id, shape, NO_ATTRIBUTES, NONE, NONE);
    }

    boolean isDrawn() {
        return attributes.length > 0;
    }

    /// {@return the same, in the order that it has in all files}
    FeatureRecord numbered(long orderOfAll) {
        return new FeatureRecord(orderOfAll, id, shape, attributes, row, group);
    }

    /// {@return the same, to be dissolved with others}
    FeatureRecord inGroup(int number) {
        return new FeatureRecord(order, id, shape, attributes, row, number);
    }

    /// {@return the same under another id}
    FeatureRecord named(String name) {
        return new FeatureRecord(order, name, shape, attributes, row, group);
    }

    /// {@return the same where it only stands beside others}
    FeatureRecord bare() {
        return new FeatureRecord(order, id, shape, NO_ATTRIBUTES, NONE, group);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureRecord feature
                && order == feature.order
                && id.equals(feature.id)
                && Arrays.equals(shape, feature.shape)
                && Arrays.equals(attributes, feature.attributes)
                && row == feature.row
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
