package io.github.backsight.spark;

import io.github.backsight.build.LowGroups;
import io.github.backsight.build.Tileify;
import io.github.backsight.shape.Layer;
import io.github.backsight.tile.TileAttributes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/// The rows of the map that have polygons, as the tasks need them that join them with these.
record TableRows(Layer high, TileAttributes attributes, LowGroups groups) {

    /// {@return what the tiles of `high` say of its rows, and which group of the low layer they are in}
    static TableRows of(Layer high, LowGroups groups) {
        return new TableRows(high, Tileify.attributes(high), groups);
    }

    /// {@return all of them, packed by all processors of the driver}
    ///
    /// @param atOnce how many rows of the table are packed together, at the most
    List<PackedRows> packed(int atOnce) {
        return IntStream.range(0, Math.ceilDiv(high.rowCount(), atOnce))
                .parallel()
                .mapToObj(part -> packed(part * atOnce, (int) Math.min(high.rowCount(), (part + 1L) * atOnce)))
                .toList();
    }

    private PackedRows packed(int from, int end) {
        try (var packing = new PackedRows.Packing()) {
            for (int row = from; row < end; row++) {
                int feature = high.feature(row);
                if (feature != Layer.NONE) {
                    packing.add(high.polygons().id(feature), row, groups.ofFeature(feature), attributes.ofRow(row));
                }
            }
            return packing.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot pack rows " + from + " to " + end, e);
        }
    }
}
