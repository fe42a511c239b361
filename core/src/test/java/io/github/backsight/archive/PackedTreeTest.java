package io.github.backsight.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedTreeTest {
    private static final ArchiveMetadata METADATA = new ArchiveMetadata(
            "map", "", "", "blocks", Map.of("id", "String"), 1, 2, new ArchiveMetadata.Bounds(-10, -10, 10, 10));

    @TempDir
    private Path folder;

    @Test
    void holdsTheVeryFilesThatATreeHas() throws IOException {
        var packed = PackedTree.at(folder.resolve("tree.packed"));
        fill(packed);
        fill(TreeWriter.to(folder.resolve("tree")));

        Map<String, byte[]> files = new TreeMap<>();
        for (var path : packed.paths()) {
            files.put(path, packed.read(path));
            assertThat(packed.size(path)).isEqualTo(files.get(path).length);
        }
        packed.endReading();

        assertThat(files).hasSize(4);
        for (var file : files.entrySet()) {
            assertThat(folder.resolve("tree").resolve(file.getKey())).hasBinaryContent(file.getValue());
        }
        try (var tree = Files.walk(folder.resolve("tree"))) {
            assertThat(tree.filter(Files::isRegularFile)).hasSize(files.size());
        }
    }

    @Test
    void aPathThatItDoesNotHaveIsNamed() throws IOException {
        var packed = PackedTree.at(folder.resolve("tree.packed"));
        fill(packed);

        assertThatThrownBy(() -> packed.read("9/9/9.pbf"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("9/9/9.pbf");
    }

    @Test
    void tilesComeInOrder() throws IOException {
        try (var packed = PackedTree.at(folder.resolve("tree.packed"))) {
            packed.add(tile(new TileId(2, 0, 0), 3));

            assertThatThrownBy(() -> packed.add(tile(new TileId(1, 0, 0), 3)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static void fill(TileArchiveWriter archive) throws IOException {
        try (archive) {
            archive.add(tile(new TileId(1, 0, 0), 5));
            archive.add(tile(new TileId(2, 0, 0), 0));
            archive.add(tile(new TileId(2, 0, 1), 700));
            archive.finish(METADATA);
        }
    }

    private static EncodedTile tile(TileId id, int size) {
        var plain = new byte[size];
        java.util.Arrays.fill(plain, (byte) size);
        return new EncodedTile(id, plain, plain);
    }
}
