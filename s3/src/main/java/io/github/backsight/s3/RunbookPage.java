package io.github.backsight.s3;

import io.github.backsight.config.StoreLocation.Addressing;
import io.github.backsight.release.Action;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.InputPlan;
import io.github.backsight.release.LivePointer;
import io.github.backsight.release.Plan;
import io.github.backsight.release.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The text of the break-glass page: a section a step, each with one block for a POSIX shell that stops by itself where
/// something is not as it was.
///
/// @param inputs those that are to be restored
/// @param swaps whether the server is trusted to refuse a write when something else is newest by then
record RunbookPage(PlainCommands commands, Runbook.Subject subject, List<RunbookInput> inputs, boolean swaps) {
    String text() {
        var page = new StringBuilder(introduction());
        section(page, "1. Who does it, and why", WHO, RunbookShell.who());
        section(page, "2. Look: is everything as it was", LOOK, look());
        section(page, "3. Switch the pointer", SWITCH, pointer());
        section(page, "4. The documents that follow the pointer", DOCUMENTS, documents());
        plan().inPlace().ifPresent(places -> page.append(fixedPlaces(places.copied())));
        section(page, "5. Tell the caches", "Readers get the old map until this is done.", caches());
        section(page, "6. The inputs", INPUTS, restores());
        page.append(leftAsTheyAre());
        section(page, "7. Has it worked?", WORKED, proofs());
        return page.append(goingBack()).append(AFTERWARDS).toString();
    }

    private static final String WHO = "Type your name and the reason: letters, digits and blanks only.";
    private static final String LOOK =
            "Changes nothing. Each line answers `ok`. At `STOP` somebody has changed something"
                    + " since the page was printed: print it anew, or find out who did what before you go on.";
    private static final String SWITCH = "From here on the public sees the good map. It prints the new version; "
            + "`PreconditionFailed` or `STOP` means that somebody else has moved the pointer: nothing was changed.";
    private static final String DOCUMENTS = "Map clients that know one fixed address read these.";
    private static final String INPUTS = "Each old version is copied on top of its key, inside the bucket. Nothing is"
            + " removed: what is newest now stays below it, and a deleted object comes back by that copy, too. Never"
            + " remove a delete marker by its version id.";
    private static final String WORKED = "Reads everything back. Each line answers `ok`.";
    private static final String AFTERWARDS = """

            ## When Backsight works again

            - `backsight status` names the release, and you. Publishing is frozen until `backsight unfreeze --reason TEXT`.
            - There is no journal of what you did: `backsight undo` takes back the pointer and leaves the inputs as they are,
              and the bad bytes are not in quarantine: look at them before the next build.
            - `backsight rollback RELEASE --dry-run` shows what is still missing, if anything.
            """;

    private Plan plan() {
        return subject.plan();
    }

    private static void section(StringBuilder page, String title, String text, List<String> lines) {
        if (!lines.isEmpty()) {
            page.append("\n## ").append(title).append("\n\n").append(text).append("\n\n```sh\n");
            lines.forEach(line -> page.append(line).append('\n'));
            page.append("```\n");
        }
    }

    private String introduction() {
        var bucket = commands.bucket();
        var live = plan().live().map(pointer -> "`" + pointer.release() + "`").orElse("nothing");
        var release = plan().release();
        return """
                # Break glass: the map back to release %s, without Backsight

                Printed by Backsight %s at %s for `%s`, prefix `%s`, where %s is live.

                Use `backsight rollback %s` if you can: it does the same, checks more, keeps a journal and can be undone.
                This page is for when it cannot be run. It needs a POSIX shell, a recent AWS CLI (one whose
                `aws s3api copy-object help` names `--if-match`), `sha256sum` (on a Mac: `shasum -a 256`), and credentials
                that may do what `docs/iam/rollback.json` says. It does not ask for Backsight's lock: see that nobody
                publishes meanwhile.

                Paste one block after the other into one shell, in an empty folder. Go on only when a block ended well.
                Nothing here removes anything. Look at the tags of the inputs afterwards, if you use them: some servers
                (Ceph) drop those of an old version when it is copied so.%s

                The page is good for as long as nobody publishes, uploads or rolls back. Print it anew after each publish:
                `backsight runbook -o runbook.md`, and keep it where you can read it when all else is down.
                """.formatted(
                        release,
                        subject.version(),
                        subject.now(),
                        bucket.text(),
                        commands.prefix(),
                        live,
                        release,
                        bucket.endpoint().isPresent() && bucket.addressing() == Addressing.PATH
                                ? "\nThe server wants the bucket in the path: `aws configure set"
                                        + " default.s3.addressing_style path`."
                                : "");
    }

    private List<String> look() {
        var cli = commands.cli();
        var seen = plan().seenLive();
        var folder = commands.below("releases/" + plan().release() + "/");
        var lines = new ArrayList<String>();
        lines.add(RunbookShell.expect(
                RunbookShell.newest(cli, seen.key()), RunbookShell.versionOf(seen), "'" + seen.key() + "' has moved"));
        lines.add(RunbookShell.expect(
                cli.plain("cp") + " " + cli.address(folder + "manifest.json") + " - | grep -c "
                        + AwsCli.quoted("^  \"id\" : \"" + plan().release() + "\""),
                "1",
                "the manifest of the release is missing"));
        lines.add(RunbookShell.expect(
                "echo $(" + cli.plain("ls --recursive") + " " + cli.address(folder) + " | wc -l)",
                String.valueOf(objects()),
                "the release is not whole: another number of objects than " + objects()));
        inputs.forEach(input -> lines.add(RunbookShell.expect(
                RunbookShell.newest(cli, input.plan().pin().key()),
                RunbookShell.versionOf(input.plan().now()),
                "'" + input.plan().pin().key() + "' has a newer version")));
        inputs.forEach(input -> input.archived()
                .ifPresent(command ->
                        lines.add("# It lies in an archive; fetch it first, which takes hours: " + command)));
        return RunbookShell.block(lines);
    }

