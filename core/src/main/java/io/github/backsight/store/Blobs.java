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
        if (isShort(body)) {
            return inline(key, body, attributes);
        }
        var staged = stage(key, body, attributes, givenAway);
        try {
            force(staged);
            publish(staged);
            forceNames(key, folder(staged));
            return staged.content();
        } finally {
            Staging.discard(staged.file());
        }
    }

    /// A content on its way to its name.
    ///
    /// @param file where it lies meanwhile
    record Staged(Key key, Path file, StoredContent content) {}

    /// {@return whether the body goes into its record}
    static boolean isShort(Body body) {
        return body.size() <= StoredContent.MOST_INLINE_BYTES;
    }

    /// Reads a [short][#isShort] body.
    static StoredContent inline(Key key, Body body, Attributes attributes) throws IOException {
        var bytes = Contents.wholly(key, body);
        return new StoredContent(bytes.length, Sha256.of(bytes), attributes, Optional.of(bytes));
    }

    /// Writes the bytes of `body` aside; they are not durable.
    Staged stage(Key key, Body body, Attributes attributes) throws IOException {
        return stage(key, body, attributes, Optional.empty());
    }

    private Staged stage(Key key, Body body, Attributes attributes, Optional<Path> givenAway) throws IOException {
        var file = newFile(key);
        try {
            boolean taken = givenAway.isPresent() && Staging.take(givenAway.get(), file);
            // Measured only here, where nobody else can reach it.
            var sha256 = taken ? measure(key, body, file) : copy(key, body, file);
            return new Staged(key, file, new StoredContent(body.size(), sha256, attributes, Optional.empty()));
        } catch (IOException e) {
            Staging.discard(file);
            throw e;
        }
    }

    /// Makes the bytes of a staged content durable.
    void force(Staged staged) throws IOException {
        try {
            DurableFolders.forceFile(staged.file());
        } catch (IOException e) {
            throw fault().writing(staged.key(), e);
        }
    }

    /// Gives a staged and durable content its name, or finds that it has one; durable only once [#folder] has been
    /// forced, in both cases: the process that stored it may not have come this far.
    void publish(Staged staged) throws IOException {
        var file = file(staged.content().sha256());
        boolean stored;
        try {
            folders.make(DurableFolders.above(file));
            stored = Staging.publish(staged.file(), file);
        } catch (IOException e) {
            throw fault().writing(staged.key(), e);
        }
        if (!stored) {
            check(file, staged.content().size());
        }
    }

    private void forceNames(Key key, Path folder) throws IOException {
        try {
            folders.force(folder);
        } catch (IOException e) {
            throw fault().writing(key, e);
        }
    }

    /// {@return the folder that holds the content's name}
    Path folder(Staged staged) {
        return DurableFolders.above(file(staged.content().sha256()));
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

    private Sha256 copy(Key key, Body body, Path staged) throws IOException {
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
        }
        if (copied != body.size()) {
            throw Contents.sizeChanged(key, body);
        }
        return Sha256.finished(digest.digest());
    }

    private static Sha256 measure(Key key, Body body, Path staged) throws IOException {
        if (Files.size(staged) != body.size()) {
            throw Contents.sizeChanged(key, body);
        }
        return Sha256.of(staged);
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

    /// {@return where content of that digest lies, if it is not in its record}
    Path file(Sha256 sha256) {
        return root.resolve("blobs").resolve(sha256.hex().substring(0, 2)).resolve(sha256.hex());
    }

    private StoreFault fault() {
        return new StoreFault(root);
    }
}
