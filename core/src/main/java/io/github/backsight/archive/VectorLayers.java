package io.github.backsight.archive;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// The `vector_layers` of TileJSON 3.0.0, section 3.3, which PMTiles and MBTiles use as well.
final class VectorLayers {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final String MEMBER = "vector_layers";

    private VectorLayers() {}

    /// Adds the member that describes the one layer of an archive.
    static void put(ObjectNode document, ArchiveMetadata metadata) {
        var layer = document.putArray(MEMBER).addObject();
        layer.put("id", metadata.layer());
        layer.put("description", metadata.description());
        layer.put("minzoom", metadata.lowestZoom());
        layer.put("maxzoom", metadata.highestZoom());
        var fields = layer.putObject("fields");
        metadata.fields().forEach(fields::put);
    }

    /// {@return the first layer that `document` describes}
    ///
    /// @param archive the archive's name, for messages
    static Layer first(JsonNode document, String archive) throws IOException {
        var layer = document.path(MEMBER).path(0);
        if (!layer.path("id").isString()) {
            throw new IOException(archive + " is damaged: its metadata has no layer in '" + MEMBER + "'");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (var field : layer.path("fields").properties()) {
            fields.put(field.getKey(), field.getValue().asString("String"));
        }
        return new Layer(layer.path("id").stringValue(), fields);
    }

    /// {@return the JSON object that `text` holds}
    static JsonNode parse(String text, String archive) throws IOException {
        try {
            var document = JSON.readTree(text);
            if (document.isObject()) {
                return document;
            }
        } catch (JacksonException fault) {
            throw new IOException(archive + " is damaged: its metadata is not JSON", fault);
        }
        throw new IOException(archive + " is damaged: its metadata is not a JSON object");
    }

    record Layer(String id, Map<String, String> fields) {}
}
