package io.github.backsight.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Files that are packaged beside the classes.
final class Asset {
    private Asset() {}

    /// {@return the text of a file of our own}
    static String own(String name) throws IOException {
        return find(name).orElseThrow(() -> new IllegalStateException("the program lacks page/" + name));
    }

    /// {@return the text of a file that comes from an npm package; empty when the program was built without npm}
    static Optional<String> find(String name) throws IOException {
        try (var in = Asset.class.getResourceAsStream("/page/" + name)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
