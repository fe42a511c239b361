package io.github.backsight.cli;

import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.cli.picture.MapPicture;
import io.github.backsight.cli.picture.PictureFile;
import io.github.backsight.release.Manifest;
import io.github.backsight.release.Releases;
import io.github.backsight.release.StatusReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws a release.
@Command(
        name = "render",
        header = "Draw the map of a release as a PNG.",
        description = {
            "",
            "Draws the release's own tiles, each polygon in the colour of its score; grey has none. The same release "
                    + "makes the same picture. Changes nothing in the store.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight render                                    the live release, to map.png",
            "  backsight render 3f2a -o old.png                    any release, by the beginning of its id",
            "  backsight render --bounds=-80,40,-71,46 --size 1000x800",
            "  backsight render --range 0,20                       the same colours for several pictures"
        })
final class RenderCommand implements Operation {
    /// The one attribute of the low layer.
    static final String LOW_SCORE = "SCORE";

    @Parameters(
            arity = "0..1",
            paramLabel = "RELEASE",
            description = "The release, or at least 4 characters of its id (default: the live one).")
    private Optional<String> release = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "map.png",
            description = "The picture to write; replaced if it is there (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("map.png");

    @Option(
            names = "--size",
            paramLabel = "WxH",
            defaultValue = "1600x1000",
            description = "Width and height in pixels (default: ${DEFAULT-VALUE}).")
    private String size = "1600x1000";

    @Option(
            names = "--bounds",
            paramLabel = "W,S,E,N",
            description = "What to show, in degrees (default: nearly all polygons; far-off islands do not count).")
    private Optional<String> bounds = Optional.empty();

    @Option(
            names = "--range",
            paramLabel = "LOW,HIGH",
            description = "The values for the lightest and the darkest colour (default: nearly all values).")
    private Optional<String> range = Optional.empty();

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description = "The column that gives the colours (default: the score).")
    private Optional<String> column = Optional.empty();

    /// @param file the picture
    record Drawn(String release, String file, int width, int height) implements Result {
        @Override
        public void describe(Console console) {
            console.line("Drew release " + console.strong(release) + " to " + console.strong(file) + " (" + width + "x"
                    + height + ").");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var releases = new Releases(workplace.store(), workplace.prefix());
            var manifest = manifest(workplace, releases);
            var picture = picture(manifest);
            var file = session.path(output);
            try (var tiles = ReleaseTiles.fetch(session, workplace, releases, manifest)) {
                PictureFile.write(picture.draw(tiles.high(), tiles.low()), file);
            }
            return new Drawn(manifest.id().value(), file.toString(), picture.width(), picture.height());
        }
    }

    private Manifest manifest(Workplace workplace, Releases releases) throws IOException {
        if (release.isPresent()) {
            return releases.find(PublishCommand.resolved(workplace, release.get()))
                    .orElseThrow();
        }
        var live = new StatusReader(workplace.store(), workplace.prefix())
                .status(Map.of())
                .live()
                .orElseThrow(
                        () -> new CommandException(
                                ExitCode.FAILED,
                                "nothing is live, so there is nothing to draw. Name a release that 'backsight releases' lists."));
        return releases.find(live.release())
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        "the live release " + live.release() + " has no manifest. Run: backsight status"));
    }

    private MapPicture picture(Manifest manifest) throws CommandException {
        var score = MadeTiles.of(manifest).score();
        var sides = numbers("--size", size, "x", 2);
        try {
            return new MapPicture(
                    "release " + manifest.id() + ": " + column.orElse(score),
                    column.orElse(score),
                    column.orElse(LOW_SCORE),
                    bounds.isEmpty() ? Optional.empty() : Optional.of(box(numbers("--bounds", bounds.get(), ",", 4))),
                    range.isEmpty() ? Optional.empty() : Optional.of(ends(numbers("--range", range.get(), ",", 2))),
                    (int) sides[0],
                    (int) sides[1]);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage() + ". See: backsight render --help", e);
        }
    }

    private static Bounds box(double[] sides) {
        return new Bounds(sides[0], sides[1], sides[2], sides[3]);
    }

    private static MapPicture.Range ends(double[] ends) {
        return new MapPicture.Range(ends[0], ends[1]);
    }

    private static double[] numbers(String option, String text, String separator, int count) throws CommandException {
        try {
            var numbers = Arrays.stream(text.split(separator, -1))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (numbers.length == count) {
                return numbers;
            }
        } catch (NumberFormatException e) {
            throw notNumbers(option, text, separator, count, e);
        }
        throw notNumbers(option, text, separator, count, new IllegalArgumentException("not " + count));
    }

    private static CommandException notNumbers(
            String option, String text, String separator, int count, Exception cause) {
        return new CommandException(
                ExitCode.USAGE,
                option + " takes " + count + " numbers joined by '" + separator + "', not '" + text + "'.",
                cause);
    }
}
