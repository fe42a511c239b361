package io.github.backsight.content;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.progress.Progress;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// What an input file holds: the file itself, what it unpacks to when it is gzipped, or one member of it when it is a
/// zip (Zip64 included). Which of these it is, its first bytes say, not its name.
///
/// Always streamed; nothing is unpacked to disk. May be opened many times; threads may share it.
///
/// @param file a local file
/// @param member the member of a zip; may be absent when the zip has only one
/// @param limits what is refused as a zip bomb
public record Content(Path file, Optional<String> member, Limits limits) {

    /// A file that is plain, gzipped, or a zip with one member, with the usual limits.
    public static Content of(Path file) {
        return new Content(file, Optional.empty(), Limits.DEFAULT);
    }

    /// The member of a zip, with the usual limits.
    public static Content of(Path file, String member) {
        return new Content(file, Optional.of(member), Limits.DEFAULT);
    }

    /// Opens the content at its first byte; the caller closes it. A stream read to its end has been verified: sizes,
    /// and the checksum that a zip or gzip carries.
    ///
    /// @param progress told the unpacked bytes, until the stream is closed
    /// @throws BadInputException if the content cannot be had: codes `content.*` in `findings`. Reading the
    /// stream can throw it, too
    public ContentStream open(Progress progress, Findings findings) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw findings.fatal(
                    "content.missing-file", "", "there is no such file", "Check the name, or put the file there first");
        }
        var packing = packing();
        if (packing != Packing.ZIP) {
            refuseMember(findings);
        }
        return switch (packing) {
            case ZIP -> ZipMember.open(this, progress, findings);
            case GZIP -> unpacked(progress, findings);
            case NONE -> {
                long size = Files.size(file);
                var watch = new Watch(findings, "", limits, size, -1, -1);
                yield new ContentStream(Files.newInputStream(file), watch, size, progress);
            }
        };
    }

    /// {@return the first bytes, unpacked: `count`, or fewer where there are no more}
    ///
    /// @throws BadInputException if the content cannot be had, as from [#open]
    public byte[] beginning(int count, Findings findings) throws IOException {
        try (var stream = open(Progress.SILENT, findings)) {
            return stream.readNBytes(count);
        }
    }

    /// {@return whether the content is not the file itself, but in it}
    public boolean isPacked() throws IOException {
        return packing() != Packing.NONE;
    }

    private enum Packing {
        ZIP,
        GZIP,
        NONE
    }

    private Packing packing() throws IOException {
        byte[] start;
        try (var stream = Files.newInputStream(file)) {
            start = stream.readNBytes(4);
        }
        if (start.length == 4 && start[0] == 'P' && start[1] == 'K' && (start[2] == 3 || start[2] == 5)) {
            return Packing.ZIP;
        }
        return start.length >= 2 && start[0] == 0x1f && start[1] == (byte) 0x8b ? Packing.GZIP : Packing.NONE;
    }

    private void refuseMember(Findings findings) throws BadInputException {
        if (member.isPresent()) {
            throw findings.fatal(
                    "content.not-a-zip",
                    "first bytes",
                    "the member '" + member.get() + "' is configured, but the object is not a zip",
                    "Take the member out of the configuration, or put the zip");
        }
    }

    private ContentStream unpacked(Progress progress, Findings findings) throws IOException {
        long packed = Files.size(file);
        var watch = new Watch(findings, "", limits, packed, -1, -1);
        var plain = Files.newInputStream(file);
        try {
            return new ContentStream(
                    new GZIPInputStream(new BufferedInputStream(plain, 1 << 16), 1 << 16), watch, -1, progress);
        } catch (IOException e) {
            plain.close();
            throw watch.explained(e);
        }
    }
}
