package io.github.backsight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.config.Configuration;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDataTest {
    private static DemoData sample() throws IOException {
        return DemoData.of(in("""
                        {"type": "Topology", "arcs": [], "objects": {"counties": {"type": "GeometryCollection", "geometries": [
                          {"type": null, "id": "01001", "properties": {"name": "Autauga"}},
                          {"type": null, "id": "48001", "properties": {"name": "Anderson"}}]}}}
                        """), in("id\trate\n1001\t.097\n48001\t.1\n51515\t.08\n"));
    }

    private static ByteArrayInputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theGoodTableHasWholeIdsAndPercent() throws IOException {
        assertThat(sample().goodTable()).isEqualTo("""
                        id,county,rate
                        01001,"Autauga",9.7
                        48001,"Anderson",10
                        51515,"",8
                        """);
    }

    @Test
    void theSpoiltTableHasLostZerosAndAHundredfoldTexas() throws IOException {
        assertThat(sample().spoiltTable()).isEqualTo("""
                        id,county,rate
                        1001,"Autauga",9.7
                        48001,"Anderson",1000
                        51515,"",8
                        """);
    }

    @Test
    void itsConfigurationIsValid(@TempDir Path folder) throws IOException {
        sample().write(folder);

        var configuration = Configuration.read(folder.resolve(DemoData.CONFIGURATION));

        assertThat(configuration.coverage().getFirst().name()).isEqualTo("counties");
        assertThat(configuration.mainTable().name()).isEqualTo("unemployment");
    }
}
