package io.github.backsight.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderFormatTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path folder;

    @Test
    void openingAFolderThatIsNotThereSaysSoAndMakesNothing() throws IOException {
        var mistyped = folder.resolve("stroe");

        assertThatThrownBy(() -> FolderObjectStore.open(mistyped, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessage("there is no store in " + mistyped
                        + ": there is no such folder; check the path, or put a first input there to make a store");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void openingAnEmptyFolderSaysSoAndMakesNothing() {
        assertThatThrownBy(() -> FolderObjectStore.open(folder, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the folder is empty");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aStoreIsMadeWithAllItsFoldersAndOpenedAgain() throws IOException {
        var deep = folder.resolve("a/b/store");

        FolderObjectStore.openOrCreate(deep, CLOCK).close();
        FolderObjectStore.openOrCreate(deep, CLOCK).close();

        try (var store = FolderObjectStore.open(deep, CLOCK)) {
            assertThat(store.location()).isEqualTo("file:" + deep);
            assertThat(store.list("")).isEmpty();
        }
        assertThat(deep).isDirectoryNotContaining("glob:**.txt.*");
    }

    @Test
    void aForeignFolderIsRefusedAndLeftAlone() throws IOException {
        var thesis = Files.writeString(folder.resolve("thesis.doc"), "chapter one");

        assertThatThrownBy(() -> FolderObjectStore.openOrCreate(folder, CLOCK))
                .isInstanceOf(ForeignFolderException.class)
                .hasMessage(folder + " is not a Backsight store: it holds 'thesis.doc' and no backsight-store.txt."
                        + " It was left alone; name a new or empty folder, or, if this was a store, put its"
                        + " backsight-store.txt back");
        assertThatThrownBy(() -> FolderObjectStore.open(folder, CLOCK)).isInstanceOf(ForeignFolderException.class);
        assertThat(folder).isDirectoryContaining(thesis::equals).isDirectoryNotContaining("glob:**backsight*");
    }

    @Test
    void aFileInPlaceOfTheFolderIsRefused() throws IOException {
        var file = Files.writeString(folder.resolve("store"), "not a folder");

        assertThatThrownBy(() -> FolderObjectStore.open(file, CLOCK)).hasMessageContaining("that is a file");
        assertThatThrownBy(() -> FolderObjectStore.openOrCreate(file, CLOCK))
                .hasMessage("cannot make a store in " + file + ": that is a file; name a folder");
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve("backsight-store.txt"), "Backsight store, format 2\n");

        assertThatThrownBy(() -> FolderObjectStore.open(folder, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessage("the store in " + folder + " has format 2, and this Backsight reads format 1;"
                        + " use the Backsight that wrote it, or a newer one");
    }

    @Test
    void aDamagedMarkerIsRefused() throws IOException {
        Files.writeString(folder.resolve("backsight-store.txt"), "");

        assertThatThrownBy(() -> FolderObjectStore.openOrCreate(folder, CLOCK))
                .isInstanceOf(IOException.class)
                .hasMessage("file:" + folder + " is damaged: backsight-store.txt does not begin with"
                        + " 'Backsight store, format 1'. Put this file back from a copy of the store; other objects"
                        + " are not affected");
    }

    @Test
    void law5_whatAKilledMakerLeftIsNotForeign() throws IOException {
        Files.writeString(folder.resolve("backsight-store.txt.7b1e"), "Backsight st");

        FolderObjectStore.openOrCreate(folder, CLOCK).close();

        FolderObjectStore.open(folder, CLOCK).close();
    }
}
