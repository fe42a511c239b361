package io.github.backsight.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder of this run alone, deleted with all that is in it when closed.
///
/// A run that was killed cannot close its folder: the next one deletes it, which it tells by the lock that dies with a
/// process.
final class ScratchFolder implements AutoCloseable {
    private static final String PREFIX = "run-";
    private static final String LOCK = "in-use.lock";

    private final Path folder;
    private final FileChannel channel;

    private ScratchFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /// @param parent made when it is not there
    static ScratchFolder create(Path parent) throws IOException {
        Files.createDirectories(parent);
        deleteLeftovers(parent);
        var folder = Files.createTempDirectory(parent, PREFIX);
        var channel = lockFile(folder);
        if (channel.tryLock() == null) {
            throw new IOException("another process has taken the new folder " + folder);
        }
        return new ScratchFolder(folder, channel);
    }

    /// {@return the empty folder to work in}
    Path path() throws IOException {
        return Files.createDirectories(folder.resolve("files"));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        delete(folder);
    }

    private static void deleteLeftovers(Path parent) throws IOException {
        List<Path> folders;
        try (var children = Files.list(parent)) {
            folders = children.filter(child -> child.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
        for (var leftover : folders) {
            try (var channel = lockFile(leftover);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    delete(leftover);
                }
            } catch (java.nio.channels.OverlappingFileLockException inThisProcess) {
                // Another command of this very process works there.
            }
        }
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
                if (fault != null) {
                    throw fault;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
