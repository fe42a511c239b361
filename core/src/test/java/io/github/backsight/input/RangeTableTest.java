package io.github.backsight.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangeTableTest {
    @TempDir
    private Path folder;

    /// {@return where the bytes begin that each range misses; empty where the file has no table}
    static Optional<long[]> missingFrom(Path file, long size) throws IOException {
        try (var part = PartFile.open(file)) {
            return RangeTable.recorded(part, size)
                    .map(table -> IntStream.range(0, table.ranges())
                            .mapToLong(table::missingFrom)
                            .toArray());
        }
    }

    /// {@return as [#missingFrom], of the ranges that are not whole}
    static Optional<Long[]> missing(Path file, long size) throws IOException {
        try (var part = PartFile.open(file)) {
            return RangeTable.recorded(part, size)
                    .map(table -> IntStream.range(0, table.ranges())
                            .filter(range -> table.missingFrom(range) < table.to(range))
                            .mapToObj(table::missingFrom)
                            .toArray(Long[]::new));
        }
    }

    private Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("part"), bytes);
    }

    @Test
    void law7_aTableHasExactlyTheseBytes() throws IOException {
        var file = written(new byte[13]);
        try (var part = PartFile.open(file)) {
            var table = RangeTable.begun(part, 21, 10);
            table.count(2, 1);
            table.record();
        }

        var numbers = ByteBuffer.wrap(Files.readAllBytes(file)).position(24).asLongBuffer();
        assertThat(numbers.remaining()).isEqualTo(5);
        assertThat(numbers.get()).isEqualTo(0x4261636b72616e67L);
        assertThat(numbers.get()).isEqualTo(10);
        assertThat(numbers.get()).isEqualTo(10);
        assertThat(numbers.get()).isEqualTo(3);
        assertThat(numbers.get()).isEqualTo(1);
    }

    @Test
    void whatWasRecordedIsFoundAgainAndWhatWasOnlyCountedIsNot() throws IOException {
        var file = written(new byte[0]);
        try (var part = PartFile.open(file)) {
            var table = RangeTable.begun(part, 25, 10);
            table.count(1, 4);
            table.record();
            table.count(2, 5);
            assertThat(table.brought()).isEqualTo(9);
            assertThat(table.withoutGap()).isZero();
        }

        assertThat(missingFrom(file, 25)).hasValue(new long[] {0, 14, 20});
    }

    @Test
    void aTableThatDoesNotFitIsNone() throws IOException {
        var file = written(new byte[0]);
        try (var part = PartFile.open(file)) {
            assertThat(RangeTable.begun(part, 25, 10).ranges()).isEqualTo(3);
        }
        var bytes = Files.readAllBytes(file);

        assertThat(missingFrom(file, 25)).isPresent();
        assertThat(missingFrom(file, 24)).isEmpty();
        assertThat(missingFrom(file, 17)).isEmpty();
        assertThat(missingFrom(written(Arrays.copyOf(bytes, bytes.length - 1)), 25))
                .isEmpty();
        assertThat(missingFrom(written(Arrays.copyOf(bytes, bytes.length + 1)), 25))
                .isEmpty();
        assertThat(missingFrom(written(new byte[bytes.length]), 25)).isEmpty();
        assertThat(missingFrom(written(with(bytes, 32 + 15, 5)), 25)).isEmpty();
        assertThat(missingFrom(written(with(bytes, 48 + 7, 11)), 25)).isEmpty();
        assertThat(missingFrom(written(with(bytes, 48, -1)), 25)).isEmpty();
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        var other = bytes.clone();
        other[at] = (byte) value;
        return other;
    }
}
