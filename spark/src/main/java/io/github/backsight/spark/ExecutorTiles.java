package io.github.backsight.spark;

import io.github.backsight.archive.PmtilesLayout;
import io.github.backsight.archive.TileSummary;
import io.github.backsight.build.MadeTile;
import io.github.backsight.build.SpreadTiles;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction;

/// The tiles of a layer, with the executors.
///
/// @param store where archives are to go
/// @param archives gets those that are laid out, by name
record ExecutorTiles(TilePartitions partitions, StoreText store, Map<String, SpreadBody> archives, Metrics metrics)
        implements SpreadTiles {
    @Override
    public Iterator<TileSummary> summaries() {
        return partitions.inOrder(each(SummaryRecord::of)).map(this::counted).iterator();
    }

    private TileSummary counted(SummaryRecord tile) {
        metrics.add(Metrics.Counter.TILES, 1);
        metrics.add(Metrics.Counter.TILE_BYTES, tile.length());
        return tile.summary();
    }

    @Override
    public Iterator<MadeTile> tiles() {
        return partitions.inOrder(all -> all).map(MadeRecord::made).iterator();
    }

    @Override
    public void archive(String name, PmtilesLayout.Frame frame, BitSet written) throws IOException {
        archives.put(name, ExecutorArchive.of(name, partitions, frame, written, store));
    }

    private interface Each<T> extends java.io.Serializable {
        T of(MadeRecord tile);
    }

    private static <T> FlatMapFunction<Iterator<MadeRecord>, T> each(Each<T> each) {
        return all -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public T next() {
                return each.of(all.next());
            }
        };
    }
}
