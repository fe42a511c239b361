package io.github.backsight.release;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.backsight.store.Sha256;
import io.github.backsight.store.SpreadBody;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Something a build made and a release keeps. Names are relative to the release, with `/` between folders.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Artifact.File.class, name = "file"),
    @JsonSubTypes.Type(value = Artifact.Tree.class, name = "tree")
})
public sealed interface Artifact {
    String name();

    /// One object.
    ///
    /// @param size in bytes
    record File(String name, long size, Sha256 sha256, String contentType) implements Artifact {
        public File {
            requireRelative(name);
            if (size < 0) {
                throw new IllegalArgumentException("a size is not negative: " + size);
            }
        }

        /// {@return `name`, whose bytes lie elsewhere; its content type follows from its name}
        public static File of(String name, SpreadBody body) {
            return new File(name, body.size(), body.sha256(), MediaTypes.ofName(name));
        }

        /// {@return `name` below `folder`, measured; its content type follows from its name}
        public static File of(Path folder, String name) throws IOException {
            var file = folder.resolve(name);
            return new File(name, Files.size(file), Sha256.of(file), MediaTypes.ofName(name));
        }
    }

    /// Many small objects below one folder, such as `{z}/{x}/{y}.pbf`, too many to list in a manifest.
    ///
    /// @param name of the folder, without a `/` at its end
    /// @param index an object that lists them, as [TreeIndex] writes it
    /// @param files how many they are
    /// @param size of all together, in bytes
    record Tree(String name, File index, long files, long size) implements Artifact {
        public Tree {
            requireRelative(name);
            if (files < 0 || size < 0) {
                throw new IllegalArgumentException("neither count nor size is negative: " + files + ", " + size);
            }
        }

        /// {@return the folder `name` below `folder`, measured; writes its index beside it as `<name>.index`}
        public static Tree of(Path folder, String name) throws IOException {
            var index = TreeIndex.of(folder.resolve(name));
            var indexName = name + ".index";
            Files.write(folder.resolve(indexName), index.bytes());
            return new Tree(name, File.of(folder, indexName), index.entries().size(), index.size());
        }
    }

    private static void requireRelative(String name) {
        if (name.isEmpty() || name.startsWith("/") || name.endsWith("/") || name.equals(Layout.MANIFEST)) {
            throw new IllegalArgumentException("an artifact's name is relative to its release, not '" + name + "'");
        }
    }
}
