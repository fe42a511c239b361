package io.github.backsight.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What is known of the feature under way beside its geometry. For one thread, used again for each feature.
final class Head {
    private static final String OWN_ID = "id";

    private final PolygonOptions options;
    private final Optional<PropertyColumns> columns;
    private final List<String> names = new ArrayList<>();
    private String id = "";
    private String ownId = "";
    private boolean idIsNumber;
    private boolean ownIdIsNumber;
    private boolean hasDropProperty;
    private boolean dropped;

    Head(PolygonOptions options, Optional<PropertyColumns> columns) {
        this.options = options;
        this.columns = columns;
    }

    /// Begins a new feature.
    void clear() {
        id = "";
        ownId = "";
        idIsNumber = false;
        ownIdIsNumber = false;
        hasDropProperty = false;
        dropped = false;
        names.clear();
    }

    /// {@return the id, or empty if the feature has none}
    ///
    /// @param number of the feature in the file, its id when no property is configured
    String id(long number) {
        if (options.id().isEmpty()) {
            return Long.toString(number);
        }
        return usesOwnId() ? ownId : id;
    }

    boolean idIsNumber() {
        return options.id().isPresent() && (usesOwnId() ? ownIdIsNumber : idIsNumber);
    }

    private boolean usesOwnId() {
        return id.isEmpty() && options.id().equals(Optional.of(OWN_ID));
    }

    /// {@return whether the property that may leave the feature out is 0}
    boolean dropped() {
        return dropped;
    }

    /// {@return whether the feature should have the property that may leave it out, and has not}
    boolean lacksDropProperty() {
        return options.dropWhenZero().isPresent() && !hasDropProperty;
    }

    /// {@return the names of the feature's properties}
    List<String> names() {
        return names;
    }

    /// Reads the value of the feature's own member `id`, which `parser` stands at.
    void ownId(JsonParser parser) {
        ownId = text(parser);
        ownIdIsNumber = parser.currentToken().isNumeric();
        parser.skipChildren();
    }

    /// Takes the value of a property that is given as text.
    ///
    /// @param text blank where there is no value
    void property(String name, String text, boolean isNumber) {
        names.add(name);
        if (options.id().isPresent() && options.id().get().equals(name)) {
            id = text.isBlank() ? "" : text;
            idIsNumber = isNumber;
        }
        if (options.dropWhenZero().isPresent() && options.dropWhenZero().get().equals(name)) {
            hasDropProperty = true;
            dropped = isZero(text);
        }
    }

    private static boolean isZero(String text) {
        return text.matches("-?0+(\\.0*)?");
    }

    /// Reads the object of properties that `parser` stands at.
    void properties(JsonParser parser) throws Fault {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw Fault.layout("the feature's properties are no object");
        }
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            parser.nextToken();
            property(name, parser);
            if (columns.isPresent()) {
                columns.get().stage(name, parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void property(String name, JsonParser parser) {
        names.add(name);
        if (options.id().isPresent() && options.id().get().equals(name)) {
            id = text(parser);
            idIsNumber = parser.currentToken().isNumeric();
        }
        if (options.dropWhenZero().isPresent() && options.dropWhenZero().get().equals(name)) {
            hasDropProperty = true;
            dropped = parser.currentToken().isNumeric() ? parser.getDoubleValue() == 0 : isZero(text(parser));
        }
    }

    private static String text(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                parser.getString().isBlank() ? "" : parser.getString();
            default -> "";
        };
    }
}
