package io.github.backsight.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who may change things: names, roles and their tokens, one a line, as in `ada operator 5f0c…`. Of the tokens only
/// digests are kept. Immutable; threads may share it.
public final class Tokens {
    /// Nobody may.
    public static final Tokens NONE = new Tokens(List.of());

    /// So many characters nobody guesses.
    static final int SHORTEST = 32;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final EnumSet<PosixFilePermission> OF_OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private record Known(Person person, byte[] digest) {}

    private final List<Known> known;

    private Tokens(List<Known> known) {
        this.known = List.copyOf(known);
    }

    /// Reads a file that nobody but its owner may read, where the file system knows such permissions.
    ///
    /// @throws IOException if it cannot be read, others may read it, or a line is not of the form
    public static Tokens read(Path file) throws IOException {
        var view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view != null) {
            var permissions = view.readAttributes().permissions();
            if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
                throw new IOException("'" + file + "' holds tokens, and others may read it: chmod 600 " + file);
            }
        }
        return of(Files.readString(file, StandardCharsets.UTF_8), "'" + file + "'");
    }

    /// @param text lines, or parts between semicolons; `#` begins a remark
    /// @param source what messages call it; they never hold a token
    /// @throws IOException if a line is not of the form, or two have the same name or token
    public static Tokens of(String text, String source) throws IOException {
        var known = new ArrayList<Known>();
        var names = new HashSet<String>();
        var digests = new HashSet<String>();
        var lines = text.split("[\\n;]", -1);
        for (int number = 1; number <= lines.length; number++) {
            var line = lines[number - 1].replaceFirst("#.*", "").strip();
            if (!line.isEmpty()) {
                var one = known(line, source + ", line " + number);
                if (!names.add(one.person().name())
                        || !digests.add(HexFormat.of().formatHex(one.digest()))) {
                    throw new IOException(source + ", line " + number + ": a name or token stands there twice");
                }
                known.add(one);
            }
        }
        return new Tokens(known);
    }

    private static Known known(String line, String place) throws IOException {
        var parts = line.split("\\s+", -1);
        if (parts.length != 3 || !NAME.matcher(parts[0]).matches()) {
            throw new IOException(place + ": a line is NAME ROLE TOKEN, as in: ada operator 5f0c…");
        }
        var role = List.of(Role.values()).stream()
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(parts[1]))
                .findFirst()
                .orElseThrow(() -> new IOException(place + ": a role is viewer, operator or approver"));
        if (parts[2].length() < SHORTEST) {
            throw new IOException(
                    place + ": a token has at least " + SHORTEST + " characters; make one with: openssl rand -hex 32");
        }
        return new Known(new Person(parts[0], role), digest(parts[2]));
    }

    /// {@return whether nobody has any}
    public boolean isEmpty() {
        return known.isEmpty();
    }

    /// {@return whose token it is; how long that takes tells nothing of the tokens there are}
    Optional<Person> whose(String token) {
        var presented = digest(token);
        Optional<Person> found = Optional.empty();
        for (var each : known) {
            if (MessageDigest.isEqual(each.digest(), presented)) {
                found = Optional.of(each.person());
            }
        }
        return found;
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
