package io.github.backsight.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Values are numbered as a list of the texts seen so far would number them.
class DistinctValuesTest {
    @Test
    void equalBytesHaveOneNumberAndNewOnesTheNext() {
        var random = new Random(1);
        var values = new DistinctValues();
        var seen = new ArrayList<String>();

        for (int i = 0; i < 20_000; i++) {
            var text = Integer.toString(random.nextInt(1_000));
            if (!seen.contains(text)) {
                seen.add(text);
            }
            byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.US_ASCII);
            assertThat(values.number(bytes, 1, text.length())).isEqualTo(seen.indexOf(text));
        }

        assertThat(Arrays.stream(values.toArray()).map(value -> new String(value, StandardCharsets.US_ASCII)))
                .containsExactlyElementsOf(seen);
    }

    @Test
    void aValueMayBeEmptyOrTheBeginningOfAnother() {
        var values = new DistinctValues();

        assertThat(values.number(new byte[] {1, 2, 3}, 0, 3)).isZero();
        assertThat(values.number(new byte[] {1, 2, 3}, 0, 2)).isEqualTo(1);
        assertThat(values.number(new byte[] {1, 2, 3}, 3, 0)).isEqualTo(2);
        assertThat(values.number(new byte[] {9, 1, 2}, 1, 2)).isEqualTo(1);
    }
}
