package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.shape.Polygons;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;

/// What the driver keeps of features is in their order, wherever it was made.
class OutlinesTest {
    private static final int PARTS = 40;

    @Test
    void partsComeInTheirOrderFromWhateverPartition() throws IOException {
        var parts = new ArrayList<Outlines>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(Outlines.of(part, squares(part * 3, 3)));
        }
        Collections.shuffle(parts, new Random(1));
        Outlines together;
        try (var session = Sessions.local(2)) {
            var context = JavaSparkContext.fromSparkContext(session.sparkContext());
            together = Outlines.of(context.parallelize(parts, 35));
        }

        assertThat(together.ids())
                .containsExactlyElementsOf(IntStream.range(0, PARTS * 3)
                        .mapToObj(number -> "square " + number)
                        .toList());
        assertThat(together.vertices()).isEqualTo(PARTS * 3 * 4L);
        var boxes = together.boxes();
        for (int feature = 0; feature < boxes.featureCount(); feature++) {
            assertThat(boxes.polygonStart(feature)).isEqualTo(feature);
            assertThat(boxes.x(4 * feature)).isEqualTo(feature * 10);
            assertThat(boxes.x(4 * feature + 1)).isEqualTo(feature * 10 + 5);
            assertThat(boxes.y(4 * feature + 2)).isEqualTo(5);
        }
    }

    @Test
    void aFeatureWithoutPolygonsHasNoBox() {
        var features = squares(0, 3);
        features.set(1, FeatureRecord.of(1, "nothing", Shape.of(nothing(), 0)));

        var outlines = Outlines.of(0, features);

        assertThat(outlines.boxes().featureCount()).isEqualTo(3);
        assertThat(outlines.boxes().polygonCount()).isEqualTo(2);
        assertThat(outlines.boxes().polygonStart(1)).isEqualTo(outlines.boxes().polygonStart(2));
        assertThat(outlines.vertices()).isEqualTo(8);
    }

    @Test
    void law9_moreFeaturesThanAnArrayHasRoomForAreRefusedWithWhatToDo() {
        assertThatThrownBy(() -> Outlines.requireRoom(1_000_000_000, new Findings("parcels.json")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("shape.too-many-features-on-spark: parcels.json")
                .hasMessageContaining("there are 1000000000 features")
                .hasMessageContaining("Make several maps of them");
        assertThatCode(() -> Outlines.requireRoom(500_000_000, new Findings("parcels.json")))
                .doesNotThrowAnyException();
    }

    /// The driver has one for each polygon of the map.
    @Test
    void anOutlineTakesNotMuchMoreMemoryThanItSays() {
        assertThat(SizeEstimator.estimate(Outlines.of(0, squares(0, 20_000)))).isLessThan(20_000 * (12 + 16) * 3L / 2);
    }

    private static List<FeatureRecord> squares(int first, int count) {
        var squares = new ArrayList<FeatureRecord>();
        for (int number = first; number < first + count; number++) {
            squares.add(FeatureRecord.of(number, "square " + number, Shape.of(square(number), 0)));
        }
        return squares;
    }

    private static Polygons square(int number) {
        int west = number * 10;
        return polygons(
                new int[] {0, 1},
                new int[] {0, 1},
                new int[] {0, 4},
                new int[] {west, west + 5, west + 5, west},
                new int[] {0, 0, 5, 5});
    }

    private static Polygons nothing() {
        return polygons(new int[] {0, 0}, new int[] {0}, new int[] {0}, new int[0], new int[0]);
    }

    private static Polygons polygons(int[] polygonStart, int[] ringStart, int[] vertexStart, int[] x, int[] y) {
        return new Polygons(List.of("a"), polygonStart, ringStart, vertexStart, x, y, Optional.empty());
    }
}
