package io.github.backsight.tile;

import io.github.backsight.tile.DecodedTile.Feature;
import io.github.backsight.tile.DecodedTile.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads Mapbox Vector Tiles, version 2.1, of polygons: to draw them and to compare them.
///
/// Strict: what Backsight does not write (points and lines, extensions, unknown fields, rings against the rules)
/// is an error that says where in the tile it stands. Feature ids are read over.
public final class MvtDecoder {
    static final int POLYGON = 3;

    /// What becomes of rings that break the rules.
    public enum Rings {
        /// They are an error.
        BY_THE_RULES,
        /// A hole before any shell, or a ring without area, is the shell of a polygon of its own: for tiles of
        /// other programs. Its area is not positive.
        AS_THEY_COME
    }

    private MvtDecoder() {}

    /// {@return what the tile says}
    ///
    /// @param plain the tile, not compressed
    /// @throws IOException if it is not such a tile; the message says what is wrong, and at which byte
    public static DecodedTile decode(byte[] plain) throws IOException {
        return decode(plain, Rings.BY_THE_RULES);
    }

    /// {@return what the tile says, its rings taken as `rings` says}
    ///
    /// @param plain the tile, not compressed
    /// @throws IOException if it is not such a tile; the message says what is wrong, and at which byte
    public static DecodedTile decode(byte[] plain, Rings rings) throws IOException {
        var tile = new ProtobufReader(plain);
        var layers = new ArrayList<Layer>();
        while (tile.hasMore()) {
            tile.nextField();
            tile.expect(3, ByteBuilder.WIRE_BYTES, "tile");
            layers.add(layer(tile.message(), rings));
        }
        return new DecodedTile(layers);
    }

    private static Layer layer(ProtobufReader layer, Rings rings) throws IOException {
        var parts = parts(layer);
        var decoded = new ArrayList<Feature>();
        for (var feature : parts.features()) {
            decoded.add(feature(feature, parts.keys(), parts.values(), rings));
        }
        return new Layer(parts.name(), parts.extent(), decoded);
    }

    /// A layer whose features are not read yet.
    record Parts(String name, int extent, List<ProtobufReader> features, List<String> keys, List<TileValue> values) {}

    static Parts parts(ProtobufReader layer) throws IOException {
        String name = "";
        long version = 1;
        long extent = 4096;
        List<ProtobufReader> features = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        List<TileValue> values = new ArrayList<>();
        while (layer.hasMore()) {
            switch (layer.nextField()) {
                case 1 -> name = layer.text();
                case 2 -> features.add(layer.message());
                case 3 -> keys.add(layer.text());
                case 4 -> values.add(value(layer.message()));
                case 5 -> extent = layer.varint();
                case 15 -> version = layer.varint();
                default -> throw layer.fault("a layer has no such field");
            }
        }
        if (version != 2 || name.isEmpty() || extent < 1 || extent > 1 << 20) {
            throw layer.fault("a layer of version 2 with a name and an extent was expected, not version " + version
                    + ", name '" + name + "', extent " + extent);
        }
        return new Parts(name, (int) extent, features, keys, values);
    }

    static TileValue value(ProtobufReader message) throws IOException {
        TileValue value = null;
        while (message.hasMore()) {
            value = switch (message.nextField()) {
                case 1 -> new TileValue.Text(message.text());
                case 2 -> new TileValue.Numeric(Float.intBitsToFloat((int) message.fixed(4)));
                case 3 -> new TileValue.Numeric(Double.longBitsToDouble(message.fixed(8)));
                case 4, 5 -> new TileValue.Numeric(message.varint());
                case 6 -> new TileValue.Numeric(ProtobufReader.unzigzag(message.varint()));
                case 7 -> new TileValue.Truth(message.varint() != 0);
                default -> throw message.fault("a value has no such field");
            };
        }
        if (value == null) {
            throw message.fault("a value says nothing");
        }
        return value;
    }

    private static Feature feature(ProtobufReader feature, List<String> keys, List<TileValue> values, Rings rings)
            throws IOException {
        Map<String, TileValue> attributes = new LinkedHashMap<>();
        long type = 0;
        List<DecodedTile.Polygon> polygons = List.of();
        while (feature.hasMore()) {
            switch (feature.nextField()) {
                case 1 -> feature.varint();
                case 2 -> tags(feature.message(), keys, values, attributes);
                case 3 -> type = feature.varint();
                case 4 -> polygons = GeometryReader.polygons(feature.message(), rings);
                default -> throw feature.fault("a feature has no such field");
            }
        }
        if (type != POLYGON) {
            throw feature.fault("polygons (type 3) were expected, not type " + type);
        }
        return new Feature(attributes, polygons);
    }

    private static void tags(
            ProtobufReader tags, List<String> keys, List<TileValue> values, Map<String, TileValue> attributes)
            throws IOException {
        while (tags.hasMore()) {
            long key = tags.bareVarint();
            long value = tags.bareVarint();
            if (key < 0 || key >= keys.size() || value < 0 || value >= values.size()) {
                throw tags.fault("a tag names key " + key + " and value " + value + ", but the layer has " + keys.size()
                        + " keys and " + values.size() + " values");
            }
            if (attributes.put(keys.get((int) key), values.get((int) value)) != null) {
                throw tags.fault("a feature has the attribute '" + keys.get((int) key) + "' twice");
            }
        }
    }
}
