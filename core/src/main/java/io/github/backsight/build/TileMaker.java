package io.github.backsight.build;

import io.github.backsight.archive.EncodedTile;
import io.github.backsight.store.Sha256;
import io.github.backsight.tile.Cutting;
import io.github.backsight.tile.Gzip;
import io.github.backsight.tile.TileEncoder;
import io.github.backsight.tile.TileLayer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/// Encodes, compresses and hashes tiles. Used by one thread at a time; close it to give back native
/// memory.
public final class TileMaker implements AutoCloseable {
    /// All archives share the result. Decision 0036 has what each level costs.
    private static final int COMPRESSION_LEVEL = 2;

    private final TileEncoder encoder;
    private final Gzip gzip = new Gzip(COMPRESSION_LEVEL);
    private final MessageDigest digest = Sha256.start();

    /// @param layer the attributes of the features to come
    public TileMaker(TileLayer layer) {
        this.encoder = layer.encoder();
    }

    /// {@return the tiles `from` to `end` (exclusive) of `cutting`, but those of which the layer
    /// leaves out everything}
    public List<MadeTile> make(Cutting cutting, int from, int end) {
        List<MadeTile> tiles = new ArrayList<>(end - from);
        for (int number = from; number < end; number++) {
            var id = cutting.tile(number);
            encoder.encode(cutting, number)
                    .ifPresent(plain -> tiles.add(
                            new MadeTile(new EncodedTile(id, plain, gzip.compress(plain)), digest.digest(plain))));
        }
        return tiles;
    }

    @Override
    public void close() {
        gzip.close();
    }
}
