package io.github.backsight.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The commented `backsight.yaml` that a new user starts from.
public final class ConfigurationTemplate {
    private static final String RESOURCE = "backsight.yaml";

    private ConfigurationTemplate() {}

    /// {@return the text of the file; it explains every key and its default, and is valid as it stands}
    public static String text() {
        try (var in = ConfigurationTemplate.class.getResourceAsStream(RESOURCE)) {
            return new String(Objects.requireNonNull(in, RESOURCE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program is damaged: its " + RESOURCE + " cannot be read", e);
        }
    }
}
