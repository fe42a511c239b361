package io.github.backsight.draft;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A file under work: it lies beside its target as `.<name>.<number>.part` and takes the target's name only when
/// whole.
///
/// Closing without [#publish] deletes it. A process that is killed leaves the part file, never a half-written
/// target. Not for use by several threads at once.
public final class Draft implements AutoCloseable {
    private final Path target;
    private final Path file;
    private boolean published;

    private Draft(Path target, Path file) {
        this.target = target;
        this.file = file;
    }

    /// Creates the empty draft of `target`, and the folders above it.
    public static Draft of(Path target) throws IOException {
        var absolute = target.toAbsolutePath();
        var folder = absolute.getParent();
        if (folder == null) {
            throw new IllegalArgumentException("a file has a folder: " + target);
        }
        Files.createDirectories(folder);
        for (int number = 1; ; number++) {
            var file = beside(absolute, number);
            try {
                return new Draft(absolute, Files.createFile(file));
            } catch (FileAlreadyExistsException taken) {
                // Another process is at work on the same target, or was killed: its file is not ours to touch.
            }
        }
    }

    /// {@return the `number`th name that a draft of `target` may have}
    public static Path beside(Path target, int number) {
        return target.resolveSibling("." + target.getFileName() + "." + number + ".part");
    }

    /// {@return where the draft lies now}
    public Path file() {
        return file;
    }

    /// {@return a buffered stream that writes over what the draft holds, beginning at byte `from`}
    ///
    /// Bytes that are skipped are zero. Failures name the target.
    public OutputStream stream(long from) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.WRITE);
        channel.position(from);
        return new BufferedOutputStream(new NamingStream(Channels.newOutputStream(channel), target), 1 << 16);
    }

    /// Forces the draft to the disk and gives it the target's name, in place of any file that has it now.
    public void publish() throws IOException {
        try {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            throw failure(target, fault);
        }
        published = true;
    }

    /// Gives the draft its target's name without waiting for the disk: for files whose readers verify every byte and
    /// can
    /// do without them.
    public void publishUnforced() throws IOException {
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        published = true;
    }

    @Override
    public void close() throws IOException {
        if (!published) {
            Files.deleteIfExists(file);
        }
    }

    /// {@return `fault` as an exception that names the file which could not be written}
    public static IOException failure(Path target, IOException fault) {
        var reason = fault.getMessage() == null ? fault.toString() : fault.getMessage();
        return new IOException(
                "cannot write " + target + ": " + reason + ". Nothing has taken its name; check space and permissions",
                fault);
    }

    /// Says which file a failed write was for: "No space left on device" alone helps nobody.
    private static final class NamingStream extends FilterOutputStream {
        private final Path target;

        NamingStream(OutputStream stream, Path target) {
            super(stream);
            this.target = target;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException fault) {
                throw failure(target, fault);
            }
        }
    }
}
