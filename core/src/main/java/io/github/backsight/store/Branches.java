package io.github.backsight.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The objects of one batch whose folders are not in the store yet, by branch: a topmost new folder and all below it.
///
/// A branch is written aside in the shape that it is to have, forced to the disk, and takes its name by one
/// rename. That fails where something lies under the name already, so what others wrote is never lost; an empty folder
/// that another writer has just made is replaced, and that writer finds the new one at the same path.
final class Branches {
    private final Path root;
    private final Map<Path, Optional<Path>> topmostNew = new HashMap<>();
    private final Map<Path, Branch> branches = new TreeMap<>();
    private final List<Placed> others = new ArrayList<>();

    /// @param folder the topmost new folder
    /// @param staged where it lies meanwhile
    record Branch(Path folder, Path staged, List<Placed> objects) {
        private Path aside(Path path) {
            return staged.resolve(folder.relativize(path));
        }

        List<StagedFile> files() {
            var aside = new HashMap<Path, Path>();
            var files = new ArrayList<StagedFile>();
            for (var placed : objects) {
                var into = aside.computeIfAbsent(placed.folder(), this::aside);
                files.add(new StagedFile(placed, into.resolve(placed.file().getFileName())));
            }
            return files;
        }

        /// {@return its folders aside, each after the one that holds it}
        List<Path> folders() {
            var folders = new TreeSet<Path>();
            for (var placed : objects) {
                for (var next = placed.folder();
                        next.startsWith(folder) && folders.add(next);
                        next = DurableFolders.above(next)) {}
            }
            return folders.stream().map(this::aside).toList();
        }

        /// Gives the branch, whole and forced, its name; durable only once the folder above it has been forced.
        ///
        /// @return whether it is there now; if not, something else may be
        boolean publish() {
            try {
                // The rename refuses, too; but this way even an empty folder is hardly ever replaced.
                if (Files.exists(folder)) {
                    return false;
                }
                Files.move(staged, folder, StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (IOException e) {
                return false;
            }
        }
    }

    /// @param root of the store
    /// @param objects of the batch
    Branches(Path root, List<Placed> objects, Staging staging) throws IOException {
        this.root = root;
        var seen = new HashSet<Path>();
        for (var placed : objects) {
            var top = topmostNew(placed.folder());
            if (top.isPresent() && seen.add(placed.file())) {
                branch(top.get(), staging).objects().add(placed);
            } else {
                others.add(placed);
            }
        }
    }

    List<Branch> list() {
        return List.copyOf(branches.values());
    }

    /// {@return the objects in folders that are there already, or twice in the batch}
    List<Placed> others() {
        return List.copyOf(others);
    }

    private Branch branch(Path top, Staging staging) throws IOException {
        var known = branches.get(top);
        if (known != null) {
            return known;
        }
        var branch = new Branch(top, staging.newFile(), new ArrayList<>());
        branches.put(top, branch);
        return branch;
    }

    private Optional<Path> topmostNew(Path folder) {
        if (folder.equals(root)) {
            return Optional.empty();
        }
        var known = topmostNew.get(folder);
        if (known != null) {
            return known;
        }
        var above = topmostNew(DurableFolders.above(folder));
        var top = above.isPresent() || Files.exists(folder) ? above : Optional.of(folder);
        topmostNew.put(folder, top);
        return top;
    }
}
