package io.github.backsight.cli.picture;

import io.github.backsight.draft.Draft;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// A picture as a PNG, whole or not there.
public final class PictureFile {
    private PictureFile() {}

    /// Writes the picture; a file that is there is replaced.
    public static void write(BufferedImage picture, Path file) throws IOException {
        try (var draft = Draft.of(file)) {
            try (var stream = draft.stream(0);
                    var encoded = new MemoryCacheImageOutputStream(stream)) {
                ImageIO.write(picture, "png", encoded);
            }
            draft.publish();
        }
    }
}
