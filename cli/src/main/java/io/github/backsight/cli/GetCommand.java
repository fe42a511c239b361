package io.github.backsight.cli;

import io.github.backsight.config.InputSettings;
import io.github.backsight.input.Download;
import io.github.backsight.store.Entry;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.VersionId;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "get",
        header = "Download one version of an input.",
        description = {
            "",
            "The file takes its name only when it is complete and its checksum is the store's. A download that broke off "
                    + "goes on where it stopped when the same command is run again.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight get score                             the newest version, under its own name",
            "  backsight get score --version 7 -o before.csv   an older version, to look at",
            "  backsight get score --as-of \"2 hours ago\"       what it was then",
            "  backsight versions score                        which versions there are"
        })
final class GetCommand implements Operation {
    @Parameters(index = "0", paramLabel = "INPUT", description = "The input's name in the configuration.")
    private String name = "";

    @Option(names = "--version", paramLabel = "V", description = "The version to download (default: the newest).")
    private Optional<String> version = Optional.empty();

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "Download the version of that time: 2026-11-23T03:00:00Z, or \"2 hours ago\".")
    private Optional<String> asOf = Optional.empty();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file to write (default: the last part of the input's key, here).")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--force", description = "Replace the file if it is there already.")
    private boolean force;

    /// @param verifiedBy what the bytes were held against: `sha256`, else another checksum that the store keeps of all
    /// bytes
    /// (`sha1`, `crc64nvme`, `crc32c`, `crc32`), or `size` where it keeps none
    record Fetched(String input, String key, String version, String file, long size, String sha256, String verifiedBy)
            implements Result {
        @Override
        public void describe(Console console) {
            var proof = switch (verifiedBy) {
                case "sha256" -> console.good("verified");
                case "size" -> console.warning("only the size could be verified: the store keeps no checksum of it");
                default -> console.good("verified by the store's " + verifiedBy.toUpperCase(Locale.ROOT));
            };
            console.line("Wrote " + console.strong(file) + ": '" + input + "', version " + version + ", "
                    + Figures.bytes(size) + ", " + proof + ".");
            console.line("SHA-256 " + sha256);
        }
    }

    @Override
    public String afterInterruption() {
        return "The same command goes on where this one stopped.";
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var input = session.input(workplace.configuration(), name);
            return fetched(session, workplace.store(), input, chosen(session, workplace, input));
        }
    }

    private VersionId chosen(Session session, Workplace workplace, InputSettings input) throws IOException {
        if (version.isPresent() && asOf.isPresent()) {
            throw new CommandException(ExitCode.USAGE, "name one of --version and --as-of, not both");
        }
        if (asOf.isPresent()) {
            return new InputTargets(session, workplace).versionAsOf(input, asOf.get());
        }
        return version.isPresent() ? new VersionId(version.get()) : newest(workplace.store(), input);
    }

    private Result fetched(Session session, ObjectStore store, InputSettings input, VersionId chosen)
            throws IOException {
        var file = session.path(output.orElseGet(() -> Path.of(lastPart(input))));
        try {
            var details = store.details(input.key(), chosen);
            var existing = force ? Download.Existing.REPLACE : Download.Existing.KEEP;
            var done = new Download(store).to(file, details, existing, session.progress());
            return new Fetched(
                    input.name(),
                    input.key().value(),
                    chosen.value(),
                    file.toString(),
                    done.size(),
                    done.sha256().hex(),
                    done.proof().name().toLowerCase(Locale.ROOT));
        } catch (FileAlreadyExistsException e) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "'" + file + "' is there already. Replace it with --force, or name another file with -o.",
                    e);
        }
    }

    private static String lastPart(InputSettings input) {
        var key = input.key().value();
        var last = key.substring(key.lastIndexOf('/') + 1);
        return last.isEmpty() ? input.name() : last;
    }

    private VersionId newest(ObjectStore store, InputSettings input) throws IOException {
        var newest = store.newest(input.key());
        if (newest.isEmpty()) {
            throw new CommandException(
                    ExitCode.FAILED,
                    "'" + input.key() + "' has no version yet. Put one: backsight put " + name + " FILE");
        }
        return switch (newest.get()) {
            case Entry.Version there -> there.id();
            case Entry.DeleteMarker gone ->
                throw new CommandException(
                        ExitCode.FAILED,
                        "'" + input.key() + "' was deleted at " + Figures.time(gone.time())
                                + "; its older versions are still there. List them: backsight versions " + name);
        };
    }
}
