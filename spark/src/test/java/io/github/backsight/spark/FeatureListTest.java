package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.util.SizeEstimator;
import org.junit.jupiter.api.Test;

/// Features in few arrays are the features that were put there.
class FeatureListTest {
    @Test
    void featuresComeBackAsTheyWereAndInTheirOrder() {
        var features = features(3_000);
        var list = new FeatureList();
        list.addAll(features);

        assertThat(list).containsExactlyElementsOf(features);
    }

    @Test
    void aFeatureMayBeLargerThanMany() {
        var large = new FeatureRecord(7, "large", new byte[5_000_000], new byte[] {1}, 5, 2);
        var list = new FeatureList();
        list.addAll(features(10));
        list.add(large);
        list.addAll(features(10));

        assertThat(list).hasSize(21).element(10).isEqualTo(large);
    }

    @Test
    void theyTravelAsTheyAre() throws IOException, ClassNotFoundException {
        var list = new FeatureList();
        list.addAll(features(3_000));

        assertThat(there(list)).containsExactlyElementsOf(list);
    }

    @Test
    void listsOfAboutAMegabyteHaveAllFeatures() {
        var features = features(30_000);

        var lists = new ArrayList<FeatureList>();
        FeatureList.packed(features.iterator()).forEachRemaining(lists::add);

        assertThat(lists).hasSizeBetween(3, 10);
        assertThat(lists.stream().flatMap(List::stream)).containsExactlyElementsOf(features);
        assertThat(FeatureList.packed(List.<FeatureRecord>of().iterator())).isExhausted();
    }

    @Test
    void theirOrderIsNotThatInWhichTheyCame() {
        var list = new FeatureList();
        for (long order : new long[] {5, 1L << 40, 3, 4}) {
            list.add(FeatureRecord.of(order, "", new byte[4]));
        }

        assertThat(list.byOrder()).containsExactly(2, 3, 0, 1);
    }

    /// A million squares in one tile are in one block, which an executor of 2 GiB has to hold twice
    /// over: once as they are, once as borders.
    @Test
    void aBlockOfSquaresTakesNotMuchMoreMemoryThanTheySay() {
        var squares = features(20_000);
        long said = squares.stream()
                .mapToLong(square -> square.id().length() + square.shape().length + square.attributes().length)
                .sum();

        var block = new CoverageBlock(
                0,
                squares.stream()
                        .map(square -> new Placed(square, true, new int[] {0}))
                        .iterator());

        assertThat(SizeEstimator.estimate(block)).isLessThan(said * 2);
    }

    private static FeatureList there(FeatureList list) throws IOException, ClassNotFoundException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(list);
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (FeatureList) in.readObject();
        }
    }

    private static List<FeatureRecord> features(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new FeatureRecord(
                        number * 3L,
                        "0" + number,
                        new byte[48],
                        ("the " + number + "th of some features, where it is").getBytes(StandardCharsets.UTF_8),
                        number % 7 - 1,
                        number % 4 - 1))
                .toList();
    }
}
