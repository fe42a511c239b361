package io.github.backsight.console;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.TileJson;
import io.github.backsight.tile.TileId;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Serves TileJSON and single tiles of any release, whatever its archives are. Threads may share it.
///
/// What is asked of a release by its id may be kept for ever; what is asked of `live` is asked for
/// anew each time, and not sent again while it is the same.
public final class TileRoutes implements Part, AutoCloseable {
    private static final int MOST_LAYERS = 12;
    private static final String LIVE = "live";
    private static final String FOR_EVER = "max-age=31536000, immutable";
    private static final String ASK_ALWAYS = "no-cache";
    private static final String TILE_TYPE = "application/vnd.mapbox-vector-tile";

    private static final Parameter RELEASE = Parameter.inPath(
            "release", Pattern.compile("live|[0-9a-f]{16}"), LIVE, "`live`, or the 16 digits of a release");
    private static final Parameter LAYER =
            Parameter.inPath("layer", Pattern.compile("high|low"), "high", "`high` or `low`");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d{0,7}");

    private final TileShelf shelf;

    public TileRoutes(TileSource source) {
        this.shelf = new TileShelf(source, MOST_LAYERS, Ticker.systemTicker());
    }

    @Override
    public List<Route> routes() {
        return List.of(
                new Route(
                        "/tiles/{release}/{layer}.json",
                        "tileJson",
                        "What a layer of tiles is, and where its tiles are",
                        List.of(RELEASE, LAYER),
                        List.of(
                                Reply.json(200, "TileJSON 3.0.0; its tiles are those of one release", "TileJSON"),
                                Reply.empty(304, "It is as you have it"),
                                Reply.problem(404, "There is no such release, or it has no such tiles")),
                        this::sendTileJson),
                new Route(
                        "/tiles/{release}/{layer}/{z}/{x}/{y}.mvt",
                        "tile",
                        "One vector tile, gzipped where the client takes that",
                        List.of(
                                RELEASE,
                                LAYER,
                                coordinate("z", "The zoom"),
                                coordinate("x", "The column, from the west"),
                                coordinate("y", "The row, from the north")),
                        List.of(
                                Reply.of(200, "A Mapbox Vector Tile", TILE_TYPE),
                                Reply.empty(204, "There is nothing on this tile"),
                                Reply.empty(304, "It is as you have it"),
                                Reply.problem(404, "There is no such release, layer, zoom or tile")),
                        this::sendTile));
    }

    private static Parameter coordinate(String name, String description) {
        return Parameter.inPath(name, NUMBER, "5", description);
    }

    private void sendTileJson(Context context) throws IOException {
        var layer = layer(context);
        if (layer.isEmpty()) {
            return;
        }
        var found = layer.get();
        var tiles = context.scheme() + "://" + context.host() + "/tiles/" + found.release() + "/" + found.name()
                + "/{z}/{x}/{y}.mvt";
        var document = TileJson.of(found.metadata(), tiles).getBytes(StandardCharsets.UTF_8);
        context.header("Cache-Control", found.caching());
        send(context, document, ServedTile.of(document).tag(false), "application/json");
    }

    private void sendTile(Context context) throws IOException {
        var layer = layer(context);
        if (layer.isEmpty()) {
            return;
        }
        var found = layer.get();
        var id = id(context, found);
        if (id.isEmpty()) {
            return;
        }
        context.header("Cache-Control", found.caching());
        context.res().addHeader("Vary", "Accept-Encoding");
        var tile = shelf.tile(found.release(), found.name(), id.get());
        if (tile.isEmpty()) {
            sendNothing(context, 204);
            return;
        }
        boolean gzipped = tile.get().isGzipped() && Conditions.takesGzip(context);
        if (gzipped) {
            context.header("Content-Encoding", "gzip");
        }
        send(context, tile.get().bytes(gzipped), tile.get().tag(gzipped), TILE_TYPE);
    }

    private static void send(Context context, byte[] bytes, String tag, String type) {
        context.header("ETag", tag);
        if (Conditions.has(context, tag)) {
            sendNothing(context, 304);
            return;
        }
        context.contentType(type);
        // Without it, it goes out in chunks, and a HEAD cannot say it.
        context.header("Content-Length", String.valueOf(bytes.length));
        context.result(bytes);
    }

    private static void sendNothing(Context context, int status) {
        context.status(status);
        // Nothing is of no type, whatever the server says where nobody says another.
        context.res().setContentType(null);
    }

    /// @param caching how long what is sent may be kept
    private record Layer(String release, String name, ArchiveMetadata metadata, String caching) {}

    /// {@return what is asked for; empty when it is not there, and the client has been told}
    private Optional<Layer> layer(Context context) throws IOException {
        var asked = context.pathParam("release");
        var name = context.pathParam("layer");
        var release = asked.equals(LIVE) ? shelf.live() : Optional.of(asked);
        var metadata = release.isEmpty() ? Optional.<ArchiveMetadata>empty() : shelf.metadata(release.get(), name);
        if (metadata.isEmpty()) {
            missing(
                    context,
                    release.map(id -> "there is no release " + id + ", or it has no " + name + " tiles")
                            .orElse("no release is live"));
            return Optional.empty();
        }
        return Optional.of(new Layer(release.get(), name, metadata.get(), asked.equals(LIVE) ? ASK_ALWAYS : FOR_EVER));
    }

    private static Optional<TileId> id(Context context, Layer layer) {
        int zoom = number(context, "z");
        int lowest = layer.metadata().lowestZoom();
        int highest = layer.metadata().highestZoom();
        if (zoom < lowest || zoom > highest) {
            missing(
                    context,
                    "the " + layer.name() + " tiles of release " + layer.release() + " are of zooms " + lowest + " to "
                            + highest + ", not " + zoom);
            return Optional.empty();
        }
        int column = number(context, "x");
        int row = number(context, "y");
        if (column >= 1 << zoom || row >= 1 << zoom) {
            missing(
                    context,
                    "there is no tile " + zoom + "/" + column + "/" + row + ": zoom " + zoom + " has columns"
                            + " and rows 0 to " + ((1 << zoom) - 1));
            return Optional.empty();
        }
        return Optional.of(new TileId(zoom, column, row));
    }

    private static int number(Context context, String name) {
        return Integer.parseInt(context.pathParam(name));
    }

    private static void missing(Context context, String detail) {
        context.header("Cache-Control", "no-store");
        Problems.send(context, 404, detail);
    }

    @Override
    public void close() {
        shelf.close();
    }
}
