package io.github.backsight.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Compares two tiles by what they say: which features, with which values and which shapes. The order
/// of features, and how the tables of a tile are numbered, make no difference.
///
/// Shapes are compared as they are drawn: by the bytes of their geometry. Reads tiles as [MvtDecoder]
/// does, and as strictly, but for the geometry.
public final class TileComparison {
    private TileComparison() {}

    /// What is different, by ids; a feature whose values and shape have changed is in both lists.
    public record Change(List<String> added, List<String> removed, List<String> values, List<String> shapes) {
        public Change {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            values = List.copyOf(values);
            shapes = List.copyOf(shapes);
        }

        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && values.isEmpty() && shapes.isEmpty();
        }
    }

    /// {@return what is different in `now`}
    ///
    /// @param before a tile, not compressed; empty where there was none
    /// @param now a tile, not compressed; empty where there is none
    /// @param id the attribute that names a feature; features without it are named by all their
    /// values
    /// @throws IOException if one is no vector tile
    public static Change of(byte[] before, byte[] now, String id) throws IOException {
        var added = new ArrayList<String>();
        var removed = new ArrayList<String>();
        var values = new ArrayList<String>();
        var shapes = new ArrayList<String>();
        var then = features(before, id);
        for (var entry : features(now, id).entrySet()) {
            var other = then.remove(entry.getKey());
            if (other == null) {
                added.add(entry.getKey());
                continue;
            }
            var feature = entry.getValue();
            if (!feature.sameValues(other)) {
                values.add(entry.getKey());
            }
            if (!Arrays.equals(feature.geometry(), other.geometry())) {
                shapes.add(entry.getKey());
            }
        }
        removed.addAll(then.keySet());
        return new Change(added, removed, values, shapes);
    }

    /// The names and values of a layer, as its features number them.
    record Names(List<String> keys, List<TileValue> values) {}

    /// @param tags numbers of keys and values, in pairs
    record Feature(Names names, int[] tags, byte[] geometry) {
        /// Most features have the same keys in the same order: these are compared without making
        /// anything.
        boolean sameValues(Feature other) {
            if (tags.length != other.tags.length) {
                return false;
            }
            for (int i = 0; i < tags.length; i += 2) {
                if (!key(i).equals(other.key(i))) {
                    return attributes().equals(other.attributes());
                }
                if (!value(i).equals(other.value(i))) {
                    return false;
                }
            }
            return true;
        }

        private String key(int tag) {
            return names.keys().get(tags[tag]);
        }

        private TileValue value(int tag) {
            return names.values().get(tags[tag + 1]);
        }

        Map<String, TileValue> attributes() {
            var attributes = new TreeMap<String, TileValue>();
            for (int i = 0; i < tags.length; i += 2) {
                attributes.put(key(i), value(i));
            }
            return attributes;
        }

        String name(String id) {
            for (int i = 0; i < tags.length; i += 2) {
                if (key(i).equals(id)) {
                    return text(value(i));
                }
            }
            var all = new StringBuilder();
            attributes()
                    .forEach((key, value) -> all.append(all.isEmpty() ? "" : " ")
                            .append(key)
                            .append('=')
                            .append(text(value)));
            return all.toString();
        }

        static String text(TileValue value) {
            return switch (value) {
                case TileValue.Text(var text) -> text;
                case TileValue.Truth(var truth) -> String.valueOf(truth);
                case TileValue.Numeric(var number) ->
                    number == Math.rint(number) && Math.abs(number) < 1e15
                            ? String.valueOf((long) number)
                            : String.valueOf(number);
            };
        }
    }

    /// {@return the features of a tile by their names, in its order; a name that comes again is numbered}
    ///
    /// @param id the attribute that names a feature
    static Map<String, Feature> features(byte[] plain, String id) throws IOException {
        var features = new LinkedHashMap<String, Feature>();
        var times = new HashMap<String, Integer>();
        var tile = new ProtobufReader(plain);
        while (tile.hasMore()) {
            tile.nextField();
            tile.expect(3, ByteBuilder.WIRE_BYTES, "tile");
            for (var feature : layer(tile.message())) {
                var name = feature.name(id);
                int time = times.merge(name, 1, Integer::sum);
                features.put(time == 1 ? name : name + " (" + time + ")", feature);
            }
        }
        return features;
    }

    private static List<Feature> layer(ProtobufReader layer) throws IOException {
        var names = new Names(new ArrayList<>(), new ArrayList<>());
        var messages = new ArrayList<ProtobufReader>();
        while (layer.hasMore()) {
            switch (layer.nextField()) {
                case 1 -> layer.text();
                case 2 -> messages.add(layer.message());
                case 3 -> names.keys().add(layer.text());
                case 4 -> names.values().add(MvtDecoder.value(layer.message()));
                case 5, 15 -> layer.varint();
                default -> throw layer.fault("a layer has no such field");
            }
        }
        var features = new ArrayList<Feature>();
        for (var message : messages) {
            features.add(feature(message, names));
        }
        return features;
    }

    private static Feature feature(ProtobufReader message, Names names) throws IOException {
        var tags = new int[0];
        var geometry = new byte[0];
        while (message.hasMore()) {
            switch (message.nextField()) {
                case 1, 3 -> message.varint();
                case 2 -> tags = tags(message.message(), names);
                case 4 -> geometry = message.message().rest();
                default -> throw message.fault("a feature has no such field");
            }
        }
        return new Feature(names, tags, geometry);
    }

    private static int[] tags(ProtobufReader message, Names names) throws IOException {
        var tags = new int[names.keys().size() * 2];
        int length = 0;
        while (message.hasMore()) {
            long key = message.bareVarint();
            long value = message.bareVarint();
            if (key < 0
                    || key >= names.keys().size()
                    || value < 0
                    || value >= names.values().size()
                    || length == tags.length) {
                throw message.fault("a tag names key " + key + " and value " + value + ", which the layer has not");
            }
            tags[length++] = (int) key;
            tags[length++] = (int) value;
        }
        return Arrays.copyOf(tags, length);
    }
}
