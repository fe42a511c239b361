package io.github.backsight.cli;

import io.github.backsight.config.StoreLocation;
import io.github.backsight.draft.Draft;
import io.github.backsight.release.Intent;
import io.github.backsight.release.OperationId;
import io.github.backsight.release.Releases;
import io.github.backsight.s3.Runbook;
import io.github.backsight.store.FolderObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the break-glass page.
@Command(
        name = "runbook",
        header = "Print a rollback as plain commands, for when Backsight cannot be run.",
        description = {
            "",
            "A page of Markdown: the steps of a rollback of the live map as commands of the AWS CLI, with the version ids "
                    + "of now; how to look first, how to see that it worked, how to go back. Changes nothing but FILE.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  backsight runbook -o runbook.md     after each publish, to where it can be read at night",
            "  backsight runbook 3f2a              back to another release than the last good one"
        })
final class RunbookCommand implements Operation {
    @Parameters(
            arity = "0..1",
            paramLabel = "TARGET",
            defaultValue = NamedTarget.LAST_GOOD,
            description = NamedTarget.DESCRIPTION)
    private String target = NamedTarget.LAST_GOOD;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; a file that is there is replaced (default: standard output).")
    private Optional<Path> output = Optional.empty();

    /// @param release that the page goes back to
    /// @param file that was written; `null` when the page was printed
    record Page(String release, Optional<String> file, String page) implements Result {
        @Override
        public void describe(Console console) {
            if (file.isEmpty()) {
                console.line(page.stripTrailing());
            } else {
                console.line("Wrote the way back to release " + release + " to " + console.strong(file.get())
                        + ". Print it anew after each publish, and read it once before you need it.");
            }
        }
    }

    @Override
    public Result perform(Session session) throws IOException {
        try (var workplace = Workplace.open(session)) {
            var goal = NamedTarget.of(workplace, target);
            var plan = Readers.planner(workplace).rollback(goal, Intent.of(ChangeOptions.who(session), ""));
            var now = session.environment().clock().instant();
            var subject = new Runbook.Subject(
                    workplace.configuration(),
                    plan,
                    plan.pointer(OperationId.begunAt(now, new SecureRandom()), now),
                    new Releases(workplace.store(), workplace.prefix())
                            .find(plan.release())
                            .orElseThrow(),
                    now,
                    ProgramVersion.number());
            var page = switch (workplace.configuration().store()) {
                case StoreLocation.Bucket bucket -> Runbook.page(bucket, subject);
                case StoreLocation.Folder folder -> folderPage(session, folder, subject);
            };
            return new Page(plan.release().value(), written(session, page), page);
        }
    }

    private static String folderPage(Session session, StoreLocation.Folder folder, Runbook.Subject subject)
            throws IOException {
        try (var store =
                FolderObjectStore.open(folder.path(), session.environment().clock())) {
            return new FolderRunbook(store, subject, session.configurationFile()).text();
        }
    }

    private Optional<String> written(Session session, String page) throws IOException {
        if (output.isEmpty()) {
            return Optional.empty();
        }
        try (var draft = Draft.of(session.path(output.get()))) {
            Files.writeString(draft.file(), page, StandardCharsets.UTF_8);
            draft.publish();
        }
        return Optional.of(output.get().toString());
    }
}
