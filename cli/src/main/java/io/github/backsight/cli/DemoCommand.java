package io.github.backsight.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells the whole story.
@Command(
        name = "demo",
        header = "The whole story on real counties: publish a map, break it, see it, roll back.",
        description = {
            "",
            "Runs the very commands that you would type, in a folder of its own with a store of its own: US counties and "
                    + "their unemployment rates become a map; a spoilt table arrives and is published; a rollback "
                    + "brings the good map back. Takes less than a minute and changes nothing outside its folder.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight demo               tell the story, and tidy up",
            "  backsight demo --keep tour   keep store, inputs and pictures in ./tour, to try commands there"
        })
final class DemoCommand implements Operation {
    /// The same view and colours for all pictures, so that they can be compared.
    private static final String VIEW = "--bounds=-125,24.3,-66.7,49.6";

    private static final String COLOURS = "--range=2,18";

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "Work in this new or empty folder, and leave everything there.")
    private Optional<Path> keep = Optional.empty();

    /// @param folder where everything is; empty when it was tidied up
    /// @param steps the commands, in order
    /// @param restored whether the map after the rollback is the map before, byte for byte
    record Told(Optional<String> folder, List<Story.Step> steps, boolean restored) implements Result {
        @Override
        public ExitCode exitCode() {
            return restored ? ExitCode.DONE : ExitCode.FAILED;
        }

        @Override
        public void describe(Console console) {
            console.blank();
            console.line(console.strong("The timeline"));
            console.table(
                    List.of(">AT", ">TOOK", ">EXIT", "COMMAND"),
                    steps.stream().map(Told::cells).toList());
            console.blank();
            console.line(
                    restored
                            ? console.good("The map is back: after.png has the very bytes of before.png.")
                            : console.bad("The map is not as it was: after.png differs from before.png."));
            folder.ifPresentOrElse(
                    kept -> {
                        console.line("Everything is in " + console.strong(kept)
                                + ": look at before.png, broken.png and after.png; try commands there.");
                        console.line("See it in a browser: cd " + kept + ", then backsight serve");
                    },
                    () -> console.line("Keep store and pictures next time with: backsight demo --keep DIR. There, "
                            + "'backsight serve' shows the map and its history in a browser."));
        }

        private static List<String> cells(Story.Step step) {
            return List.of(
                    Figures.duration(Duration.ofMillis(step.beganMilliseconds())),
                    Figures.duration(Duration.ofMillis(step.milliseconds())),
                    String.valueOf(step.exitCode()),
                    step.command());
        }
    }

    @Override
    public String afterInterruption() {
        return "Run it again to see the story from the beginning.";
    }

    @Override
    public Result perform(Session session) throws IOException {
        var data = DemoData.packaged()
                .orElseThrow(() -> new CommandException(
                        ExitCode.FAILED,
                        "the demo's data is missing: this program was built without npm, or without a network. Install "
                                + "npm (as in: apt-get install npm), then run: ./mvnw -B -DskipTests package"));
        if (keep.isPresent()) {
            var folder = session.path(keep.get());
            requireEmpty(folder);
            Files.createDirectories(folder);
            return tell(session, data, folder, Optional.of(folder.toString()));
        }
        var parent = Path.of(
                System.getProperty("java.io.tmpdir"), "backsight-demo-" + System.getProperty("user.name", "user"));
        try (var scratch = ScratchFolder.create(parent)) {
            return tell(session, data, scratch.path(), Optional.empty());
        }
    }

    /// Tells the story in `folder`, which is empty.
    static Told tell(Session session, DemoData data, Path folder, Optional<String> kept) throws IOException {
        data.write(folder);
        var story = new Story(session, folder);
        story.say("A first map: counties, and how many of their people were without work in 2009.");
        story.run(ExitCode.DONE, "put", "counties", DemoData.POLYGONS);
        story.run(ExitCode.DONE, "put", "unemployment", DemoData.TABLE);
        story.run(ExitCode.DONE, "build");
        story.run(ExitCode.DONE, "publish", "--reason", "first map");
        story.run(ExitCode.DONE, "render", VIEW, COLOURS, "-o", "before.png");
        story.say(
                "A new table arrives. A spreadsheet has eaten the leading zeros of its ids, and Texas is a hundredfold.");
        story.run(ExitCode.DONE, "put", "unemployment", DemoData.SPOILT_TABLE, "--force");
        story.run(ExitCode.DONE, "build");
        story.say("The checks refuse to publish it. Somebody in a hurry overrules them.");
        story.run(ExitCode.REFUSED, "publish");
        story.run(ExitCode.DONE, "publish", "--force", "--reason", "monthly update");
        story.run(ExitCode.DONE, "render", VIEW, COLOURS, "-o", "broken.png");
        story.run(ExitCode.DONE, "status");
        story.say("The map is wrong. Back to the last good one.");
        story.run(ExitCode.DONE, "rollback", "--yes", "--reason", "ids without zeros, Texas a hundredfold");
        story.run(ExitCode.DONE, "render", VIEW, COLOURS, "-o", "after.png");
        story.run(ExitCode.DONE, "status");
        story.run(ExitCode.DONE, "releases");
        boolean restored = Files.mismatch(folder.resolve("before.png"), folder.resolve("after.png")) < 0;
        return new Told(kept, story.steps(), restored);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (var files = Files.list(folder)) {
                if (files.findAny().isPresent()) {
                    throw new CommandException(
                            ExitCode.USAGE, "'" + folder + "' is not empty. Name a new or an empty folder.");
                }
            }
        }
    }
}
