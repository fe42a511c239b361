package io.github.backsight.bench.picture;

import io.github.backsight.cli.picture.PixelText;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/// Puts pictures together.
final class Sheet {
    private static final PixelText TEXT = new PixelText(2);
    private static final int STRIP = TEXT.height() + 12;
    private static final int GAP = 4;
    private static final Color PAPER = Color.WHITE;
    private static final Color INK = new Color(0x30343a);

    private Sheet() {}

    /// {@return a picture with a strip above it that says what it is; ASCII}
    static BufferedImage captioned(BufferedImage picture, String caption) {
        var sheet = paper(picture.getWidth(), picture.getHeight() + STRIP);
        var graphics = sheet.createGraphics();
        graphics.setColor(INK);
        TEXT.draw(graphics, caption, GAP, (STRIP - TEXT.height()) / 2);
        graphics.drawImage(picture, 0, STRIP, null);
        graphics.dispose();
        return sheet;
    }

    /// {@return pictures of one size, side by side}
    static BufferedImage row(List<BufferedImage> pictures) {
        var first = pictures.getFirst();
        var sheet = paper(pictures.size() * (first.getWidth() + GAP) - GAP, first.getHeight());
        var graphics = sheet.createGraphics();
        for (int i = 0; i < pictures.size(); i++) {
            graphics.drawImage(pictures.get(i), i * (first.getWidth() + GAP), 0, null);
        }
        graphics.dispose();
        return sheet;
    }

    /// {@return pictures of one size, one below the other}
    static BufferedImage column(List<BufferedImage> pictures) {
        var first = pictures.getFirst();
        var sheet = paper(first.getWidth(), pictures.size() * (first.getHeight() + GAP) - GAP);
        var graphics = sheet.createGraphics();
        for (int i = 0; i < pictures.size(); i++) {
            graphics.drawImage(pictures.get(i), 0, i * (first.getHeight() + GAP), null);
        }
        graphics.dispose();
        return sheet;
    }

    private static BufferedImage paper(int width, int height) {
        var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setColor(PAPER);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return sheet;
    }
}
