package io.github.backsight.bench.picture;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.bench.quality.DrawnTile;
import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.TileId;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/// Draws what an archive shows of a place, as wide as one tile and 512 pixels a tile.
///
/// Each feature has a colour of its own, the same from any archive, and lets through what lies below: an overlap is
/// darker than what overlaps, and a gap is as light as water. Beyond the 180th meridian the world goes on.
final class Panel {
    static final int SIDE = 512;
    /// Drawn larger and averaged down, so that no hairlines come from drawing neighbours one by one.
    private static final int OVERSAMPLING = 4;

    private static final int DRAWN = SIDE * OVERSAMPLING;
    /// Of 255: two polygons over one another look different from one.
    private static final int OPAQUENESS = 150;
    private static final Color WATER = new Color(0xf4f7f9);
    private static final Color BORDER = new Color(40, 40, 40);

    private final TileArchiveReader archive;
    private final String key;

    /// @param key the attribute that names features
    Panel(TileArchiveReader archive, String key) {
        this.archive = archive;
        this.key = key;
    }

    BufferedImage draw(Place place, int zoom) throws IOException {
        var canvas = new BufferedImage(DRAWN, DRAWN, BufferedImage.TYPE_INT_RGB);
        var graphics = canvas.createGraphics();
        graphics.setColor(WATER);
        graphics.fillRect(0, 0, DRAWN, DRAWN);
        double side = (double) Mercator.WORLD / (1 << zoom);
        double west = place.x() - side / 2;
        double north = place.y() - side / 2;
        for (int column = (int) Math.floor(west / side); column * side < west + side; column++) {
            for (int row = (int) Math.floor(north / side); row * side < north + side; row++) {
                tile(graphics, zoom, column, row, column - west / side, row - north / side);
            }
        }
        graphics.dispose();
        return halved(halved(canvas));
    }

    /// @param left of the tile, in tiles from the picture's left edge
    /// @param top of the tile, in tiles from the picture's upper edge
    private void tile(Graphics2D graphics, int zoom, int column, int row, double left, double top) throws IOException {
        int tiles = 1 << zoom;
        if (row < 0 || row >= tiles) {
            return;
        }
        var id = new TileId(zoom, Math.floorMod(column, tiles), row);
        var plain = archive.tile(id);
        if (plain.isEmpty()) {
            return;
        }
        int x = (int) Math.rint(left * DRAWN);
        int y = (int) Math.rint(top * DRAWN);
        graphics.setClip(x, y, DRAWN, DRAWN);
        double scale = DRAWN / 4096.0;
        var place = new AffineTransform(scale, 0, 0, scale, x, y);
        for (var piece : DrawnTile.of(id, plain.get(), key).pieces()) {
            for (var polygon : piece.polygons()) {
                var outline = outline(polygon).createTransformedShape(place);
                graphics.setColor(colour(piece.key()));
                graphics.fill(outline);
                graphics.setColor(BORDER);
                graphics.setStroke(new BasicStroke(OVERSAMPLING / 2f));
                graphics.draw(outline);
            }
        }
    }

    private static Color colour(String key) {
        int hash = key.hashCode() * 0x9e3779b9;
        int opaque = Color.HSBtoRGB((hash >>> 16) / 65536f, 0.55f, 0.85f);
        return new Color((opaque & 0xffffff) | (OPAQUENESS << 24), true);
    }

    private static Path2D outline(Polygon polygon) {
        var path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        append(path, polygon.getExteriorRing());
        for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
            append(path, polygon.getInteriorRingN(hole));
        }
        return path;
    }

    private static void append(Path2D path, LinearRing ring) {
        var points = ring.getCoordinates();
        path.moveTo(points[0].x, points[0].y);
        for (int point = 1; point < points.length - 1; point++) {
            path.lineTo(points[point].x, points[point].y);
        }
        path.closePath();
    }

    /// {@return the picture at half its width, each pixel the average of four}
    static BufferedImage halved(BufferedImage picture) {
        var half = new BufferedImage(picture.getWidth() / 2, picture.getHeight() / 2, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < half.getHeight(); y++) {
            for (int x = 0; x < half.getWidth(); x++) {
                half.setRGB(x, y, average(picture, 2 * x, 2 * y));
            }
        }
        return half;
    }

    private static int average(BufferedImage picture, int x, int y) {
        int[] four = picture.getRGB(x, y, 2, 2, new int[4], 0, 2);
        int colour = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int sum = 2;
            for (int pixel : four) {
                sum += pixel >> shift & 0xff;
            }
            colour |= (sum / 4) << shift;
        }
        return colour;
    }
}
