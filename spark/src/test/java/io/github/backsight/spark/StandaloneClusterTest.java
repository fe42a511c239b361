package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

@Timeout(300)
class StandaloneClusterTest {
    @TempDir
    private Path folder;

    @Test
    void aJobRunsOnTwoWorkers() throws IOException {
        try (var cluster = StandaloneCluster.start(folder, 2, 1, 1024);
                var session = Sessions.on(cluster, folder)) {
            assertThat(tilesByZoom(session).collectAsMap())
                    .containsExactlyInAnyOrderEntriesOf(Map.of(0, 1, 1, 4, 2, 16, 3, 64));
        }
    }

    private static JavaPairRDD<Integer, Integer> tilesByZoom(SparkSession session) {
        return JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(LongStream.range(0, 1 + 4 + 16 + 64).boxed().toList(), 8)
                .mapToPair(hilbert -> new Tuple2<>(TileId.atHilbert(hilbert).z(), 1))
                .reduceByKey(Integer::sum);
    }
}
