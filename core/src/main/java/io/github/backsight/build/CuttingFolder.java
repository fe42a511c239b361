package io.github.backsight.build;

import io.github.backsight.draft.Draft;
import io.github.backsight.input.InputCache;
import io.github.backsight.progress.Progress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/// A folder of kept cuttings, each a file named by its [CuttingKey]. It makes builds faster and never different: what
/// is
/// not there, damaged, or cannot be written is made anew, and a note says so.
///
/// Safe for use by many threads, and by many processes on one folder. A file is whole from the moment it has its name
/// and
/// is never changed; one that is dropped while somebody reads it is read to its end.
public final class CuttingFolder {
    /// What a folder holds unless told otherwise: 4 GiB.
    public static final long MOST_BYTES = 4L << 30;

    /// Nothing is kept where less than so many times its size is free: the outputs of the build need the space.
    private static final long FREE_FOR_EACH_BYTE = 4;

    private final Path folder;
    private final CuttingEviction eviction;
    private final InstantSource clock;
    private final Consumer<String> notes;

    /// @param folder made when it is not there
    /// @param mostBytes beyond this, files are dropped, least recently used first
    /// @param clock tells when a file was last used
    /// @param notes hears, one sentence each, what people may want to know and no build depends on
    public CuttingFolder(Path folder, long mostBytes, InstantSource clock, Consumer<String> notes) {
        this.folder = folder;
        this.eviction = new CuttingEviction(folder, mostBytes, clock);
        this.clock = clock;
        this.notes = notes;
    }

    /// {@return the folder beside a configuration file where its cuttings lie}
    public static Path folderBeside(Path configurationFile) {
        return InputCache.folderBeside(configurationFile).resolveSibling("cuttings");
    }

    /// {@return what was kept under `key`, all of it verified; empty when it is not there or not as it was written}
    Optional<Prepared> find(CuttingKey key, int threads, Progress progress) throws IOException {
        var file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var step = progress.start("reading kept cutting", Files.size(file), Progress.Unit.BYTES)) {
            var prepared = CuttingFile.read(file, key, threads);
            step.advance(Files.size(file));
            use(file);
            return Optional.of(prepared);
        } catch (NoSuchFileException dropped) {
            return Optional.empty();
        } catch (InterruptedIOException | ClosedByInterruptException interrupted) {
            throw interrupted;
        } catch (IOException damaged) {
            notes.accept("the kept cutting " + file.getFileName() + " cannot be used: " + damaged.getMessage()
                    + ". It is dropped and made anew");
            drop(file);
            return Optional.empty();
        }
    }

    /// Keeps `prepared` if that is possible.
    ///
    /// @return where, if it was
    Optional<Path> keep(CuttingKey key, Prepared prepared, Progress progress) {
        try {
            return write(key, prepared, progress);
        } catch (IOException fault) {
            notes.accept("the cutting could not be kept in " + folder + ": " + fault.getMessage()
                    + ". The next build reads the polygons again");
            return Optional.empty();
        }
    }

    private Optional<Path> write(CuttingKey key, Prepared prepared, Progress progress) throws IOException {
        refuseWithoutSpace(prepared.roughBytes());
        try (var step = progress.start("keeping cutting", 1, Progress.Unit.ITEMS);
                var draft = Draft.of(file(key))) {
            CuttingFile.write(draft.file(), key, prepared);
            boolean fits = eviction.makeRoom(Files.size(draft.file()), file(key), draft.file());
            if (fits) {
                draft.publishUnforced();
                use(file(key));
            } else {
                notes.accept("the cutting is larger than all that is kept, and is not kept");
            }
            step.advance(1);
            return fits ? Optional.of(file(key)) : Optional.empty();
        }
    }

    /// Makes room for a cutting of `bytes` that comes from elsewhere.
    ///
    /// @return where it is to lie; empty if it never fits
    /// @throws IOException if the folder cannot be written, or the disk has too little space
    Optional<Path> placeFor(CuttingKey key, long bytes) throws IOException {
        refuseWithoutSpace(bytes);
        return eviction.makeRoom(bytes, file(key), file(key)) ? Optional.of(file(key)) : Optional.empty();
    }

    private void refuseWithoutSpace(long bytes) throws IOException {
        Files.createDirectories(folder);
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free / FREE_FOR_EACH_BYTE < bytes) {
            throw new IOException("only " + (free >> 20) + " MiB are free there");
        }
    }

    /// {@return the file of `key`, if there is one; nothing of it is verified}
    Optional<Path> kept(CuttingKey key) {
        return Optional.of(file(key)).filter(Files::exists);
    }

    private Path file(CuttingKey key) {
        return folder.resolve(key.sha256().hex());
    }

    private void use(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        } catch (IOException e) {
            // Dropped by another process, or not ours to touch: then it only counts as used less recently.
        }
    }

    private static void drop(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It is replaced when the new one is kept.
        }
    }
}
