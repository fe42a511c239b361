package io.github.backsight.store;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the version records of a key lie: a relative path that any file system can hold, and that gives the key back.
///
/// Each part of the key between two `/` is a folder, the last one the beginning of the file's name, which `@` and the
/// record's number end: version 3 of `data/Usa.csv` is `objects/data/%55sa.csv@3`. Lower-case letters, digits, `-`,
/// `_`, and `.` inside a part stand for themselves; every other byte of the UTF-8 is `%` and two lower-case hexadecimal
/// digits, so `..`, upper case, and what a file system would fold together cannot clash. An empty part is `%`.
/// A key whose path would be longer than 200 characters is `long/` and its SHA-256, as file systems limit names (255
/// bytes) and paths (1,024 bytes on some).
final class KeyPath {
    static final String TREE = "objects";
    static final String LONG = "long";
    static final char NUMBER = '@';
    private static final int MOST_CHARACTERS = 200;
    private static final String PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String EMPTY_PART = "%";
    private static final Pattern ENCODED = Pattern.compile("(?:[a-z0-9._-]|%[0-9a-f]{2})+");

    private KeyPath() {}

    /// {@return the path of a key's records without their `@` and number}
    static String stem(Key key) {
        var path = Stream.of(key.value().split("/", -1)).map(KeyPath::encode).collect(Collectors.joining("/"));
        return path.length() <= MOST_CHARACTERS
                ? TREE + "/" + path
                : LONG + "/" + Sha256.of(key.value().getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the part of a key that `name` stands for, or empty when no part is encoded so}
    static Optional<String> decode(String name) {
        if (name.equals(EMPTY_PART)) {
            return Optional.of("");
        }
        if (!ENCODED.matcher(name).matches()) {
            return Optional.empty();
        }
        var bytes = new byte[name.length()];
        int length = 0;
        for (int i = 0; i < name.length(); i++) {
            boolean escaped = name.charAt(i) == '%';
            bytes[length++] = escaped ? (byte) Integer.parseInt(name, i + 1, i + 3, 16) : (byte) name.charAt(i);
            i += escaped ? 2 : 0;
        }
        var part = new String(bytes, 0, length, StandardCharsets.UTF_8);
        return encode(part).equals(name) ? Optional.of(part) : Optional.empty();
    }

    /// {@return a part of a key, without `/`, as the name of a folder or the beginning of a file name}
    static String encode(String part) {
        if (part.isEmpty()) {
            return EMPTY_PART;
        }
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        var name = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            char c = (char) (bytes[i] & 0xff);
            boolean dotInside = c == '.' && i > 0 && i < bytes.length - 1;
            if (dotInside || PLAIN.indexOf(c) >= 0) {
                name.append(c);
            } else {
                name.append('%').append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            }
        }
        return name.toString();
    }
}
