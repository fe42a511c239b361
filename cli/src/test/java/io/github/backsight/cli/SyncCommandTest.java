package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class SyncCommandTest {
    @TempDir
    private Path folder;

    @Test
    void aFileSystemIsForcedWhereTheSystemTellsFaults() throws IOException {
        var known = java.util.Set.of("ext4", "xfs", "btrfs")
                .contains(Files.getFileStore(folder).type());

        assertThat(new SyncCommand("true", "Linux", "6.1.0-13-amd64").sync(folder))
                .isEqualTo(known);
        assertThat(new SyncCommand("true", "Linux", "5.8").sync(folder)).isEqualTo(known);
        assertThat(new SyncCommand("true", "Linux", "5.7.19").sync(folder)).isFalse();
        assertThat(new SyncCommand("true", "Mac OS X", "15.1").sync(folder)).isFalse();
        assertThat(new SyncCommand("true", "Linux", "unheard of").sync(folder)).isFalse();
    }

    @Test
    void whateverFailsMeansFileByFile() {
        assertThat(new SyncCommand("false", "Linux", "6.1").sync(folder)).isFalse();
        assertThat(new SyncCommand("no-such-program-here", "Linux", "6.1").sync(folder))
                .isFalse();
        assertThat(new SyncCommand("true", "Linux", "6.1").sync(folder.resolve("missing")))
                .isFalse();
    }
}
