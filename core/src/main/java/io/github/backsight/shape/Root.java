package io.github.backsight.shape;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.JacksonIOException;

/// What the outermost value of a polygon file is; decides how the file is read.
enum Root {
    COLLECTION,
    SEQUENCE,
    TOPOLOGY;

    private static final int RECORD_SEPARATOR = 0x1E;

    PolygonFormat format() {
        return switch (this) {
            case COLLECTION -> PolygonFormat.GEOJSON;
            case SEQUENCE -> PolygonFormat.NDGEOJSON;
            case TOPOLOGY -> PolygonFormat.TOPOJSON;
        };
    }

    /// Looks at a file from its beginning, as far as needed: mostly the first few bytes.
    static Root of(InputStream stream) throws IOException, Fault {
        var start = new PushbackInputStream(stream, 1);
        int first = start.read();
        if (first < 0) {
            throw new Fault("shape.empty", "the file is empty", "Put a GeoJSON or TopoJSON file");
        }
        if (first == 0 || first == 0xFE || first == 0xFF) {
            throw new Fault("shape.not-utf8", "the text is not UTF-8", "Save the file again as UTF-8");
        }
        if (first == RECORD_SEPARATOR) {
            return SEQUENCE;
        }
        start.unread(first);
        try (var parser = Json.parser(start)) {
            var token = parser.nextToken();
            if (token == null) {
                throw new Fault("shape.empty", "the file is blank", "Put a GeoJSON or TopoJSON file");
            }
            if (token != JsonToken.START_OBJECT) {
                throw wrong("a JSON " + (token == JsonToken.START_ARRAY ? "list" : "value"));
            }
            return ofMembers(parser);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            // Reading it as a collection finds the same fault, with its place.
            return COLLECTION;
        }
    }

    private static Root ofMembers(JsonParser parser) throws Fault {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (name.equals("features") && value == JsonToken.START_ARRAY) {
                return COLLECTION;
            }
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                return ofType(parser.getString());
            }
            parser.skipChildren();
        }
        throw wrong("an object without type");
    }

    private static Root ofType(String type) throws Fault {
        return switch (type) {
            case "FeatureCollection" -> COLLECTION;
            case "Feature" -> SEQUENCE;
            case "Topology" -> TOPOLOGY;
            default -> throw wrong("a " + type);
        };
    }

    /// {@return the fault of a file whose outermost value is `found`}
    static Fault wrong(String found) {
        return new Fault(
                "shape.wrong-root",
                "the outermost value is " + found
                        + "; expected a GeoJSON FeatureCollection, one Feature a line, or a TopoJSON Topology",
                "Export the polygons as a GeoJSON FeatureCollection");
    }
}
