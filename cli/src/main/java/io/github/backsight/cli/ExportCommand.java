package io.github.backsight.cli;

import io.github.backsight.release.Export;
import io.github.backsight.release.Releases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Brings the files of a release out of the store.
@Command(
        name = "export",
        header = "Copy the files of a release to a folder: GeoJSON, Shapefile, tile archives.",
        description = {
            "",
            "Each file is verified by its SHA-256 before it takes its name; files of the same name are replaced.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight export 3f2a               to a folder named by the release",
            "  backsight export 3f2a -o map        to the folder 'map'"
        })
final class ExportCommand implements Operation {
    @Parameters(paramLabel = "RELEASE", description = "The release, or at least 4 characters of its id.")
    private String release = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write (default: a folder named by the release, here).")
    private Optional<Path> output = Optional.empty();

    record Exported(String release, String folder, long files) implements Result {
        @Override
        public void describe(Console console) {
            console.line("Wrote " + Figures.count(files, "file", "files") + " of release " + release + " to "
                    + console.strong(folder) + ", " + console.good("verified") + ".");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var id = PublishCommand.resolved(workplace, release);
            var folder = session.path(output.orElse(Path.of(id.value())));
            var releases = new Releases(workplace.store(), workplace.prefix());
            var manifest = releases.find(id).orElseThrow();
            long files = new Export(releases, folder).run(manifest, session.progress());
            return new Exported(id.value(), folder.toString(), files);
        }
    }
}
