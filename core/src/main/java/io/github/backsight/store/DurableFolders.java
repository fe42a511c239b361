package io.github.backsight.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Makes folders, and their lists of names, survive a power cut. Safe for use by many threads.
final class DurableFolders {
    private final Path root;
    private final boolean canBeForced;
    /// Folders that this process has seen on disk with all folders above them.
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /// @param root exists and is durable
    DurableFolders(Path root) {
        this.root = root;
        // Elsewhere (Windows) a folder cannot be opened, and the file system keeps its names safe by itself.
        this.canBeForced = root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /// Makes `folder`, below the root, and all folders between them, durably.
    void make(Path folder) throws IOException {
        if (folder.equals(root) || durable.contains(folder)) {
            return;
        }
        var parent = above(folder);
        make(parent);
        try {
            Files.createDirectory(folder);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
        // Also when it was there: the process that made it may not have come this far.
        force(parent);
        durable.add(folder);
    }

    /// Makes the names that are in `folder` now durable.
    void force(Path folder) throws IOException {
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
