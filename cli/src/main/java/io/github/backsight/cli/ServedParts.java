package io.github.backsight.cli;

import io.github.backsight.console.LiveState;
import io.github.backsight.console.Metrics;
import io.github.backsight.console.Part;
import io.github.backsight.console.TileRoutes;
import io.github.backsight.release.GlanceReader;
import io.github.backsight.release.LivePointer;
import io.github.backsight.release.ReleaseId;
import java.io.IOException;
import java.util.List;

/// What is served beside the console: limits, tiles, metrics.
final class ServedParts implements AutoCloseable {
    private final StoredTiles source;
    private final TileRoutes tiles;
    private final List<Part> parts;

    private ServedParts(StoredTiles source, ServingOptions options, Metrics metrics) throws CommandException {
        this.source = source;
        this.tiles = new TileRoutes(source);
        // Refused requests are counted, and told to pages that may read that.
        this.parts = List.of(metrics, options.crossOrigin(), options.limits(), tiles);
    }

    static ServedParts open(Session session, Workplace workplace, ServingOptions options, Metrics metrics)
            throws IOException {
        var glances = new GlanceReader(workplace.store(), workplace.prefix());
        metrics.watch(() -> state(glances), session.environment().clock());
        return new ServedParts(StoredTiles.open(session, workplace), options, metrics);
    }

    private static LiveState state(GlanceReader glances) throws IOException {
        var glance = glances.glance();
        return new LiveState(
                glance.live().map(LivePointer::release).map(ReleaseId::value),
                glance.stored(),
                glance.live().map(LivePointer::time),
                glance.drilled(),
                glance.frozen());
    }

    List<Part> list() {
        return parts;
    }

    @Override
    public void close() throws IOException {
        tiles.close();
        source.close();
    }
}
