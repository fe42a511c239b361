package io.github.backsight.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Makes folders, and their lists of names, survive a power cut. Safe for use by many threads.
final class DurableFolders {
    private final Path root;
    private final boolean canBeForced;
    /// Folders that this process has seen on disk with all folders above them, each with what tells it from a
    /// [branch][Branches] that has replaced it since; that is possible only while it is empty.
    private final Map<Path, Optional<Object>> durable = new ConcurrentHashMap<>();

    /// @param root exists and is durable
    DurableFolders(Path root) {
        this.root = root;
        // Elsewhere (Windows) a folder cannot be opened, and the file system keeps its names safe by itself.
        this.canBeForced = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Makes `folder`, below the root, and all folders between them, durably.
    void make(Path folder) throws IOException {
        if (folder.equals(root) || durable.containsKey(folder)) {
            return;
        }
        make(above(folder));
        try {
            createUnlessThere(folder);
        } catch (NoSuchFileException e) {
            // A whole branch has taken the place of the folder above, empty then, while this looked into it.
            createUnlessThere(folder);
        }
        // Also when it was there: the process that made it may not have come this far.
        makeNameDurable(folder);
    }

    private static void createUnlessThere(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    /// Makes the names that are in `folder`, at or below the root and not empty, durable, with all folders above them.
    void force(Path folder) throws IOException {
        forceNames(folder);
        makeNameDurable(folder);
    }

    private void makeNameDurable(Path folder) throws IOException {
        if (folder.equals(root)) {
            return;
        }
        var found = Optional.ofNullable(
                Files.readAttributes(folder, BasicFileAttributes.class).fileKey());
        if (!found.equals(durable.get(folder))) {
            makeNameDurable(above(folder));
            forceNames(above(folder));
            durable.put(folder, found);
        }
    }

    /// Makes the names that are in `folder` now durable.
    void forceNames(Path folder) throws IOException {
        if (canBeForced) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// {@return the folder that holds `path`, which is not the topmost}
    static Path above(Path path) {
        return path.resolveSibling("");
    }

    /// Writes a new file whose content is durable on return; its name is not until its folder is forced.
    static void writeForced(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        forceFile(file);
    }

    /// Makes the content of a file that was written before durable.
    static void forceFile(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
        }
    }
}
