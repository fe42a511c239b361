package io.github.backsight.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Contents too long for a version record, each once, in a file named by its SHA-256: `blobs/ab/ab12...`.
///
/// A file here is whole and durable before any version record names it, and is never changed or removed. A writer
/// killed between the two leaves one that nothing names; the next version with the same content uses it.
record Blobs(Path root, Staging staging, DurableFolders folders) {
    private static final int BUFFER_BYTES = 1 << 16;

    /// Stores the bytes of `body`, durably.
    ///
    /// @throws IOException if they cannot be written, or `body` gives more or fewer than its size
    StoredContent store(Key key, Body body, Attributes attributes) throws IOException {
        return store(key, body, attributes, Optional.empty());
    }

    /// As [#store], but a file that is given away is moved here, where that is possible, and not copied.
    StoredContent take(Key key, Body body, Attributes attributes) throws IOException {
        return store(key, body, attributes, body.givenAway());
    }

    private StoredContent store(Key key, Body body, Attributes attributes, Optional<Path> givenAway)
            throws IOException {
        if (body.size() <= StoredContent.MOST_INLINE_BYTES) {
            var bytes = Contents.wholly(key, body);
            return new StoredContent(bytes.length, Sha256.of(bytes), attributes, Optional.of(bytes));
        }
        var staged = newFile(key);
        try {
            boolean taken = givenAway.isPresent() && Staging.take(givenAway.get(), staged);
            // Measured only here, where nobody else can reach it.
            var sha256 = taken ? measureForced(key, body, staged) : copyForced(key, body, staged);
            publish(key, staged, sha256, body.size());
            return new StoredContent(body.size(), sha256, attributes, Optional.empty());
        } finally {
            Staging.discard(staged);
        }
    }

    /// @throws IOException if the content is missing or has another size
    InputStream read(Key key, StoredContent content, long offset, long length) throws IOException {
        var range = Range.within(key, content.size(), offset, length);
        if (content.inline().isPresent()) {
            return new ByteArrayInputStream(content.inline().get(), (int) range.offset(), (int) range.length());
        }
        var file = file(content.sha256());
        check(file, content.size());
        var channel = FileChannel.open(file, StandardOpenOption.READ);
        channel.position(range.offset());
        return new VerifiedStream(
                Channels.newInputStream(channel), fault(), file, range, content.size(), content.sha256());
    }

    /// @throws IOException if the content is missing or has another size; does not read it
    void check(StoredContent content) throws IOException {
        if (content.inline().isEmpty()) {
            check(file(content.sha256()), content.size());
        }
    }

    private void check(Path file, long size) throws IOException {
        long actual;
        try {
            actual = Files.size(file);
        } catch (NoSuchFileException e) {
            throw fault().damaged(file, "is missing");
        } catch (IOException e) {
            throw fault().reading(e);
        }
        if (actual != size) {
            throw fault().damaged(file, "has " + actual + " bytes instead of " + size);
        }
    }

    private Path newFile(Key key) throws IOException {
        try {
            return staging.newFile();
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
    }

    private Sha256 copyForced(Key key, Body body, Path staged) throws IOException {
        var digest = Sha256.start();
        long copied = 0;
        try (var in = body.open();
                var out = FileChannel.open(staged, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var buffer = new byte[BUFFER_BYTES];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                copied += read;
                write(key, out, ByteBuffer.wrap(buffer, 0, read));
            }
            if (copied != body.size()) {
                throw Contents.sizeChanged(key, body);
            }
            force(key, out);
        }
        return Sha256.finished(digest.digest());
    }

    private Sha256 measureForced(Key key, Body body, Path staged) throws IOException {
        if (Files.size(staged) != body.size()) {
            throw Contents.sizeChanged(key, body);
        }
        var sha256 = Sha256.of(staged);
        try {
            DurableFolders.forceFile(staged);
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
        return sha256;
    }

    private void write(Key key, FileChannel out, ByteBuffer bytes) throws IOException {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
    }

    private void force(Key key, FileChannel out) throws IOException {
        try {
            out.force(false);
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
    }

    private void publish(Key key, Path staged, Sha256 sha256, long size) throws IOException {
        var file = file(sha256);
        boolean stored;
        try {
            folders.make(DurableFolders.above(file));
            stored = Staging.publish(staged, file);
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
        if (!stored) {
            check(file, size);
        }
        try {
            // Also when it was there: the process that stored it may not have come this far.
            folders.force(DurableFolders.above(file));
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
    }

    private Path file(Sha256 sha256) {
        return root.resolve("blobs").resolve(sha256.hex().substring(0, 2)).resolve(sha256.hex());
    }

    private StoreFault fault() {
        return new StoreFault(root);
    }
}
