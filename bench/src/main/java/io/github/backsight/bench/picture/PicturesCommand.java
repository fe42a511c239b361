package io.github.backsight.bench.picture;

import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.bench.quality.Archives;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws five places at three zooms each.
@Command(
        name = "pictures",
        mixinStandardHelpOptions = true,
        header = "Draw five places where maps go wrong, at three zooms, from one archive or from two side by side.",
        description = {
            "",
            "Writes one PNG for each place and zoom, and contact.png with all of them, smaller. Each feature has a "
                    + "colour of its own; overlaps are darker, gaps as light as water.",
            ""
        })
public final class PicturesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "ARCHIVE", description = "MBTiles, PMTiles, or the folder of a tree.")
    private Path ours = Path.of("");

    @Option(names = "--beside", paramLabel = "ARCHIVE", description = "Another one, to the right of it.")
    private Optional<Path> theirs = Optional.empty();

    @Option(
            names = "--key",
            defaultValue = "GEOID10",
            description = "The attribute that names features (default: ${DEFAULT-VALUE}).")
    private String key = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where the pictures go.")
    private Path out = Path.of("");

    PicturesCommand() {}

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        var rows = new ArrayList<BufferedImage>();
        try (var mine = Archives.open(ours);
                var other = Archives.open(theirs.orElse(ours))) {
            for (var place : Place.ALL) {
                rows.add(place(place, mine, other));
            }
        }
        write(Sheet.column(rows), "contact");
        return 0;
    }

    /// {@return all zooms of a place, at half their size}
    private BufferedImage place(Place place, TileArchiveReader mine, TileArchiveReader other) throws IOException {
        var small = new ArrayList<BufferedImage>();
        for (int zoom : place.zooms()) {
            var panels = new ArrayList<BufferedImage>();
            panels.add(panel(place, zoom, mine, ours));
            if (theirs.isPresent()) {
                panels.add(panel(place, zoom, other, theirs.get()));
            }
            var picture = Sheet.row(panels);
            write(picture, place.fileName(zoom));
            small.add(Panel.halved(picture));
        }
        return Sheet.row(List.copyOf(small));
    }

    private BufferedImage panel(Place place, int zoom, TileArchiveReader archive, Path file) throws IOException {
        return Sheet.captioned(
                new Panel(archive, key).draw(place, zoom), place.name() + ", zoom " + zoom + ": " + file.getFileName());
    }

    private void write(BufferedImage picture, String name) throws IOException {
        ImageIO.write(picture, "png", out.resolve(name + ".png").toFile());
    }
}