    private long objects() {
        return 1
                + subject.release().artifacts().stream()
                        .mapToLong(artifact -> switch (artifact) {
                            case Artifact.File unused -> 1;
                            case Artifact.Tree tree -> tree.files() + 1;
                        })
                        .sum();
    }

    private List<String> pointer() {
        var seen = plan().seenLive();
        if (!plan().movesPointer()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        lines.add(RunbookShell.written(subject.pointer()));
        lines.add(RunbookShell.expect(
                RunbookShell.newest(commands.cli(), seen.key()),
                RunbookShell.versionOf(seen),
                "'" + seen.key() + "' has moved"));
        var condition = "";
        if (swaps && seen.state() == Seen.State.VERSION) {
            lines.add("MATCH=$("
                    + RunbookShell.etag(
                            commands.cli(), seen.key(), seen.version().orElseThrow()) + ")");
            condition = " --if-match \"$MATCH\"";
        } else if (swaps) {
            condition = " --if-none-match '*'";
        }
        lines.add(commands.putPointer(seen.key()) + condition);
        return RunbookShell.block(lines);
    }

    private List<String> documents() {
        return RunbookShell.block(plan().documents().stream()
                .map(document ->
                        subject.release().artifact(commands.name(document)).isPresent()
                                ? commands.copyDocument(plan().release(), document)
                                // The release has none: a delete marker hides it, and its versions stay.
                                : commands.cli().api("delete-object") + " --key " + AwsCli.quoted(document.value()))
                .toList());
    }

    private String fixedPlaces(long files) {
        return "\n## Fixed places\n\n" + files + " files below `" + commands.below("") + "` are to be copied from `"
                + commands.below("releases/" + plan().release() + "/")
                + "`. This page does not: only Backsight knows which"
                + " of them are stale. Readers of the pointer and of the documents see the good map all the same; run"
                + " `backsight rollback " + plan().release() + "` as soon as you can.\n";
    }

    private List<String> caches() {
        return subject.configuration()
                .publish()
                .cloudfront()
                .map(id -> List.of(
                        "aws cloudfront create-invalidation --distribution-id " + AwsCli.quoted(id) + " --paths '/*'"))
                .orElse(List.of());
    }

    private List<String> restores() {
        return RunbookShell.block(
                inputs.stream().flatMap(input -> input.lines().stream()).toList());
    }

    private String leftAsTheyAre() {
        var text = new StringBuilder();
        for (var input : plan().inputs()) {
            switch (input.change()) {
                case RESTORE -> {}
                case NONE ->
                    text.append("\nInput ").append(input.pin().input()).append(" has the right bytes already.\n");
                case GONE ->
                    text.append("\nInput ")
                            .append(input.pin().input())
                            .append(": no version has the bytes of the release any more; it stays as it is.\n");
            }
        }
        return text.toString();
    }

    private List<String> proofs() {
        var cli = commands.cli();
        var lines = new ArrayList<String>();
        var live = plan().seenLive().key();
        lines.add(RunbookShell.expect(
                cli.plain("cp") + " " + cli.address(live.value()) + " - | grep -c "
                        + AwsCli.quoted("\"release\" : \"" + plan().release() + "\""),
                "1",
                "'" + live + "' names another release"));
        plan().inputs().stream()
                .filter(input -> input.change() != InputPlan.Change.GONE)
                .forEach(input -> lines.addAll(RunbookInput.proof(commands, input)));
        if (subject.configuration().publish().url().isPresent()) {
            lines.add(RunbookShell.expect(
                    "curl -fsS "
                            + AwsCli.quoted(
                                    subject.configuration().publish().url().get() + "/live.json") + " | grep -c "
                            + AwsCli.quoted("\"release\" : \"" + plan().release() + "\""),
                    "1",
                    "the public still gets another release: a cache may need some minutes"));
        }
        return RunbookShell.block(lines);
    }

    private String goingBack() {
        var before = plan().live().filter(unused -> plan().movesPointer());
        if (before.isEmpty()) {
            return "";
        }
        var now = subject.pointer();
        var back = new LivePointer(
                now.format(),
                before.get().release(),
                now.operation(),
                Action.UNDO,
                now.time(),
                "",
                "",
                Optional.of(now.release()),
                List.of());
        var lines = new ArrayList<>(
                List.of("NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)", RunbookShell.who().getLast()));
        var put = new ArrayList<String>();
        put.add(RunbookShell.written(back));
        put.add(commands.putPointer(plan().seenLive().key()));
        inputs.stream()
                .map(RunbookInput::plan)
                .filter(input -> input.now().state() == Seen.State.VERSION)
                .forEach(input -> put.add(commands.copyInput(
                        input.pin().key(),
                        input.now().version().orElseThrow(),
                        input.pin().key())));
        plan().documents().forEach(document -> put.add(commands.copyDocument(back.release(), document)));
        lines.addAll(RunbookShell.block(put));
        var page = new StringBuilder();
        section(page, "To go back", BACK, lines);
        return page.toString();
    }

    private static final String BACK =
            "Only if it was a mistake: makes the release of before live again and writes the inputs on"
                    + " top that were the newest before. Look first that nobody else has moved anything. An input that was missing"
                    + " stays.";
}
