package io.github.backsight.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewerFilesTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path work;

    /// A map whose order is its process' own would make another file each time.
    @Test
    void law7_theSettingsOfTheViewerAreInOneOrderInEveryProcess() throws IOException {
        PublishedMap.write(folder, work, "pmtiles");
        var settings = folder.resolve("releases/" + PublishedMap.RELEASE + "/viewer/viewer.json");
        assumeThat(settings).as("the viewer, which is there where npm is").exists();

        assertThat(Files.readString(settings))
                .containsPattern("\"downloads\" : \\[ \\{\\s+\"name\" : [^,]+,\\s+\"path\" : [^,]+,\\s+\"size\" : ");
    }
}
