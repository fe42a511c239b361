package io.github.backsight.shape;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads the GeoJSON features of one block.
final class FeatureReader {
    private final Block block;
    private final Batch batch;

    private FeatureReader(Block block, Batch batch) {
        this.block = block;
        this.batch = batch;
    }

    /// {@return what the features of `block` are, up to the first that is not JSON}
    static Batch read(Block block, PolygonOptions options, String object) {
        var reader = new FeatureReader(block, new Batch(options, object));
        for (int feature = 0; feature < block.featureCount() && !reader.batch.broken(); feature++) {
            reader.feature(feature);
        }
        return reader.batch;
    }

    private void feature(int feature) {
        long number = block.firstFeature() + feature;
        batch.begin();
        try (var parser = parser(feature)) {
            parser.nextToken();
            members(parser, feature, true);
            batch.end(number, "feature " + number);
        } catch (Fault fault) {
            batch.spoil(fault, place(feature));
        } catch (JacksonException fault) {
            long offset = block.offset() + block.begin(feature);
            long inFeature = fault.getLocation() == null
                    ? 0
                    : Math.max(0, fault.getLocation().getByteOffset());
            batch.breakOff(Fault.of(fault), "feature " + number + ", byte " + (offset + inFeature));
        }
    }

    private JsonParser parser(int feature) {
        return Json.parser(block.bytes(), block.begin(feature), block.end(feature) - block.begin(feature));
    }

    private void members(JsonParser parser, int feature, boolean withGeometry) throws Fault {
        var type = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var value = parser.nextToken();
            switch (name) {
                case "type" -> {
                    type = value == JsonToken.VALUE_STRING ? parser.getString() : "";
                    parser.skipChildren();
                }
                case "id" -> batch.head().ownId(parser);
                case "properties" -> batch.head().properties(parser);
                case "geometry" -> {
                    if (withGeometry) {
                        geometry(parser, feature);
                    } else {
                        parser.skipChildren();
                    }
                }
                default -> parser.skipChildren();
            }
        }
        if (!type.equals("Feature")) {
            throw Fault.layout("an element is a " + (type.isEmpty() ? "thing without type" : type)
                    + " where a Feature is expected");
        }
    }

    private void geometry(JsonParser parser, int feature) throws Fault {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case START_OBJECT -> batch.geometry().read(parser, block.bytes(), block.begin(feature), block.end(feature));
            default -> throw Fault.layout("the feature's geometry is no object");
        }
    }

    /// Reads the faulty feature once more without its geometry, because its id may come after the fault.
    private String place(int feature) {
        long number = block.firstFeature() + feature;
        var place = "feature " + number + ", byte " + (block.offset() + block.begin(feature));
        batch.head().clear();
        try (var parser = parser(feature)) {
            parser.nextToken();
            members(parser, feature, false);
        } catch (Fault | JacksonException fault) {
            return place;
        }
        var id = batch.head().id(number);
        return id.isEmpty() ? place : place + ", id " + id;
    }
}
