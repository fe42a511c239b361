package io.github.backsight.content;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.finding.Nearest;
import io.github.backsight.progress.Progress;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Finds and opens one member of a zip. The JDK reads the directory and Zip64; it verifies no checksum, so [Watch]
/// does.
final class ZipMember {
    private static final int MOST_NAMES_SHOWN = 5;

    private ZipMember() {}

    static ContentStream open(Content content, Progress progress, Findings findings) throws IOException {
        var zip = directory(content, findings);
        try {
            var entry = chosen(zip, content, findings);
            var watch = new Watch(
                    findings,
                    entry.getName(),
                    content.limits(),
                    entry.getCompressedSize(),
                    entry.getSize(),
                    entry.getCrc());
            watch.refuseBomb(entry.getSize());
            return new ContentStream(unpacked(zip, entry, watch), watch, entry.getSize(), progress);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    private static InputStream unpacked(ZipFile zip, ZipEntry entry, Watch watch) throws IOException {
        try {
            return new FilterInputStream(zip.getInputStream(entry)) {
                @Override
                public void close() throws IOException {
                    super.close();
                    zip.close();
                }
            };
        } catch (EOFException | ZipException e) {
            throw watch.explained(e);
        }
    }

    private static ZipFile directory(Content content, Findings findings) throws IOException {
        try {
            return new ZipFile(content.file().toFile());
        } catch (EOFException | ZipException e) {
            throw explained(String.valueOf(e.getMessage()), findings);
        }
    }

    /// The JDK says what is wrong with a directory in words only.
    private static BadInputException explained(String reason, Findings findings) {
        if (reason.contains("encrypted")) {
            return findings.fatal(
                    "content.zip-encrypted", "directory", "the zip is encrypted", "Put a zip without a password");
        }
        if (reason.contains("END header") || reason.contains("zip file is empty")) {
            return findings.fatal(
                    "content.zip-truncated",
                    "end of file",
                    "the zip has no directory at its end: it is not whole",
                    "Fetch or upload it again");
        }
        return findings.fatal(
                "content.zip-damaged",
                "directory",
                "the zip cannot be read (" + reason + ")",
                "Make the zip again, by deflate or stored, without a password");
    }

    private static ZipEntry chosen(ZipFile zip, Content content, Findings findings) throws BadInputException {
        var names = new ArrayList<String>();
        for (var entries = zip.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            if (escapes(entry.getName())) {
                throw findings.fatal(
                        "content.zip-name-escapes",
                        "member " + entry.getName(),
                        "a member's name leads out of the zip's own folder",
                        "Somebody made this zip with bad intent or a bad tool: make it again from files you trust");
            }
            if (!entry.isDirectory() && !entry.getName().startsWith("__MACOSX/")) {
                names.add(entry.getName());
            }
        }
        if (content.member().isEmpty() && names.size() == 1) {
            return zip.getEntry(names.getFirst());
        }
        var wanted = content.member().filter(names::contains);
        if (wanted.isPresent()) {
            return zip.getEntry(wanted.get());
        }
        throw content.member().isPresent()
                ? missing(content.member().get(), names, findings)
                : unnamed(names, findings);
    }

    private static BadInputException missing(String member, List<String> names, Findings findings) {
        return findings.fatal(
                "content.missing-member",
                "member " + member,
                "the zip has no such member; it has "
                        + shown(Nearest.names(member, names, MOST_NAMES_SHOWN), names.size()),
                "Configure the member's right name, or put the zip that has it");
    }

    private static BadInputException unnamed(List<String> names, Findings findings) {
        return findings.fatal(
                "content.which-member",
                "",
                "the zip has " + shown(names.stream().limit(MOST_NAMES_SHOWN).toList(), names.size())
                        + " and no member is configured",
                "Configure which one to read, as `member:` of the input");
    }

    private static String shown(List<String> some, int count) {
        return switch (count) {
            case 0 -> "no member at all";
            case 1 -> "only '" + some.getFirst() + "'";
            default -> count + " members, among them '" + String.join("', '", some) + "'";
        };
    }

    private static boolean escapes(String name) {
        var steps = name.replace('\\', '/');
        return steps.startsWith("/")
                || steps.matches("[A-Za-z]:.*")
                || List.of(steps.split("/", -1)).contains("..");
    }
}
