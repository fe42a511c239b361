package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.tile.TileId;
import java.io.IOException;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import scala.Tuple2;

class LocalSessionTest {
    private SparkSession session;

    @BeforeEach
    void open() {
        session = Sessions.local(2);
    }

    @AfterEach
    void close() throws IOException {
        session.close();
    }

    @Test
    void tasksOnRowsOfJavaCallTheCore() {
        var hilberts = LongStream.range(0, 1 + 4 + 16 + 64).boxed().toList();

        var tiles = JavaSparkContext.fromSparkContext(session.sparkContext())
                .parallelize(hilberts, 4)
                .mapToPair(hilbert -> new Tuple2<>(TileId.atHilbert(hilbert).z(), 1))
                .reduceByKey(Integer::sum)
                .collectAsMap();

        assertThat(tiles).containsExactlyInAnyOrderEntriesOf(Map.of(0, 1, 1, 4, 2, 16, 3, 64));
    }

    @Test
    void tasksOnRowsOfTablesCallTheCore() {
        MapFunction<Long, Long> thereAndBack =
                hilbert -> TileId.atHilbert(hilbert).hilbert();

        var there = session.range(1000).map(thereAndBack, Encoders.LONG()).collectAsList();

        assertThat(there).isEqualTo(LongStream.range(0, 1000).boxed().toList());
    }
}
