package io.github.backsight.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class PixelTextTest {
    private static String drawn(String text, int width) {
        var image = new BufferedImage(width, 8, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        new PixelText(1).draw(graphics, text, 0, 0);
        graphics.dispose();
        var picture = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < width; x++) {
                picture.append((image.getRGB(x, y) & 0xffffff) == 0 ? '.' : '#');
            }
            picture.append('\n');
        }
        return picture.toString();
    }

    @Test
    void charactersAreDrawnDotByDot() {
        assertThat(drawn("1g?", 17)).isEqualTo("""
                        ..#..........###.
                        .##....####.#...#
                        ..#...#...#.....#
                        ..#...#...#....#.
                        ..#....####...#..
                        ..#.......#......
                        .###...###....#..
                        .................
                        """);
    }

    @Test
    void whatIsNotAsciiIsAQuestionMark() {
        assertThat(drawn("é", 5)).isEqualTo(drawn("?", 5));
    }

    @Test
    void aTextIsAsWideAsItsDotsAndTheGapsBetweenThem() {
        assertThat(new PixelText(2).width("")).isZero();
        assertThat(new PixelText(2).width("abc")).isEqualTo(34);
    }
}
