package io.github.backsight.cli;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.backsight.config.Configuration;
import io.github.backsight.config.InputSettings;
import io.github.backsight.config.StoreLocation;
import io.github.backsight.finding.Finding;
import io.github.backsight.finding.Severity;
import io.github.backsight.input.Uploads;
import io.github.backsight.release.Quarantine;
import io.github.backsight.release.Quarantined;
import io.github.backsight.store.Expectation;
import io.github.backsight.store.Key;
import io.github.backsight.store.Pin;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "put",
        header = "Check a file, and upload it as the new version of an input.",
        description = {
            "",
            "The file is read from end to end, as a build would read it. What is odd about it is told; a file that no "
                    + "build could use is refused. It is held against the rules of the configuration and beside the same "
                    + "input of the live release, as 'backsight check' does; what is bad there is told, not refused. "
                    + "Older versions of the input stay as they are. Nothing is built or published by this.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight put census census.zip           upload new polygons",
            "  backsight put score usa.csv --dry-run     check the file; upload nothing",
            "  backsight put score usa.csv --force       upload it although it is bad"
        })
final class PutCommand implements Operation {
    @Parameters(index = "0", paramLabel = "INPUT", description = "The input's name in the configuration.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "The file to upload.")
    private Path file = Path.of("");

    @Option(names = "--force", description = "Upload the file although it is bad, or is the newest version already.")
    private boolean force;

    @Option(names = "--dry-run", description = "Check the file and say what would happen; upload nothing.")
    private boolean dryRun;

    /// What became of the file.
    enum Outcome {
        STORED("stored"),
        UNCHANGED("unchanged"),
        WOULD_BE_STORED("would-be-stored"),
        REFUSED("refused"),
        UNKNOWN("unknown");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        @JsonValue
        String text() {
            return text;
        }
    }

    /// @param items how many rows or polygons the file holds
    /// @param version the newest version now, if it has the file's bytes
    /// @param size of the file, in bytes
    /// @param sha256 of that version
    record Uploaded(
            String input,
            String key,
            String file,
            Outcome outcome,
            Optional<Long> items,
            Optional<String> version,
            long size,
            Optional<String> sha256,
            List<Finding> findings)
            implements Result {

        static Uploaded of(InputSettings input, Path file, InputCheck check, Outcome outcome, Optional<Pin> pin) {
            return of(input, file, check, outcome, pin, List.of());
        }

        /// @param warnings what else is told
        static Uploaded of(
                InputSettings input,
                Path file,
                InputCheck check,
                Outcome outcome,
                Optional<Pin> pin,
                List<Finding> warnings) {
            return new Uploaded(
                    input.name(),
                    input.key().value(),
                    file.toString(),
                    outcome,
                    check.items(),
                    pin.map(stored -> stored.version().value()),
                    check.size(),
                    pin.map(stored -> stored.sha256().hex()),
                    Stream.concat(check.findings().stream(), warnings.stream()).toList());
        }

        @Override
        public ExitCode exitCode() {
            return switch (outcome) {
                case STORED, UNCHANGED, WOULD_BE_STORED -> ExitCode.DONE;
                case REFUSED -> ExitCode.REFUSED;
                case UNKNOWN -> ExitCode.UNKNOWN;
            };
        }

        @Override
        public void describe(Console console) {
            console.findings(findings);
            console.line(
                    switch (outcome) {
                        case STORED ->
                            console.good("Stored") + " " + file + " as version " + version.orElse("") + " of '" + input
                                    + "': " + contents() + ", SHA-256 " + sha256.orElse("") + ".";
                        case UNCHANGED ->
                            "Nothing to do: " + file + " has the very bytes of the newest version of '" + input + "', "
                                    + version.orElse("") + ". Store it again with --force.";
                        case WOULD_BE_STORED ->
                            "Dry run, nothing was uploaded: " + file + " (" + contents()
                                    + ") would become the newest version of '" + input + "', " + key + ".";
                        case REFUSED ->
                            console.bad("Refused:") + " " + file
                                    + " was not uploaded. Mend it, or upload it as it is with" + " --force.";
                        case UNKNOWN ->
                            console.warning("Unknown:") + " the store did not say whether " + file
                                    + " was stored. Look with: backsight versions " + input;
                    });
            boolean bad = findings.stream().anyMatch(finding -> finding.severity() == Severity.FAIL);
            if (bad && (outcome == Outcome.STORED || outcome == Outcome.WOULD_BE_STORED)) {
                console.line(console.bad("Its checks call it bad") + ": publish will refuse a map of it.");
            }
            boolean quarantined =
                    findings.stream().anyMatch(finding -> finding.code().equals("put.quarantined"));
            if (outcome == Outcome.STORED && !quarantined && !bad) {
                console.line("Next: backsight build");
            }
        }

        private String contents() {
            var bytes = Figures.bytes(size);
            return items.map(count -> Figures.count(count, "row or polygon", "rows or polygons") + ", " + bytes)
                    .orElse(bytes);
        }
    }

    @Override
    public String afterInterruption() {
        return "See what is stored with: backsight versions " + name;
    }

    @Override
    public Result perform(Session session) throws IOException {
        var configuration = Configuration.read(session.configurationFile());
        var input = session.input(configuration, name);
        var path = session.path(file);
        if (!Files.isRegularFile(path)) {
            throw new NoSuchFileException(file.toString());
        }
        if (!dryRun) {
            requireWritable(session, configuration, input);
        }
        if (configuration.store() instanceof StoreLocation.Folder folder && isNew(folder.path())) {
            return first(session, configuration, input, path);
        }
        try (var workplace = Workplace.open(session);
                var judge = InputJudge.lenient(session, workplace)) {
            var sha256 = Sha256.of(path);
            var check = judge.check(input, path, file.toString(), sha256);
            if (check.isUnusable() && !force) {
                return Uploaded.of(input, file, check, Outcome.REFUSED, Optional.empty());
            }
            if (dryRun) {
                var foretold = foretold(session, workplace, judge, input, check, sha256);
                return Uploaded.of(input, file, check, Outcome.WOULD_BE_STORED, Optional.empty(), foretold);
            }
            return upload(session, workplace, judge, input, path, check, sha256);
        }
    }

    private static boolean isNew(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    /// The first file of a store that is not there yet: a folder is made only for a good one.
    private Result first(Session session, Configuration configuration, InputSettings input, Path path)
            throws IOException {
        var check = InputCheck.of(session, configuration, input, path, file.toString(), Optional.empty());
        if (check.isUnusable() && !force) {
            return Uploaded.of(input, file, check, Outcome.REFUSED, Optional.empty());
        }
        if (dryRun) {
            return Uploaded.of(input, file, check, Outcome.WOULD_BE_STORED, Optional.empty());
        }
        try (var workplace = Workplace.openOrCreate(session);
                var judge = InputJudge.lenient(session, workplace)) {
            return upload(session, workplace, judge, input, path, check, Sha256.of(path));
        }
    }

    /// Asks a bucket before the file is read. A folder takes whatever it is given, and is made only for a good file.
    private static void requireWritable(Session session, Configuration configuration, InputSettings input)
            throws IOException {
        if (configuration.store() instanceof StoreLocation.Bucket) {
            try (var workplace = Workplace.open(session)) {
                workplace.store().requireWritable(input.key(), new Expectation.Anything());
            }
        }
    }

    private Result upload(
            Session session,
            Workplace workplace,
            InputJudge judge,
            InputSettings input,
            Path path,
            InputCheck check,
            Sha256 sha256)
            throws IOException {
        Turn.tellOfUnfinished(session, workplace);
        var held = quarantined(session, workplace);
        var older = judge.olderBytes(input, check.size(), sha256, file.toString());
        var uploads = new Uploads(workplace.store(), session.environment().freshNames());
        var same = force ? Uploads.Same.STORE_AGAIN : Uploads.Same.SKIP;
        return switch (uploads.put(input, path, same, session.progress())) {
            case Uploads.Outcome.Stored stored -> {
                judge.keep(stored.pin(), check);
                yield uploaded(input, check, Outcome.STORED, stored.pin(), held, older);
            }
            case Uploads.Outcome.Unchanged unchanged ->
                uploaded(input, check, Outcome.UNCHANGED, unchanged.newest(), held, older);
            case Uploads.Outcome.Unknown unknown -> Uploaded.of(input, file, check, Outcome.UNKNOWN, Optional.empty());
        };
    }

    /// {@return what an upload of the file would be warned of}
    private List<Finding> foretold(
            Session session,
            Workplace workplace,
            InputJudge judge,
            InputSettings input,
            InputCheck check,
            Sha256 sha256)
            throws IOException {
        var warnings = new ArrayList<>(warnings(quarantined(session, workplace), sha256, input.key(), file.toString()));
        warnings.addAll(judge.olderBytes(input, check.size(), sha256, file.toString()));
        return warnings;
    }

    private static List<Finding> warnings(List<Quarantined> held, Sha256 sha256, Key key, String place) {
        return held.stream()
                .filter(each -> each.sha256().equals(sha256))
                .map(each -> each.ofUpload(key, place))
                .toList();
    }

    private Uploaded uploaded(
            InputSettings input,
            InputCheck check,
            Outcome outcome,
            Pin pin,
            List<Quarantined> held,
            List<Finding> older) {
        var warnings = new ArrayList<>(warnings(held, pin.sha256(), pin.key(), "version " + pin.version()));
        warnings.addAll(older);
        return Uploaded.of(input, file, check, outcome, Optional.of(pin), warnings);
    }

    /// Who may put a file need not be able to read what was published.
    private static List<Quarantined> quarantined(Session session, Workplace workplace) {
        try {
            return new Quarantine(workplace.store(), workplace.prefix()).now();
        } catch (IOException e) {
            session.note("backsight: whether these bytes are in quarantine cannot be told: " + e.getMessage());
            return List.of();
        }
    }
}
