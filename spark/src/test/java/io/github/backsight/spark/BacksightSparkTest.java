package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The program where somebody else has a session, as on Databricks. That it ends its own is seen
/// where clusters run it.
class BacksightSparkTest {
    @Test
    void aSessionOfSomebodyElseIsUsedAndGoesOn(@TempDir Path folder) throws Exception {
        try (var session = Sessions.local(1)) {
            BacksightSpark.main(new String[] {"--version"});

            assertThatThrownBy(() -> BacksightSpark.main(new String[] {
                        "releases", "--config", folder.resolve("missing.yaml").toString()
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("backsight releases --config")
                    .hasMessageContaining("exit code 2");

            var context = JavaSparkContext.fromSparkContext(session.sparkContext());
            assertThat(context.parallelize(List.of(1, 2, 3)).count()).isEqualTo(3);
        }
    }
}
