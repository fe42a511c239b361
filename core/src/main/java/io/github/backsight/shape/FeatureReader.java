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
        batch.begin();
        if (!plainFeature(feature)) {
            batch.beginAgain();
            anyFeature(feature);
        }
    }

    /// Reads a feature with plain coordinates; of any other, or a faulty one, nothing is seen.
    private boolean plainFeature(int feature) {
        var geometry = batch.geometry();
        if (!geometry.readAhead(block.bytes(), block.begin(feature), block.end(feature))) {
            return false;
        }
        var plain = geometry.plain();
        try (var parser = Json.parser(plain.rest(), 0, plain.restLength())) {
            parser.nextToken();
            members(parser, plain.rest(), 0, plain.restLength(), true);
        } catch (Fault | JacksonException fault) {
            return false;
        }
        if (geometry.hasReadAhead()) {
            return false;
        }
        long number = block.firstFeature() + feature;
        batch.end(number, "feature " + number);
        return true;
    }

    private void anyFeature(int feature) {
        long number = block.firstFeature() + feature;
        try (var parser = parser(feature)) {
            parser.nextToken();
            members(parser, block.bytes(), block.begin(feature), block.end(feature), true);
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

    /// @param source what `parser` reads, from byte `begin` to byte `end`
    private void members(JsonParser parser, byte[] source, int begin, int end, boolean withGeometry) throws Fault {
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
                        geometry(parser, source, begin, end);
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

    private void geometry(JsonParser parser, byte[] source, int begin, int end) throws Fault {
        switch (parser.currentToken()) {
            case VALUE_NULL -> {}
            case START_OBJECT -> batch.geometry().read(parser, source, begin, end);
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
            members(parser, block.bytes(), block.begin(feature), block.end(feature), false);
        } catch (Fault | JacksonException fault) {
            return place;
        }
        var id = batch.head().id(number);
        return id.isEmpty() ? place : place + ", id " + id;
    }
}
