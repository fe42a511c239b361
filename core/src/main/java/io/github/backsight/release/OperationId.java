package io.github.backsight.release;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/// The name of one operation: when it was begun, then eight random hexadecimal digits, as in
/// `20261123T021500Z-5f0c77aa`. Later operations sort later, as far as clocks agree.
public record OperationId(String value) implements Comparable<OperationId> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    public OperationId {
        if (!isId(value)) {
            throw new IllegalArgumentException("not an operation id: '" + value + "'");
        }
    }

    static boolean isId(String text) {
        return text.matches("[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}");
    }

    public static OperationId begunAt(Instant time, RandomGenerator random) {
        return new OperationId(TIME.format(time) + String.format(Locale.ROOT, "-%08x", random.nextInt()));
    }

    @Override
    public int compareTo(OperationId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
