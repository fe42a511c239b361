package io.github.backsight.s3;

import io.github.backsight.release.LivePointer;
import io.github.backsight.release.Seen;
import io.github.backsight.store.Key;
import io.github.backsight.store.VersionId;
import java.util.ArrayList;
import java.util.List;

/// Lines for a POSIX shell, of which the break-glass page is made.
final class RunbookShell {
    private static final String WHO = "@WHO@";
    private static final String WHY = "@WHY@";

    private RunbookShell() {}

    /// {@return what sets the variables that [#written] takes}
    static List<String> who() {
        return List.of(
                "WHO='your name'",
                "WHY='the map is wrong'",
                "NOW=$(date -u +%Y-%m-%dT%H:%M:%SZ)",
                "OPERATION=$(date -u +%Y%m%dT%H%M%SZ)-$(od -An -N4 -tx1 /dev/urandom | tr -d ' \\n')");
    }

    /// {@return the lines in a subshell, so that what is not as expected ends them and not the shell}
    static List<String> block(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        var block = new ArrayList<>(List.of("( set -e"));
        block.addAll(lines);
        block.add(")");
        return block;
    }

    /// {@return a line that stops a block unless `command` answers `value`}
    static String expect(String command, String value, String otherwise) {
        var stop = AwsCli.quoted("STOP: " + otherwise);
        return "[ \"$(" + command + ")\" = " + AwsCli.quoted(value) + " ] && echo ok || { echo " + stop + "; false; }";
    }

    /// {@return a command that answers the id of the newest version, and nothing where there is none}
    static String newest(AwsCli cli, Key key) {
        return cli.api("head-object") + " --key " + AwsCli.quoted(key.value())
                + " --query VersionId --output text 2>/dev/null";
    }

    /// {@return a command that answers the ETag of a version}
    static String etag(AwsCli cli, Key key, VersionId version) {
        return cli.api("head-object") + " --key " + AwsCli.quoted(key.value()) + " --version-id="
                + AwsCli.quoted(version.value()) + " --query ETag --output text";
    }

    /// {@return what [#newest] answered when the page was printed}
    static String versionOf(Seen seen) {
        return seen.state() == Seen.State.VERSION ? seen.version().orElseThrow().value() : "";
    }

    /// {@return the line that writes the pointer to a file here; who, why, when and which operation are variables}
    static String written(LivePointer pointer) {
        var asked = new LivePointer(
                pointer.format(),
                pointer.release(),
                pointer.operation(),
                pointer.action(),
                pointer.time(),
                WHO,
                WHY,
                pointer.previous(),
                pointer.overruled());
        var json = AwsCli.quoted(PlainCommands.line(asked))
                .replace(WHO, "'\"$WHO\"'")
                .replace(WHY, "'\"$WHY\"'")
                .replace(pointer.operation().value(), "'\"$OPERATION\"'")
                .replace(pointer.time().toString(), "'\"$NOW\"'");
        return "printf '%s\\n' " + json + " > " + PlainCommands.POINTER_FILE;
    }
}
