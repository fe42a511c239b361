package io.github.backsight.cli.picture;

import java.awt.Graphics2D;

/// Text of five by seven dots, drawn without any font: Java has none where fontconfig is not installed.
///
/// Each character is five columns from the left, each a byte with the top dot in its lowest bit (the usual lettering of
/// small LCD modules), as ten hexadecimal digits; the first is the blank, U+0020.
public final class PixelText {
    private static final String DOTS = """
            0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649562050 0000070000
            001c224100 0041221c00 2a1c7f1c2a 08083e0808 0080703000 0808080808 0000606000 2010080402
            3e5149453e 00427f4000 7249494946 2141494d33 1814127f10 2745454539 3c4a494931 4121110907
            3649494936 464949291e 0000140000 0040340000 0008142241 1414141414 0041221408 0201510906
            3e415d594e 7c1211127c 7f49494936 3e41414122 7f4141413e 7f49494941 7f09090901 3e41415173
            7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f021c027f 7f0408107f 3e4141413e
            7f09090906 3e4151215e 7f09192946 2649494932 03017f0103 3f4040403f 1f2040201f 3f4038403f
            6314081463 0304780403 6159494d43 007f414141 0204081020 004141417f 0402010204 4040404040
            0003070800 2054547840 7f28444438 3844444428 384444287f 3854545418 00087e0902 0c5252523e
            7f08040478 00447d4000 2040403d00 7f10284400 00417f4000 7c04780478 7c08040478 3844444438
            fc18242418 18242418fc 7c08040408 4854545424 04043f4424 3c4040207c 1c2040201c 3c4030403c
            4428102844 4c9090907c 4464544c44 0008364100 0000770000 0041360800 0201020402
            """;

    private static final int COLUMNS = 5;
    private static final int ADVANCE = COLUMNS + 1;
    private static final int ROWS = 8;
    private static final String[] CHARACTERS = DOTS.strip().split("\\s+");

    private final int dot;

    /// @param dot width and height of one dot, in pixels
    public PixelText(int dot) {
        this.dot = dot;
    }

    /// {@return how wide `text` is, in pixels}
    public int width(String text) {
        return Math.max(0, text.length() * ADVANCE - 1) * dot;
    }

    /// {@return how high any text is, in pixels}
    public int height() {
        return ROWS * dot;
    }

    /// Draws `text` in the present colour, its upper left corner at `x` and `y`; what is not ASCII is drawn as `?`.
    public void draw(Graphics2D graphics, String text, int x, int y) {
        for (int i = 0; i < text.length(); i++) {
            int index = text.charAt(i) - ' ';
            var columns = CHARACTERS[index >= 0 && index < CHARACTERS.length ? index : '?' - ' '];
            for (int column = 0; column < COLUMNS; column++) {
                int dots = Integer.parseInt(columns.substring(column * 2, column * 2 + 2), 16);
                for (int row = 0; row < ROWS; row++) {
                    if ((dots >> row & 1) == 1) {
                        graphics.fillRect(x + (i * ADVANCE + column) * dot, y + row * dot, dot, dot);
                    }
                }
            }
        }
    }
}
