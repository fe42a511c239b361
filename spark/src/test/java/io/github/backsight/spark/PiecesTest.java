package io.github.backsight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PiecesTest {
    @Test
    void piecesLieEachInOnePartAndAreTogetherTheBytes() {
        var random = new Random(5);
        for (int round = 0; round < 500; round++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            int start = random.nextInt(50);
            int partBytes = 1 + random.nextInt(40);
            int mostBytes = 1 + random.nextInt(40);

            var pieces = new Pieces(start, partBytes, mostBytes, cut(bytes, random));

            var together = new ByteArrayOutputStream();
            while (pieces.hasNext()) {
                var piece = pieces.next();
                assertThat(piece._1().whole() * partBytes + piece._1().order()).isEqualTo(start + together.size());
                assertThat(piece._1().order() + piece._2().length).isLessThanOrEqualTo(partBytes);
                assertThat(piece._2()).hasSizeBetween(1, mostBytes);
                together.writeBytes(piece._2());
            }
            assertThat(together.toByteArray()).isEqualTo(bytes);
        }
    }

    /// {@return the same in some arrays, empty ones among them}
    private static Iterator<byte[]> cut(byte[] bytes, Random random) {
        var arrays = new ArrayList<byte[]>();
        for (int from = 0; from < bytes.length; ) {
            int end = Math.min(bytes.length, from + random.nextInt(30));
            arrays.add(Arrays.copyOfRange(bytes, from, end));
            from = end;
        }
        return arrays.iterator();
    }
}
