package io.github.backsight.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a tile holds, without its shapes.
///
/// @param layers the names of its layers
/// @param features how many there are in all layers
/// @param ids of those features that have one, in the order of the tile
public record TileContent(List<String> layers, int features, List<String> ids) {
    public TileContent {
        layers = List.copyOf(layers);
        ids = List.copyOf(ids);
    }

    /// {@return the content of a tile of which every byte was looked at, as strictly as [MvtDecoder] does}
    ///
    /// @param id the attribute that names a feature
    /// @throws IOException if it is no such tile; the message says what is wrong, and at which byte
    public static TileContent strictly(byte[] plain, String id) throws IOException {
        var layers = new ArrayList<String>();
        var ids = new ArrayList<String>();
        int features = 0;
        var tile = new ProtobufReader(plain);
        while (tile.hasMore()) {
            tile.nextField();
            tile.expect(3, ByteBuilder.WIRE_BYTES, "tile");
            var parts = MvtDecoder.parts(tile.message());
            layers.add(parts.name());
            features += parts.features().size();
            new StrictLook(parts, id).at(ids);
        }
        return new TileContent(layers, features, ids);
    }

    /// Reads features as [MvtDecoder] does, and keeps nothing of them but their ids. For one thread.
    private static final class StrictLook {
        private final MvtDecoder.Parts parts;
        private final int idKey;

        /// By key, the last feature that had it, counted from 1.
        private final int[] lastWith;

        private int feature;

        StrictLook(MvtDecoder.Parts parts, String id) {
            this.parts = parts;
            this.idKey = parts.keys().indexOf(id);
            this.lastWith = new int[parts.keys().size()];
        }

        void at(List<String> ids) throws IOException {
            for (var message : parts.features()) {
                feature++;
                look(message, ids);
            }
        }

        private void look(ProtobufReader message, List<String> ids) throws IOException {
            long type = 0;
            while (message.hasMore()) {
                switch (message.nextField()) {
                    case 1 -> message.varint();
                    case 2 -> tags(message.message(), ids);
                    case 3 -> type = message.varint();
                    case 4 -> {
                        var unused = GeometryReader.polygons(message.message(), MvtDecoder.Rings.BY_THE_RULES);
                    }
                    default -> throw message.fault("a feature has no such field");
                }
            }
            if (type != MvtDecoder.POLYGON) {
                throw message.fault("polygons (type 3) were expected, not type " + type);
            }
        }

        private void tags(ProtobufReader tags, List<String> ids) throws IOException {
            while (tags.hasMore()) {
                long key = tags.bareVarint();
                long value = tags.bareVarint();
                if (key < 0
                        || key >= lastWith.length
                        || value < 0
                        || value >= parts.values().size()) {
                    throw tags.fault("a tag names key " + key + " and value " + value + ", but the layer has "
                            + lastWith.length + " keys and " + parts.values().size() + " values");
                }
                if (lastWith[(int) key] == feature) {
                    throw tags.fault("a feature has an attribute twice");
                }
                lastWith[(int) key] = feature;
                if (key == idKey && parts.values().get((int) value) instanceof TileValue.Text(var name)) {
                    ids.add(name);
                }
            }
        }
    }

    /// {@return the content of a tile that was found good before: shapes and other attributes are passed over}
    ///
    /// @param id the attribute that names a feature
    /// @throws IOException if it cannot be read
    public static TileContent quickly(byte[] plain, String id) throws IOException {
        var layers = new ArrayList<String>();
        var ids = new ArrayList<String>();
        int features = 0;
        var tile = new ProtobufReader(plain);
        while (tile.hasMore()) {
            tile.nextField();
            tile.expect(3, ByteBuilder.WIRE_BYTES, "tile");
            features += layer(tile.message(), id, layers, ids);
        }
        return new TileContent(layers, features, ids);
    }

    private static int layer(ProtobufReader layer, String id, List<String> layers, List<String> ids)
            throws IOException {
        var features = new ArrayList<ProtobufReader>();
        var values = new ArrayList<ProtobufReader>();
        int key = -1;
        int keys = 0;
        while (layer.hasMore()) {
            switch (layer.nextField()) {
                case 1 -> layers.add(layer.text());
                case 2 -> features.add(layer.message());
                case 3 -> {
                    key = layer.text().equals(id) ? keys : key;
                    keys++;
                }
                case 4 -> values.add(layer.message());
                case 5, 15 -> layer.varint();
                default -> throw layer.fault("a layer has no such field");
            }
        }
        for (var feature : features) {
            int value = valueOf(feature, key);
            if (value >= 0 && value < values.size()) {
                text(values.get(value), ids);
            }
        }
        return features.size();
    }

    /// {@return the number of the value that the feature has under `key`; -1: it has none}
    private static int valueOf(ProtobufReader feature, int key) throws IOException {
        while (feature.hasMore()) {
            switch (feature.nextField()) {
                case 1, 3 -> feature.varint();
                case 2 -> {
                    var tags = feature.message();
                    while (tags.hasMore()) {
                        long tag = tags.bareVarint();
                        long value = tags.bareVarint();
                        if (tag == key) {
                            return (int) value;
                        }
                    }
                }
                case 4 -> feature.message();
                default -> throw feature.fault("a feature has no such field");
            }
        }
        return -1;
    }

    private static void text(ProtobufReader value, List<String> ids) throws IOException {
        if (value.hasMore() && value.nextField() == 1) {
            ids.add(value.text());
        }
    }
}
