package io.github.backsight.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.MathContext;

/// What the colours mean: a bar with numbers, a patch for "no data", and the title.
record Legend(ColourRamp ramp, String title) {
    private static final int EDGE = 24;
    private static final int PADDING = 14;
    private static final int BAR_WIDTH = 320;
    private static final int BAR_HEIGHT = 16;
    private static final int TICKS = 4;
    private static final int GAP = 8;
    private static final PixelText TEXT = new PixelText(2);
    private static final Color INK = new Color(0x30343a);
    private static final Color PAPER = new Color(255, 255, 255, 225);

    /// Draws into the picture's lower left corner.
    void draw(Graphics2D graphics, int width, int height) {
        int boxWidth = Math.min(width - 2 * EDGE, Math.max(BAR_WIDTH + 60, TEXT.width(title)) + 2 * PADDING);
        int boxHeight = 2 * PADDING + 3 * TEXT.height() + 2 * BAR_HEIGHT + 2 * GAP;
        int left = EDGE + PADDING;
        int top = height - EDGE - boxHeight;
        graphics.setColor(PAPER);
        graphics.fillRect(EDGE, top, boxWidth, boxHeight);
        graphics.setColor(INK);
        TEXT.draw(graphics, title, left, top + PADDING);
        int barTop = top + PADDING + TEXT.height() + GAP;
        bar(graphics, left, barTop);
        int patchTop = barTop + BAR_HEIGHT + TEXT.height() + 2 * GAP;
        graphics.setColor(ColourRamp.NO_DATA);
        graphics.fillRect(left, patchTop, BAR_HEIGHT * 2, BAR_HEIGHT);
        graphics.setColor(INK);
        TEXT.draw(graphics, "no data", left + BAR_HEIGHT * 2 + GAP, patchTop + 1);
    }

    private void bar(Graphics2D graphics, int left, int top) {
        for (int x = 0; x < BAR_WIDTH; x++) {
            graphics.setColor(ramp.colour(ramp.low() + (ramp.high() - ramp.low()) * x / (BAR_WIDTH - 1)));
            graphics.fillRect(left + x, top, 1, BAR_HEIGHT);
        }
        graphics.setColor(INK);
        for (int tick = 0; tick <= TICKS; tick++) {
            double value = ramp.low() + (ramp.high() - ramp.low()) * tick / TICKS;
            int x = left + (BAR_WIDTH - 1) * tick / TICKS;
            var number = number(value);
            graphics.fillRect(x, top + BAR_HEIGHT, 1, GAP / 2);
            int shift = tick == 0 ? 0 : TEXT.width(number) / 2;
            TEXT.draw(graphics, number, x - shift, top + BAR_HEIGHT + GAP - 2);
        }
    }

    /// {@return the value with three digits that count}
    private static String number(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value)
                        .round(new MathContext(3))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
