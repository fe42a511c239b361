package io.github.backsight.config;

import io.github.backsight.store.Key;
import java.util.Optional;

/// One input: an object of the store, or a member of a zipped one.
public sealed interface InputSettings permits PolygonSettings, TableSettings {
    /// {@return what people call it: 1 to 64 letters, digits, `.`, `_` and `-`, beginning with a letter or digit}
    String name();

    Key key();

    /// {@return the full name of the member to read, when the object is a zip}
    Optional<String> member();

    /// {@return the property or column that holds the id}
    String id();

    /// {@return the name that tells the format: the member's, else the key's}
    default String formatName() {
        return member().orElse(key().value());
    }
}
