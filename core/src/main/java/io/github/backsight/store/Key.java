package io.github.backsight.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The name of an object in a store: 1 to 1,024 bytes of UTF-8, any characters, `/` by custom between folders.
///
/// Ordered by UTF-8 bytes, as S3 lists.
public record Key(String value) implements Comparable<Key> {
    public static final int MOST_BYTES = 1024;

    public Key {
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a key has 1 to " + MOST_BYTES + " bytes of UTF-8, not " + bytes.length + ": '" + value + "'");
        }
        if (!new String(bytes, StandardCharsets.UTF_8).equals(value)) {
            throw new IllegalArgumentException("a key is valid Unicode: '" + value + "'");
        }
    }

    @Override
    public int compareTo(Key other) {
        return compareUtf8(value, other.value);
    }

    /// {@return how `a` and `b` compare by their UTF-8 bytes}
    static int compareUtf8(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return value;
    }
}
