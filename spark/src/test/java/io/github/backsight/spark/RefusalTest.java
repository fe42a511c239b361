package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.config.Configuration;
import io.github.backsight.config.ConfigurationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RefusalTest {
    private static final long MOST = 1_000;

    @Test
    void mbtilesLargerThanStatedAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> refusal("outputs: [mbtiles]").checkMbtiles("high", MOST + 1))
                .hasMessageContaining("spark.mbtiles-too-large")
                .hasMessageContaining("the high layer has 1001 bytes")
                .hasMessageContaining(SparkEngine.MBTILES);
    }

    @Test
    void mbtilesAsLargeAsStatedAreMade() {
        assertThatCode(() -> refusal("outputs: [mbtiles]").checkMbtiles("high", MOST))
                .doesNotThrowAnyException();
    }

    @Test
    void otherArchivesHaveNoLimit() {
        assertThatCode(() -> refusal("outputs: [pmtiles]").checkMbtiles("high", MOST + 1))
                .doesNotThrowAnyException();
    }

    private static Refusal refusal(String map) throws ConfigurationException {
        var text = """
                store: file:./store
                inputs:
                  census: { key: census.json, id: GEOID10 }
                  score: { key: score.csv, id: GTF }
                map:
                  score: SCORE
                  %s
                publish: { prefix: map }
                """.formatted(map);
        return new Refusal(Configuration.parse(text, Path.of("backsight.yaml").toAbsolutePath()), MOST);
    }
}
