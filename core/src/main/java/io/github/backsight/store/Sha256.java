package io.github.backsight.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// A SHA-256 digest as 64 lower-case hexadecimal digits.
public record Sha256(String hex) {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");

    public Sha256 {
        if (!DIGITS.matcher(hex).matches()) {
            throw new IllegalArgumentException("a SHA-256 is 64 lower-case hexadecimal digits, not '" + hex + "'");
        }
    }

    public static Sha256 of(byte[] bytes) {
        return finished(start().digest(bytes));
    }

    public static Sha256 of(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return of(in);
        }
    }

    /// Reads `in` to its end; does not close it.
    public static Sha256 of(InputStream in) throws IOException {
        var digest = start();
        var buffer = new byte[BUFFER_BYTES];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return finished(digest.digest());
    }

    /// {@return a new SHA-256 computation, to be ended with [#finished(byte[])]}
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /// @param digest 32 bytes
    public static Sha256 finished(byte[] digest) {
        return new Sha256(HexFormat.of().formatHex(digest));
    }

    @Override
    public String toString() {
        return hex;
    }
}
