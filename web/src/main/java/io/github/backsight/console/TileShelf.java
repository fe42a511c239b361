package io.github.backsight.console;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tiles at hand: archives stay open and tiles in memory while they are asked for, within bounds.
/// Threads may share it.
///
/// A release never changes, so nothing of it that is kept can be stale; which one is live is asked
/// anew each second.
final class TileShelf implements AutoCloseable {
    private static final Duration LIVE_FOR = Duration.ofSeconds(1);
    private static final long MOST_BYTES = 64L << 20;

    /// Many from the start: those who wait for different tiles must not wait for each other.
    private static final int EXPECTED_TILES = 1 << 12;

    /// What a tile takes in memory beside its bytes, about.
    private static final int ENTRY_BYTES = 300;

    private final TileSource source;
    private final Cache<String, String> live;
    private final Cache<LayerName, OpenLayer> layers;
    private final Cache<TileName, ServedTile> tiles;

    private record LayerName(String release, String layer) {}

    private record TileName(LayerName layer, TileId id) {}

    /// @param mostLayers how many archives are open at once
    TileShelf(TileSource source, int mostLayers, Ticker ticker) {
        this.source = source;
        this.live =
                Caffeine.newBuilder().expireAfterWrite(LIVE_FOR).ticker(ticker).build();
        this.layers = Caffeine.newBuilder()
                .maximumSize(mostLayers)
                .executor(Runnable::run)
                .removalListener(TileShelf::closeRemoved)
                .build();
        this.tiles = Caffeine.newBuilder()
                .initialCapacity(EXPECTED_TILES)
                .maximumWeight(MOST_BYTES)
                .<TileName, ServedTile>weigher((name, tile) -> ENTRY_BYTES + tile.stored().length)
                .build();
    }

    private static void closeRemoved(@Nullable LayerName name, @Nullable OpenLayer layer, RemovalCause cause) {
        if (layer != null) {
            layer.close();
        }
    }

    /// {@return the release that is live, or was a second ago; empty when none is}
    Optional<String> live() throws IOException {
        return found(live, "live", unused -> source.live());
    }

    /// {@return what a layer of a release says of itself; empty where there is none}
    Optional<ArchiveMetadata> metadata(String release, String layer) throws IOException {
        return layer(new LayerName(release, layer)).map(OpenLayer::metadata);
    }

    /// {@return a tile; empty where the layer has none, or there is no such layer}
    Optional<ServedTile> tile(String release, String layer, TileId id) throws IOException {
        return found(tiles, new TileName(new LayerName(release, layer), id), this::read);
    }

    private Optional<ServedTile> read(TileName name) throws IOException {
        while (true) {
            var layer = layer(name.layer());
            if (layer.isEmpty()) {
                return Optional.empty();
            }
            try {
                return layer.get().tile(name.id()).map(ServedTile::of);
            } catch (OpenLayer.ClosedException outrun) {
                // It was put away between the two; opened again, it is the newest.
                layers.asMap().remove(name.layer(), layer.get());
            }
        }
    }

    private Optional<OpenLayer> layer(LayerName name) throws IOException {
        return found(layers, name, wanted -> {
            var reader = source.open(wanted.release(), wanted.layer());
            return reader.isEmpty() ? Optional.empty() : Optional.of(OpenLayer.of(reader.get()));
        });
    }

    @FunctionalInterface
    private interface Loader<K, V> {
        Optional<V> load(K key) throws IOException;
    }

    /// Only what is there is kept: a release may come at any time.
    @SuppressWarnings("NullAway") // For a null Caffeine keeps nothing and answers null; its annotations cannot say so.
    private static <K, V> Optional<V> found(Cache<K, V> cache, K key, Loader<K, V> loader) throws IOException {
        try {
            return Optional.ofNullable(cache.get(key, wanted -> {
                try {
                    return loader.load(wanted).orElse(null);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void close() {
        layers.invalidateAll();
        layers.cleanUp();
    }
}
