package io.github.backsight.cli.picture;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.TileId;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A picture of a map: every polygon in the colour of one attribute's value, with a legend.
///
/// @param title what stands above the map; ASCII
/// @param highAttribute the attribute that colours the high archive
/// @param lowAttribute the attribute that colours the low archive
/// @param bounds what to show; empty: nearly all polygons
/// @param range the values for the lightest and the darkest colour; empty: nearly all values
/// @param width in pixels, at least 200
/// @param height in pixels, at least 200
public record MapPicture(
        String title,
        String highAttribute,
        String lowAttribute,
        Optional<Bounds> bounds,
        Optional<Range> range,
        int width,
        int height) {
    private static final int LEAST_SIDE = 200;
    private static final int MARGIN = 64;
    /// Drawn larger and then averaged down: smooth, and without hairlines between neighbours.
    static final int OVERSAMPLING = 2;

    static final Color WATER = new Color(0xeef3f6);
    private static final Color BORDER = new Color(0, 0, 0, 38);

    /// The values for the lightest and the darkest colour.
    public record Range(double low, double high) {
        public Range {
            if (!(low <= high)) {
                throw new IllegalArgumentException("a range goes upwards, not from " + low + " to " + high);
            }
        }
    }

    public MapPicture {
        if (width < LEAST_SIDE || height < LEAST_SIDE) {
            throw new IllegalArgumentException(
                    "a picture has at least " + LEAST_SIDE + " pixels each way, not " + width + "x" + height);
        }
    }

    /// Draws the map: the high archive where the picture is fine enough for it, else the low one.
    ///
    /// @throws IOException if a tile cannot be read
    public BufferedImage draw(TileArchiveReader high, TileArchiveReader low) throws IOException {
        var highPieces = new TilePieces(highAttribute);
        var sample = Sample.of(high, highPieces);
        var ramp = range.map(given -> new ColourRamp(given.low(), given.high())).orElseGet(sample::ramp);
        var view = View.of(
                bounds.orElseGet(sample::bounds), width * OVERSAMPLING, height * OVERSAMPLING, MARGIN * OVERSAMPLING);
        int zoom = new View(view.west(), view.north(), view.unitsPerPixel() * OVERSAMPLING, width, height).zoom();
        boolean fine = zoom >= high.metadata().lowestZoom();
        var canvas = fine
                ? map(high, highPieces, view, ramp, zoom)
                : map(low, new TilePieces(lowAttribute), view, ramp, zoom);
        var picture = averagedDown(canvas);
        var graphics = picture.createGraphics();
        new Legend(ramp, title).draw(graphics, width, height);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage map(
            TileArchiveReader archive, TilePieces pieces, View view, ColourRamp ramp, int wantedZoom)
            throws IOException {
        var canvas = new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_RGB);
        var graphics = canvas.createGraphics();
        graphics.setColor(WATER);
        graphics.fillRect(0, 0, view.width(), view.height());
        int zoom = nearest(archive.metadata(), wantedZoom);
        for (var id : archive.tiles()) {
            if (id.z() == zoom && shows(view, id)) {
                var tile = archive.tile(id);
                if (tile.isPresent()) {
                    tile(graphics, view, id, pieces.read(tile.get()), piece -> ramp.colour(piece.value()));
                }
            }
        }
        graphics.dispose();
        return canvas;
    }

    private static int nearest(ArchiveMetadata metadata, int zoom) {
        return Math.clamp(zoom, metadata.lowestZoom(), metadata.highestZoom());
    }

    static boolean shows(View view, TileId id) {
        double side = Mercator.WORLD >> id.z();
        return view.pixelX((id.x() + 1) * side) > 0
                && view.pixelX(id.x() * side) < view.width()
                && view.pixelY((id.y() + 1) * side) > 0
                && view.pixelY(id.y() * side) < view.height();
    }

    /// Draws one tile inside its own square; what tiles repeat of their neighbours lies outside.
    static void tile(
            Graphics2D graphics,
            View view,
            TileId id,
            List<TilePieces.Piece> pieces,
            Function<TilePieces.Piece, Color> colour) {
        double side = Mercator.WORLD >> id.z();
        double left = view.pixelX(id.x() * side);
        double top = view.pixelY(id.y() * side);
        int clipLeft = (int) Math.rint(left);
        int clipTop = (int) Math.rint(top);
        graphics.setClip(
                clipLeft,
                clipTop,
                (int) Math.rint(view.pixelX((id.x() + 1) * side)) - clipLeft,
                (int) Math.rint(view.pixelY((id.y() + 1) * side)) - clipTop);
        graphics.setStroke(new BasicStroke(1));
        for (var piece : pieces) {
            double scale = side / view.unitsPerPixel() / piece.extent();
            var outline = piece.outline().createTransformedShape(new AffineTransform(scale, 0, 0, scale, left, top));
            graphics.setColor(colour.apply(piece));
            graphics.fill(outline);
            graphics.setColor(BORDER);
            graphics.draw(outline);
        }
    }

    /// {@return the picture at half its size}
    static BufferedImage averagedDown(BufferedImage canvas) {
        int width = canvas.getWidth() / OVERSAMPLING;
        int height = canvas.getHeight() / OVERSAMPLING;
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        // At exactly half the size, bilinear interpolation is the average of four pixels.
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(canvas, 0, 0, width, height, null);
        graphics.dispose();
        return picture;
    }
}
