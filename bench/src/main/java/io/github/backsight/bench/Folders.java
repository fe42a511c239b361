package io.github.backsight.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/// Whole folders: deleted, set aside, copied.
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /// Renames a folder of many files out of the way, if it is there.
    ///
    /// An ext4 file system without a journal does not take the inodes of deleted files again for minutes,
    /// and looks at each of them whenever a file is made: who makes thousands of files after thousands were
    /// deleted waits several times as long, in the kernel.
    static void setAside(Path folder) throws IOException {
        int number = 0;
        while (Files.exists(folder.resolveSibling(folder.getFileName() + ".old-" + number))) {
            number++;
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            Files.move(folder, folder.resolveSibling(folder.getFileName() + ".old-" + number));
        }
    }

    static void copy(Path from, Path to) throws IOException {
        try (var all = Files.walk(from)) {
            for (var path : all.toList()) {
                Files.copy(
                        path,
                        to.resolve(from.relativize(path)),
                        StandardCopyOption.COPY_ATTRIBUTES,
                        LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /// {@return the bytes of all files below `folder`}
    static long size(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            long sum = 0;
            for (var path : all.filter(Files::isRegularFile).toList()) {
                sum += Files.size(path);
            }
            return sum;
        }
    }
}
