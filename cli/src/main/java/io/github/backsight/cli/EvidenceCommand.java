package io.github.backsight.cli;

import io.github.backsight.draft.Draft;
import io.github.backsight.release.Evidence;
import io.github.backsight.release.EvidenceReader;
import io.github.backsight.release.OperationId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes down what an operation did, for people who were not there.
@Command(
        name = "evidence",
        header = "Write the record of a publish, rollback or undo to a folder: JSON and a page to read.",
        description = {
            "",
            "The record has the plan, who wanted it and why, the checks that were overruled, each step with its time, "
                    + "versions and checksums before and after, what the public was given, and how it ended. It comes from "
                    + "the journal in the store, which this command does not change. The page is one file without "
                    + "scripts or links; the same is printed. Files of the same name are replaced.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight evidence                          of the last operation, to evidence-OPERATION",
            "  backsight evidence 20261123T015016Z -o audit   of this one, to the folder 'audit'"
        })
final class EvidenceCommand implements Operation {
    private static final String JSON = "evidence.json";
    private static final String PAGE = "evidence.html";

    @Parameters(
            arity = "0..1",
            paramLabel = "OPERATION",
            description = "The operation, or the beginning of its id (default: the last one).")
    private String operation = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write (default: a folder named by the operation, here).")
    private Optional<Path> output = Optional.empty();

    /// @param folder where the files are
    record Exported(String folder, Evidence evidence) implements Result {
        @Override
        public void describe(Console console) {
            for (var section : EvidenceSections.of(evidence)) {
                int width = section.rows().stream()
                        .mapToInt(row -> row.label().length())
                        .max()
                        .orElse(0);
                console.line(console.strong(section.title()));
                for (var row : section.rows()) {
                    var padding = " ".repeat(width - row.label().length());
                    console.line("  " + printable(row.label()) + padding + "  " + printable(row.text()));
                }
                console.blank();
            }
            console.line("Wrote " + JSON + " and " + PAGE + " to " + console.strong(folder) + ".");
        }

        /// A reason is whatever somebody typed: it must not move a terminal's cursor.
        private static String printable(String text) {
            return text.replaceAll("\\p{Cntrl}", " ");
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var reader = new EvidenceReader(workplace.store(), workplace.prefix());
            var evidence = reader.of(chosen(reader));
            var folder = session.path(output.orElse(Path.of("evidence-" + evidence.operation())));
            write(folder.resolve(JSON), Json.text(evidence) + "\n");
            write(folder.resolve(PAGE), EvidencePage.of(evidence));
            return new Exported(folder.toString(), evidence);
        }
    }

    private OperationId chosen(EvidenceReader reader) throws IOException {
        try {
            return reader.operation(operation);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        try (var draft = Draft.of(file)) {
            Files.writeString(draft.file(), text, StandardCharsets.UTF_8);
            draft.publish();
        }
    }
}
