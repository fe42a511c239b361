package io.github.backsight.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class TreeWriterTest {
    @TempDir
    Path folder;

    private Path tree;

    @BeforeEach
    void chooseAName() {
        tree = folder.resolve("low");
    }

    private void write(EncodedTile... tiles) throws IOException {
        Archives.write(TreeWriter.to(tree), List.of(tiles));
    }

    @Test
    void tilesLieUnderZoomColumnAndRow() throws IOException {
        write(Archives.tile(new TileId(3, 5, 2), "plain"));

        assertThat(tree.resolve("3/5/2.pbf")).hasContent("plain");
    }

    @Test
    void metadataIsWrittenAsTippecanoeDoes() throws IOException {
        write();

        var metadata = new ObjectMapper().readTree(Files.readString(tree.resolve("metadata.json")));
        assertThat(metadata.get("format").stringValue()).isEqualTo("pbf");
        assertThat(metadata.get("minzoom").stringValue()).isEqualTo("0");
        assertThat(metadata.get("maxzoom").stringValue()).isEqualTo("7");
        assertThat(metadata.get("bounds").stringValue()).isEqualTo("-179.25,17.5,-65,71.5");
        assertThat(metadata.get("center").stringValue()).isEqualTo("-122.125,44.5,0");
        assertThat(metadata.get("json").stringValue()).startsWith("{\"vector_layers\":[{\"id\":\"blocks\"");
    }

    @Test
    void tilesOfTheOldTreeDoNotStay() throws IOException {
        write(Archives.tile(new TileId(3, 5, 2), "old"));

        write(Archives.tile(new TileId(4, 0, 0), "new"));

        assertThat(tree.resolve("3")).doesNotExist();
        assertThat(tree.resolve("4/0/0.pbf")).exists();
    }

    @Test
    void anEmptyFolderIsTaken() throws IOException {
        Files.createDirectory(tree);

        write(Archives.tile(new TileId(0, 0, 0), "new"));

        assertThat(tree.resolve("0/0/0.pbf")).exists();
    }

    @Test
    void law3_aFolderWithAForeignFileIsRefusedAndLeftAlone() throws IOException {
        write(Archives.tile(new TileId(0, 0, 0), "old"));
        Files.writeString(tree.resolve("notes.txt"), "mine");

        assertThatThrownBy(() -> TreeWriter.to(tree))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot write the tree " + tree + ": it holds 'notes.txt', which Backsight did not write."
                        + " Move it away or choose another folder");

        assertThat(tree.resolve("notes.txt")).hasContent("mine");
        assertThat(tree.resolve("0/0/0.pbf")).hasContent("old");
    }

    @Test
    void law3_aTreeOfAnotherToolIsRefusedAndLeftAlone() throws IOException {
        Files.createDirectories(tree.resolve("0/0"));
        Files.writeString(tree.resolve("0/0/0.pbf"), "theirs");

        assertThatThrownBy(() -> TreeWriter.to(tree))
                .hasMessageContaining("it holds tiles that Backsight did not write");

        assertThat(tree.resolve("0/0/0.pbf")).hasContent("theirs");
    }

    @Test
    void law3_aFileThatAppearsDuringTheWorkStopsTheReplacement() throws IOException {
        write(Archives.tile(new TileId(0, 0, 0), "old"));
        try (var writer = TreeWriter.to(tree)) {
            writer.add(Archives.tile(new TileId(0, 0, 0), "new"));
            Files.writeString(tree.resolve("notes.txt"), "mine");

            assertThatThrownBy(() -> writer.finish(Archives.METADATA)).hasMessageContaining("it holds 'notes.txt'");
        }

        assertThat(tree.resolve("0/0/0.pbf")).hasContent("old");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(tree);
        }
    }

    @Test
    void aFileInTheWayIsRefused() throws IOException {
        Files.writeString(tree, "mine");

        assertThatThrownBy(() -> TreeWriter.to(tree)).hasMessageContaining("it is there and is no folder");
    }

    @Test
    void aFolderWithoutMetadataIsNoTree() {
        assertThatThrownBy(() -> TreeReader.open(folder))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + " is no tree of tiles: it has no metadata.json");
    }
}
