package io.github.backsight.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=2-5, 2, 4",
        "bytes=7-, 7, 3",
        "bytes=-3, 7, 3",
        "bytes=-99, 0, 10",
        "bytes=5-99, 5, 5"
    })
    void aRangeIsCutToWhatThereIs(String header, long first, long length) throws ByteRange.Unsatisfiable {
        assertThat(ByteRange.of(Optional.of(header), 10)).contains(new ByteRange(first, length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes=-",
                "bytes=5-2",
                "bytes=0-1,3-4",
                "items=0-1",
                "bytes=a-b",
                "bytes=99999999999999999999-"
            })
    void whatIsNoRangeOfBytesAsksForAll(String header) throws ByteRange.Unsatisfiable {
        assertThat(ByteRange.of(Optional.of(header), 10)).isEmpty();
        assertThat(ByteRange.of(Optional.empty(), 10)).isEmpty();
    }

    @Test
    void aRangeBeyondTheEndIsRefused() {
        assertThatThrownBy(() -> ByteRange.of(Optional.of("bytes=10-"), 10))
                .isInstanceOf(ByteRange.Unsatisfiable.class);
        assertThatThrownBy(() -> ByteRange.of(Optional.of("bytes=-0"), 10)).isInstanceOf(ByteRange.Unsatisfiable.class);
        assertThatThrownBy(() -> ByteRange.of(Optional.of("bytes=0-"), 0)).isInstanceOf(ByteRange.Unsatisfiable.class);
    }
}
