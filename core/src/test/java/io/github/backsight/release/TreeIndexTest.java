package io.github.backsight.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.backsight.release.TreeIndex.Entry;
import io.github.backsight.store.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TreeIndexTest {
    private static final TreeIndex INDEX = new TreeIndex(IntStream.range(0, 20)
            .mapToObj(i -> new Entry(
                    "11/" + i + "/" + "7".repeat(i + 1) + ".pbf",
                    i,
                    Sha256.of(("tile " + i).getBytes(StandardCharsets.UTF_8))))
            .toList());

    @Test
    void theIndexComesBackFromItsBytes() throws IOException {
        assertThat(TreeIndex.of(INDEX.bytes(), "index")).isEqualTo(INDEX);
    }

    @Test
    void aStretchThatBeginsAnywhereGivesTheFirstEntryThatLiesWhollyInIt() throws IOException {
        var bytes = INDEX.bytes();
        for (int offset = 0; offset < bytes.length; offset++) {
            for (int length : List.of(1, 100, 300)) {
                var stretch = Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + length));

                var found = TreeIndex.firstIn(stretch, offset, "index");

                assertThat(found).as("%s bytes from %s on", length, offset).isEqualTo(whole(offset, stretch.length));
            }
        }
    }

    /// What a walk over all lines says of that stretch.
    private static Optional<Entry> whole(int offset, int length) {
        int start = 0;
        for (var entry : INDEX.entries()) {
            int end = start + entry.line().length();
            boolean begins = start > offset || (start == 0 && offset == 0);
            if (begins && end <= offset + length) {
                return Optional.of(entry);
            }
            start = end;
        }
        return Optional.empty();
    }

    @Test
    void aDamagedLineIsNamed() {
        var bytes = "x 1 2\n3 y z\n".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> TreeIndex.firstIn(bytes, 5, "maps/index"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "maps/index, byte 11: expected '<sha256> <size> <path>', not '3 y z'; the object is damaged:"
                                + " build the release again");
        assertThatThrownBy(() -> TreeIndex.of(bytes, "maps/index"))
                .hasMessageStartingWith("maps/index, line 1: expected '<sha256> <size> <path>', not 'x 1 2'");
    }
}
