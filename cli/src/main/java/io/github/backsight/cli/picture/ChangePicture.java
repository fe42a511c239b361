package io.github.backsight.cli.picture;

import io.github.backsight.geom.Mercator;
import io.github.backsight.page.ChangeMap;
import io.github.backsight.page.ChangePage;
import io.github.backsight.page.PageTable;
import io.github.backsight.tile.OverlaidTile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// The picture of a page of changes: before, now, what changed, and what the page says of it.
///
/// @param title what is compared
/// @param sentences what is said of it
/// @param map what is drawn; empty: nothing but text
public record ChangePicture(String title, List<String> sentences, Optional<ChangeMap> map) {
    private static final int WIDTH = 1800;
    private static final int PANEL_WIDTH = 880;
    private static final int PANEL_HEIGHT = 600;
    private static final int GAP = 20;
    private static final int MARGIN = 16;
    private static final int MOST_GROUPS = 12;

    private static final PixelText LARGE = new PixelText(3);
    private static final PixelText SMALL = new PixelText(2);
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x30343a);
    private static final Color LAND = new Color(0xe3ddd0);
    private static final Color CHANGED = new Color(0x7f8791);
    private static final Color MOST_CHANGED = new Color(0x7b3294);

    public ChangePicture {
        sentences = List.copyOf(sentences);
    }

    /// {@return the picture of a page}
    public static ChangePicture of(ChangePage page) {
        var sentences = new ArrayList<String>();
        sentences.add(page.sentence());
        sentences.addAll(page.facts());
        page.tables().stream()
                .filter(table -> table.headings().size() == 2)
                .forEach(table -> sentences.add(inOneLine(table)));
        return new ChangePicture(page.title(), sentences, page.map());
    }

    private static String inOneLine(PageTable table) {
        var text = new StringBuilder(table.title()).append(": ");
        for (int row = 0; row < Math.min(MOST_GROUPS, table.rows().size()); row++) {
            text.append(row == 0 ? "" : ", ")
                    .append(String.join(" ", table.rows().get(row).cells()));
        }
        return text.append(table.rows().size() > MOST_GROUPS ? ", ..." : "").toString();
    }

    /// {@return the picture, 1,800 pixels wide}
    ///
    /// @throws IOException if a tile cannot be read
    public BufferedImage draw() throws IOException {
        int top = GAP + LARGE.height() + GAP;
        var picture = new BufferedImage(
                WIDTH,
                map.isPresent() ? top + 2 * (PANEL_HEIGHT + GAP) : top + PANEL_HEIGHT,
                BufferedImage.TYPE_INT_RGB);
        var graphics = picture.createGraphics();
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
        graphics.setColor(INK);
        LARGE.draw(graphics, plain(title), GAP, GAP);
        if (map.isEmpty()) {
            text(graphics, GAP, top, WIDTH - 2 * GAP);
        } else {
            panels(graphics, map.get(), top);
        }
        graphics.dispose();
        return picture;
    }

    private void panels(Graphics2D graphics, ChangeMap shown, int top) throws IOException {
        int right = 2 * GAP + PANEL_WIDTH;
        int below = top + PANEL_HEIGHT + GAP;
        graphics.drawImage(side(shown, OverlaidTile.BEFORE, "before"), GAP, top, null);
        graphics.drawImage(side(shown, OverlaidTile.NOW, "now"), right, top, null);
        graphics.drawImage(changes(shown), GAP, below, null);
        graphics.setColor(INK);
        text(graphics, right, below, PANEL_WIDTH);
    }

    private static BufferedImage side(ChangeMap shown, String attribute, String layer) throws IOException {
        var colours = shown.colours();
        Function<TilePieces.Piece, Color> colour = colours.isEmpty()
                ? piece -> LAND
                : piece -> new ColourRamp(colours.get().low(), colours.get().high()).colour(piece.value());
        var panel = panel(shown, new TilePieces(attribute), layer, colour, List.of());
        var graphics = panel.createGraphics();
        if (colours.isPresent()) {
            var title = colours.get().truth() ? layer + " (1: true, 0: false)" : layer;
            new Legend(new ColourRamp(colours.get().low(), colours.get().high()), title)
                    .draw(graphics, PANEL_WIDTH, PANEL_HEIGHT);
        } else {
            caption(graphics, layer);
        }
        graphics.dispose();
        return panel;
    }

    private static BufferedImage changes(ChangeMap shown) throws IOException {
        Function<TilePieces.Piece, Color> colour = piece -> mark(piece.value().orElse(0));
        var dots = shown.points().stream()
                .map(place -> new double[] {place.longitude(), place.latitude()})
                .toList();
        var panel = panel(shown, new TilePieces(OverlaidTile.MARK), "now", colour, dots);
        var graphics = panel.createGraphics();
        caption(graphics, "what changed");
        graphics.dispose();
        return panel;
    }

    private static Color mark(double mark) {
        return mark >= 2 ? MOST_CHANGED : mark >= 1 ? CHANGED : LAND;
    }

    private static void caption(Graphics2D graphics, String text) {
        graphics.setColor(PAPER);
        graphics.fillRect(MARGIN, MARGIN, SMALL.width(text) + MARGIN, SMALL.height() + MARGIN / 2);
        graphics.setColor(INK);
        SMALL.draw(graphics, text, MARGIN + MARGIN / 2, MARGIN + MARGIN / 4);
    }

    private static BufferedImage panel(
            ChangeMap shown,
            TilePieces pieces,
            String side,
            Function<TilePieces.Piece, Color> colour,
            List<double[]> dots)
            throws IOException {
        int width = PANEL_WIDTH * MapPicture.OVERSAMPLING;
        int height = PANEL_HEIGHT * MapPicture.OVERSAMPLING;
        var view = View.of(shown.bounds(), width, height, MARGIN * MapPicture.OVERSAMPLING);
        int zoom = Math.clamp(
                new View(view.west(), view.north(), view.unitsPerPixel() * MapPicture.OVERSAMPLING, 1, 1).zoom(),
                shown.from(),
                shown.everyTo());
        var canvas = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = canvas.createGraphics();
        graphics.setColor(MapPicture.WATER);
        graphics.fillRect(0, 0, width, height);
        for (var tile : shown.tiles().entrySet()) {
            if (tile.getKey().z() == zoom && MapPicture.shows(view, tile.getKey())) {
                var read = pieces.read(unpacked(tile.getValue()), layer -> layer.equals("both") || layer.equals(side));
                MapPicture.tile(graphics, view, tile.getKey(), read, colour);
            }
        }
        graphics.setClip(null);
        graphics.setColor(MOST_CHANGED);
        for (var dot : dots) {
            double x = view.pixelX(Mercator.x(dot[0]));
            double y = view.pixelY(Mercator.y(dot[1]));
            graphics.fill(new Ellipse2D.Double(x - 5, y - 5, 10, 10));
        }
        graphics.dispose();
        return MapPicture.averagedDown(canvas);
    }

    private static byte[] unpacked(byte[] tile) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(tile))) {
            return in.readAllBytes();
        }
    }

    private void text(Graphics2D graphics, int left, int top, int width) {
        int line = top;
        for (var sentence : sentences) {
            for (var part : wrapped(plain(sentence), width)) {
                SMALL.draw(graphics, part, left, line);
                line += SMALL.height() + 4;
            }
            line += 8;
        }
    }

    private static List<String> wrapped(String text, int width) {
        var lines = new ArrayList<String>();
        var line = new StringBuilder();
        for (var word : text.split(" ", -1)) {
            if (line.length() > 0 && SMALL.width(line + " " + word) > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /// {@return the text in the letters that can be drawn}
    private static String plain(String text) {
        return text.replace("→", "->").replace("–", "-").replace("…", "...").replace("²", "2");
    }
}
