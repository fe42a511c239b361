package io.github.backsight.tile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// Lays a tile over an older one, so that one tile shows both.
///
/// Features that are drawn alike in both stand once, in the layer `both`; those drawn in another way
/// stand in `before` and in `now`, as do those that only one has. Each has [#NAME], if it has an id,
/// its values [#BEFORE] and [#NOW], if it has them, and [#MARK], if that is not 0.
///
/// Geometry is taken over as it is. Reads tiles as [TileComparison] does.
public final class OverlaidTile {
    /// The attribute that names a feature.
    public static final String NAME = "id";
    /// The attribute with the value before.
    public static final String BEFORE = "b";
    /// The attribute with the value now.
    public static final String NOW = "n";
    /// The attribute with the mark.
    public static final String MARK = "m";

    private static final int VERSION = 2;
    private static final int POLYGON = 3;

    private final String id;
    private final String value;
    private final ToIntFunction<String> marks;
    private final OneLayer both = new OneLayer("both");
    private final OneLayer then = new OneLayer("before");
    private final OneLayer today = new OneLayer("now");

    private OverlaidTile(String id, String value, ToIntFunction<String> marks) {
        this.id = id;
        this.value = value;
        this.marks = marks;
    }

    /// Which features a tile keeps.
    public enum Kept {
        ALL,
        /// Those whose mark is not 0.
        MARKED
    }

    /// {@return the tile that shows both; empty where nothing is kept}
    ///
    /// @param before a tile, not compressed; empty where there was none
    /// @param now a tile, not compressed; empty where there is none
    /// @param id the attribute that names a feature
    /// @param value the attribute whose value is kept
    /// @param marks of a feature, by its name
    /// @throws IOException if one is no vector tile
    public static Optional<byte[]> of(
            byte[] before, byte[] now, String id, String value, ToIntFunction<String> marks, Kept kept)
            throws IOException {
        var tile = new OverlaidTile(id, value, marks);
        var then = TileComparison.features(before, id);
        for (var entry : TileComparison.features(now, id).entrySet()) {
            var other = then.remove(entry.getKey());
            if (kept == Kept.ALL || marks.applyAsInt(entry.getKey()) != 0) {
                tile.add(entry.getKey(), Optional.ofNullable(other), entry.getValue());
            }
        }
        for (var entry : then.entrySet()) {
            if (kept == Kept.ALL || marks.applyAsInt(entry.getKey()) != 0) {
                tile.add(entry.getKey(), tile.then, entry.getValue(), Map.of(BEFORE, tile.value(entry.getValue())));
            }
        }
        return tile.finished();
    }

    private void add(String name, Optional<TileComparison.Feature> before, TileComparison.Feature now) {
        if (before.isEmpty()) {
            add(name, today, now, Map.of(NOW, value(now)));
            return;
        }
        var values = new LinkedHashMap<String, Optional<TileValue>>();
        values.put(BEFORE, value(before.get()));
        values.put(NOW, value(now));
        if (Arrays.equals(before.get().geometry(), now.geometry())) {
            add(name, both, now, values);
        } else {
            add(name, then, before.get(), values);
            add(name, today, now, values);
        }
    }

    private Optional<TileValue> value(TileComparison.Feature feature) {
        return Optional.ofNullable(feature.attributes().get(value));
    }

    private void add(
            String name, OneLayer layer, TileComparison.Feature feature, Map<String, Optional<TileValue>> values) {
        layer.begin();
        if (feature.attributes().containsKey(id)) {
            layer.tag(NAME, new TileValue.Text(name));
        }
        values.forEach((key, found) -> found.ifPresent(present -> layer.tag(key, present)));
        int mark = marks.applyAsInt(name);
        if (mark != 0) {
            layer.tag(MARK, new TileValue.Numeric(mark));
        }
        layer.finish(feature.geometry());
    }

    private Optional<byte[]> finished() {
        var tile = new ByteBuilder(4096);
        for (var layer : new OneLayer[] {both, then, today}) {
            layer.writeTo(tile);
        }
        return tile.size() == 0 ? Optional.empty() : Optional.of(tile.toArray());
    }

    /// One layer of the tile (MVT 2.1, vector_tile.proto).
    private static final class OneLayer {
        private final String name;
        private final ByteBuilder features = new ByteBuilder(4096);
        private final ByteBuilder tags = new ByteBuilder(64);
        private final Map<String, Integer> keys = new LinkedHashMap<>();
        private final Map<TileValue, Integer> values = new LinkedHashMap<>();

        OneLayer(String name) {
            this.name = name;
        }

        void begin() {
            tags.clear();
        }

        void tag(String key, TileValue value) {
            tags.varint(keys.computeIfAbsent(key, unused -> keys.size()));
            tags.varint(values.computeIfAbsent(value, unused -> values.size()));
        }

        void finish(byte[] geometry) {
            var feature = new ByteBuilder(geometry.length + tags.size() + 16);
            feature.bytesField(2, tags);
            feature.field(3, ByteBuilder.WIRE_VARINT);
            feature.varint(POLYGON);
            feature.bytesField(4, geometry);
            features.bytesField(2, feature);
        }

        void writeTo(ByteBuilder tile) {
            if (features.size() == 0) {
                return;
            }
            var layer = new ByteBuilder(features.size() + 1024);
            layer.field(15, ByteBuilder.WIRE_VARINT);
            layer.varint(VERSION);
            layer.bytesField(1, name.getBytes(StandardCharsets.UTF_8));
            layer.bytes(features);
            keys.keySet().forEach(key -> layer.bytesField(3, key.getBytes(StandardCharsets.UTF_8)));
            values.keySet().forEach(each -> layer.bytesField(4, encoded(each)));
            layer.field(5, ByteBuilder.WIRE_VARINT);
            layer.varint(ZoomGrid.EXTENT);
            tile.bytesField(3, layer);
        }

        private static byte[] encoded(TileValue value) {
            var message = new ByteBuilder(16);
            switch (value) {
                case TileValue.Text(var text) -> message.bytesField(1, text.getBytes(StandardCharsets.UTF_8));
                case TileValue.Numeric(var number) -> {
                    message.field(3, ByteBuilder.WIRE_64_BITS);
                    message.fixed(Double.doubleToLongBits(number), 8);
                }
                case TileValue.Truth(var truth) -> {
                    message.field(7, ByteBuilder.WIRE_VARINT);
                    message.varint(truth ? 1 : 0);
                }
            }
            return message.toArray();
        }
    }
}
