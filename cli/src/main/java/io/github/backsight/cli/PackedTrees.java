package io.github.backsight.cli;

import io.github.backsight.archive.PackedTree;
import io.github.backsight.archive.TileArchiveWriter;
import io.github.backsight.release.Artifact;
import io.github.backsight.release.ArtifactSource;
import io.github.backsight.release.TreeIndex;
import io.github.backsight.store.Body;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What a build made in a scratch folder, as a release takes it: trees packed, and files for the store to take away, so
/// that each is added once. And what lies on other machines.
final class PackedTrees implements ArtifactSource, AutoCloseable {
    private static final String ENDING = ".packed";

    private final Path folder;
    private final Map<String, PackedTree> trees = new ConcurrentHashMap<>();
    private final Map<String, SpreadBody> spread = new ConcurrentHashMap<>();

    PackedTrees(Path folder) {
        this.folder = folder;
    }

    /// Begins the tree that would have the folder `target`.
    TileArchiveWriter begin(Path target) throws IOException {
        var tree = PackedTree.at(target.resolveSibling(target.getFileName() + ENDING));
        trees.put(
                folder.relativize(target)
                        .toString()
                        .replace(folder.getFileSystem().getSeparator(), "/"),
                tree);
        return tree;
    }

    /// Adds files that are not in the folder.
    void addAll(Map<String, SpreadBody> bodies) {
        spread.putAll(bodies);
    }

    /// {@return the file of that name, measured}
    Artifact.File file(String name) throws IOException {
        var elsewhere = spread.get(name);
        return elsewhere == null ? Artifact.File.of(folder, name) : Artifact.File.of(name, elsewhere);
    }

    /// {@return the tree of that name, measured; writes its index beside it as `<name>.index`}
    Artifact.Tree artifact(String name) throws IOException {
        var tree = tree(name);
        var entries = new ArrayList<TreeIndex.Entry>();
        for (var path : tree.paths()) {
            var bytes = tree.read(path);
            entries.add(new TreeIndex.Entry(path, bytes.length, Sha256.of(bytes)));
        }
        var index = new TreeIndex(entries);
        var indexName = name + ".index";
        Files.write(folder.resolve(indexName), index.bytes());
        return new Artifact.Tree(name, Artifact.File.of(folder, indexName), entries.size(), index.size());
    }

    @Override
    public Body body(String name) throws IOException {
        for (var tree : trees.entrySet()) {
            if (name.startsWith(tree.getKey() + "/")) {
                var path = name.substring(tree.getKey().length() + 1);
                return new Packed(tree.getValue(), path, tree.getValue().size(path));
            }
        }
        var elsewhere = spread.get(name);
        return elsewhere == null ? Body.givingAway(folder.resolve(name)) : elsewhere;
    }

    /// A file of a tree, read only when it is stored.
    private record Packed(PackedTree tree, String path, long size) implements Body {
        @Override
        public InputStream open() throws IOException {
            return new ByteArrayInputStream(tree.read(path));
        }
    }

    @Override
    public void close() throws IOException {
        for (var tree : trees.values()) {
            tree.endReading();
        }
    }

    private PackedTree tree(String name) {
        var tree = trees.get(name);
        if (tree == null) {
            throw new IllegalArgumentException("no tree was begun at '" + name + "'");
        }
        return tree;
    }
}
