package io.github.backsight.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
    @TempDir
    Path folder;

    private static void write(Draft draft, String text) throws IOException {
        try (var stream = draft.stream(0)) {
            stream.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void takesTheNameWhenPublished() throws IOException {
        var target = folder.resolve("new/map");
        try (var draft = Draft.of(target)) {
            write(draft, "whole");
            assertThat(target).doesNotExist();
            draft.publish();
        }
        assertThat(target).hasContent("whole");
        assertThat(target.resolveSibling(".map.1.part")).doesNotExist();
    }

    @Test
    void takesTheNameUnforcedInPlaceOfWhatHasIt() throws IOException {
        var target = Files.writeString(folder.resolve("map"), "old");
        try (var draft = Draft.of(target)) {
            write(draft, "new");
            draft.publishUnforced();
        }
        assertThat(target).hasContent("new");
        assertThat(folder.resolve(".map.1.part")).doesNotExist();
    }

    @Test
    void leavesNothingWhenClosed() throws IOException {
        try (var draft = Draft.of(folder.resolve("map"))) {
            write(draft, "half");
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void leavesTheWorkOfOthersAlone() throws IOException {
        Files.writeString(folder.resolve(".map.1.part"), "another process");

        try (var draft = Draft.of(folder.resolve("map"))) {
            write(draft, "whole");
            draft.publish();
        }

        assertThat(folder.resolve(".map.1.part")).hasContent("another process");
        assertThat(folder.resolve("map")).hasContent("whole");
    }

    @Test
    void aNameThatCannotBeTakenIsNamed() throws IOException {
        var target = folder.resolve("map");
        Files.createDirectories(target.resolve("in the way"));
        try (var draft = Draft.of(target)) {
            assertThatThrownBy(draft::publish)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("cannot write " + target + ": ");
        }
        assertThat(target.resolve("in the way")).exists();
    }
}
