package io.github.backsight.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// Where files are written before they take their names: one folder for each writing process, below `staging`.
///
/// A writer holds an operating-system lock on the file `lock` in its folder for as long as it lives, however it ends.
/// A folder is left over, and swept away by the next writer, if nobody holds its lock *and* it has not changed for a
/// day (a writer that has made its folder, but not its lock, is younger). Folders begin with their process's number:
/// those of the own process are never touched, as on POSIX even looking at a lock of one's own process releases it.
///
/// Safe for use by many threads.
final class Staging implements Closeable {
    private static final Duration LEFT_OVER_AFTER = Duration.ofDays(1);
    private static final String LOCK = "lock";

    private final Path all;
    private final InstantSource clock;
    private final AtomicLong files = new AtomicLong();
    private Optional<Own> own = Optional.empty();
    private Optional<Boolean> neverReplaces = Optional.empty();

    private record Own(Path folder, FileChannel lockFile) {}

    Staging(Path root, InstantSource clock) {
        this.all = root.resolve("staging");
        this.clock = clock;
    }

    /// {@return a path that nobody else uses, in a folder that exists}
    Path newFile() throws IOException {
        return ownFolder().resolve(Long.toString(files.incrementAndGet()));
    }

    /// {@return whether a folder renamed onto one that holds something is refused here, as POSIX demands}
    ///
    /// Tried out once.
    synchronized boolean renamesNeverReplace() {
        if (neverReplaces.isEmpty()) {
            neverReplaces = Optional.of(tryRenameOntoFull());
        }
        return neverReplaces.get();
    }

    private boolean tryRenameOntoFull() {
        try {
            var full = Files.createDirectory(newFile());
            var held = Files.createFile(full.resolve("held"));
            var empty = Files.createDirectory(newFile());
            boolean refused = isRefused(empty, full) && Files.exists(held);
            discardTree(full);
            discardTree(empty);
            return refused;
        } catch (IOException e) {
            return false; // whoever writes here next says what is wrong
        }
    }

    private static boolean isRefused(Path folder, Path name) {
        try {
            Files.move(folder, name, StandardCopyOption.ATOMIC_MOVE);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /// Moves a file from elsewhere here.
    ///
    /// @return whether that could be done; if not, as from another file system, it is where it was
    static boolean take(Path file, Path staged) {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try {
            Files.move(file, staged, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            return Files.exists(staged); // a network file system may lose the reply to a move that it made
        }
    }

    /// Gives a staged file its name, in one step that only one writer can win, and removes it from here.
    ///
    /// @return whether `name` is this file now; if not, another file has the name already
    static boolean publish(Path staged, Path name) throws IOException {
        try {
            return link(staged, name);
        } catch (NoSuchFileException e) {
            // A whole branch has taken the place of the folder, empty then, while this looked into it.
            return link(staged, name);
        } finally {
            discard(staged);
        }
    }

    private static boolean link(Path staged, Path name) throws IOException {
        try {
            Files.createLink(name, staged);
            return true;
        } catch (IOException e) {
            // A network file system may lose the reply to a link that it made.
            if (Files.exists(name) && Files.isSameFile(name, staged)) {
                return true;
            }
            if (e instanceof FileAlreadyExistsException) {
                return false;
            }
            throw e;
        }
    }

    /// Removes a staged file where that is possible; what stays is swept with its folder one day.
    static void discard(Path staged) {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            // It harms nobody.
        }
    }

    /// As [#discard], a folder with all that is in it; nothing where there is none.
    static void discardTree(Path staged) {
        try {
            if (Files.exists(staged)) {
                deleteTree(staged);
            }
        } catch (IOException e) {
            // It harms nobody.
        }
    }

    private synchronized Path ownFolder() throws IOException {
        if (own.isEmpty()) {
            Files.createDirectories(all);
            sweep();
            var folder = Files.createDirectory(all.resolve(ownPrefix() + UUID.randomUUID()));
            var lockFile =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lockFile.lock();
            own = Optional.of(new Own(folder, lockFile));
        }
        return own.get().folder();
    }

    private static String ownPrefix() {
        return ProcessHandle.current().pid() + "-";
    }

    private void sweep() throws IOException {
        List<Path> folders;
        try (var found = Files.list(all)) {
            folders = found.filter(folder -> !folder.getFileName().toString().startsWith(ownPrefix()))
                    .toList();
        }
        for (var folder : folders) {
            try {
                sweepIfLeftOver(folder);
            } catch (IOException | OverlappingFileLockException e) {
                // Left for the next writer: another may be sweeping it, and a leftover harms nobody.
            }
        }
    }

    private void sweepIfLeftOver(Path folder) throws IOException {
        var changed = Files.getLastModifiedTime(folder).toInstant();
        if (changed.plus(LEFT_OVER_AFTER).isAfter(clock.instant())) {
            return;
        }
        // CREATE: a writer killed before it made its lock file has none.
        try (var lockFile =
                        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.tryLock()) {
            if (lock != null) {
                deleteTree(folder);
            }
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        try (var found = Files.walk(folder)) {
            for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        if (own.isPresent()) {
            var closing = own.get();
            own = Optional.empty();
            closing.lockFile().close();
            try {
                deleteTree(closing.folder());
            } catch (NoSuchFileException e) {
                // The whole store is gone.
            }
        }
    }
}
