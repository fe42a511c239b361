package io.github.backsight.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapFilesTest {
    @Test
    void backsightUnderstandsTheConfiguration(@TempDir Path folder) throws IOException {
        var map = new MapFiles(
                Path.of("elsewhere", "census.zip"),
                Optional.of("census/geojson/us.json"),
                Path.of("elsewhere", "usa.csv"),
                "GEOID10",
                "GTF",
                "SN_C",
                Optional.of("ALAND10"));
        var file = folder.resolve("backsight.yaml");
        Files.writeString(file, "stem: usa\n" + map.configuration("geojson, mbtiles"));

        var configuration = Configuration.read(file);

        assertThat(configuration.input("polygons").member()).hasValue("census/geojson/us.json");
        assertThat(configuration.map().high().zoom().most()).isEqualTo(11);
        assertThat(configuration.map().outputs()).hasSize(2);
    }
}
