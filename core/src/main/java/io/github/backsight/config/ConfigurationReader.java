package io.github.backsight.config;

import java.io.IOException;
import java.nio.file.Path;

/// The file's text to a [Configuration].
@SuppressWarnings("DoNotCallSuggester")
final class ConfigurationReader {
    private ConfigurationReader() {}

    static Configuration read(Path file) throws IOException {
        return parse(java.nio.file.Files.readString(file), file);
    }

    static Configuration parse(String text, Path file) throws ConfigurationException {
        throw new ConfigurationException(
                java.util.List.of(new ConfigurationException.Problem(file.toString(), 0, 0, "not read yet: " + text)));
    }
}
