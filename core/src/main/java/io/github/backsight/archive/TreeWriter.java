package io.github.backsight.archive;

import io.github.backsight.draft.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Writes a folder of `{z}/{x}/{y}.pbf` files, not compressed, and a `metadata.json` as tippecanoe does.
///
/// The tree grows in a folder beside its target, named like a [Draft], and is renamed when whole. A tree that has
/// the name already is moved aside first and deleted afterwards; between the two renames nothing has the name, and
/// a process killed just there leaves both trees beside it (`.part` the new, `.old` the old one). Only a tree that
/// Backsight wrote is ever replaced: a folder with anything else in it is refused before the first tile.
///
/// The tiles are not forced to the disk one by one: after a power failure, build the tree again.
public final class TreeWriter implements TileArchiveWriter {
    private final Path target;
    private final Path folder;
    private final TileOrder order = new TileOrder();
    private final Set<Path> columns = new HashSet<>();
    private boolean finished;

    private TreeWriter(Path target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    /// Begins a tree that will be named `target`.
    ///
    /// @throws IOException if `target` is there and holds anything that Backsight did not write
    public static TreeWriter to(Path target) throws IOException {
        var absolute = target.toAbsolutePath().normalize();
        refuseForeign(absolute);
        var parent = absolute.getParent();
        if (parent == null) {
            throw new IllegalArgumentException("a tree has a folder above it: " + target);
        }
        Files.createDirectories(parent);
        for (int number = 1; ; number++) {
            try {
                return new TreeWriter(absolute, Files.createDirectory(Draft.beside(absolute, number)));
            } catch (FileAlreadyExistsException taken) {
                // Another process is at work on the same target, or was killed: its folder is not ours to touch.
            }
        }
    }

    @Override
    public void add(EncodedTile tile) throws IOException {
        order.next(tile.id());
        write(TreeFiles.tile(folder, tile.id()), tile.plain());
    }

    private void write(Path file, byte[] bytes) throws IOException {
        try {
            var column = file.getParent();
            if (column != null && columns.add(column)) {
                Files.createDirectories(column);
            }
            Files.write(file, bytes);
        } catch (IOException fault) {
            throw Draft.failure(target, fault);
        }
    }

    @Override
    public void finish(ArchiveMetadata metadata) throws IOException {
        var document = TreeFiles.document(metadata);
        write(folder.resolve(TreeFiles.METADATA), document.getBytes(StandardCharsets.UTF_8));
        refuseForeign(target);
        var old = moveAside();
        try {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException fault) {
            if (old.isPresent()) {
                Files.move(old.get(), target, StandardCopyOption.ATOMIC_MOVE);
            }
            throw Draft.failure(target, fault);
        }
        finished = true;
        if (old.isPresent()) {
            TreeFiles.delete(old.get());
        }
    }

    /// {@return where the tree lies now that had the target's name, if any}
    private Optional<Path> moveAside() throws IOException {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        var name = String.valueOf(folder.getFileName());
        var old = folder.resolveSibling(name.substring(0, name.length() - "part".length()) + "old");
        try {
            return Optional.of(Files.move(target, old, StandardCopyOption.ATOMIC_MOVE));
        } catch (IOException fault) {
            throw Draft.failure(target, fault);
        }
    }

    private static void refuseForeign(Path target) throws IOException {
        var objection = TreeFiles.objection(target);
        if (objection.isPresent()) {
            throw new IOException("cannot write the tree " + target + ": " + objection.get()
                    + ". Move it away or choose another folder");
        }
    }

    @Override
    public void close() throws IOException {
        if (!finished && Files.exists(folder)) {
            TreeFiles.delete(folder);
        }
    }
}
