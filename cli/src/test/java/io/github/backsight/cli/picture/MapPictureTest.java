package io.github.backsight.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.backsight.archive.ArchiveMetadata;
import io.github.backsight.archive.ArchiveMetadata.Bounds;
import io.github.backsight.archive.TileArchiveReader;
import io.github.backsight.geom.Mercator;
import io.github.backsight.tile.TileId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Draws a world of two halves: the west is worth 1, the east 9.
class MapPictureTest {
    private static final int LIGHTEST = 0xffffcc;
    private static final int DARKEST = 0x800026;
    private static final int WATER = 0xeef3f6;
    private static final Bounds WORLD = new Bounds(-180, -Mercator.MOST_LATITUDE, 180, Mercator.MOST_LATITUDE);

    private final Archive low = new Archive(0, 0, new TreeMap<>(Map.of(new TileId(0, 0, 0), halves())));

    private static BufferedImage draw(TileArchiveReader high, TileArchiveReader low, Optional<Bounds> bounds)
            throws IOException {
        return new MapPicture("test", "rate", "rate", bounds, Optional.of(new MapPicture.Range(1, 9)), 400, 400)
                .draw(high, low);
    }

    private static int colour(BufferedImage picture, int x, int y) {
        return picture.getRGB(x, y) & 0xffffff;
    }

    @Test
    void polygonsHaveTheColourOfTheirValueAndTheRestIsWater() throws IOException {
        var picture = draw(low, low, Optional.of(WORLD));

        assertThat(colour(picture, 100, 100)).isEqualTo(LIGHTEST);
        assertThat(colour(picture, 300, 100)).isEqualTo(DARKEST);
        assertThat(colour(picture, 20, 100)).isEqualTo(WATER);
    }

    @Test
    void whereThePictureIsTooCoarseForTheHighArchiveTheLowOneIsDrawn() throws IOException {
        var high = new Archive(5, 5, new TreeMap<>());

        assertThat(colour(draw(high, low, Optional.of(WORLD)), 300, 100)).isEqualTo(DARKEST);
    }

    @Test
    void theDefaultViewShowsNearlyAllPolygons() throws IOException {
        var picture = draw(low, low, Optional.empty());

        assertThat(colour(picture, 100, 100)).isEqualTo(LIGHTEST);
        assertThat(colour(picture, 300, 100)).isEqualTo(DARKEST);
    }

    @Test
    void anArchiveWithoutTilesIsAnEmptyPicture() throws IOException {
        var empty = new Archive(0, 0, new TreeMap<>());

        assertThat(colour(draw(empty, empty, Optional.empty()), 200, 100)).isEqualTo(WATER);
    }

    @Test
    void law7_theSameTilesMakeTheSamePixels() throws IOException {
        var one = draw(low, low, Optional.of(WORLD));
        var other = draw(low, low, Optional.of(WORLD));

        assertThat(one.getRGB(0, 0, 400, 400, null, 0, 400)).isEqualTo(other.getRGB(0, 0, 400, 400, null, 0, 400));
    }

    /// Two rectangles side by side, as the specification's section 4.3 writes polygons.
    private static byte[] halves() {
        var layer = new Protobuf()
                .varint(15, 2)
                .bytes(1, "blocks".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes(2, rectangle(0, 0))
                .bytes(2, rectangle(2048, 1))
                .bytes(3, "rate".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .bytes(4, new Protobuf().varint(5, 1).toArray())
                .bytes(4, new Protobuf().varint(5, 9).toArray())
                .varint(5, 4096);
        return new Protobuf().bytes(3, layer.toArray()).toArray();
    }

    private static byte[] rectangle(int west, int value) {
        var geometry = new Protobuf()
                .bare(9)
                .bare(west * 2)
                .bare(0)
                .bare(26)
                .bare(2048 * 2)
                .bare(0)
                .bare(0)
                .bare(4096 * 2)
                .bare(2048 * 2 - 1)
                .bare(0)
                .bare(15);
        return new Protobuf()
                .bytes(2, new Protobuf().bare(0).bare(value).toArray())
                .varint(3, 3)
                .bytes(4, geometry.toArray())
                .toArray();
    }

    private static final class Protobuf {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Protobuf bare(int value) {
            int rest = value;
            while (rest > 0x7f) {
                bytes.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            bytes.write(rest);
            return this;
        }

        Protobuf varint(int field, int value) {
            return bare(field << 3).bare(value);
        }

        Protobuf bytes(int field, byte[] value) {
            bare((field << 3) | 2).bare(value.length);
            bytes.writeBytes(value);
            return this;
        }

        byte[] toArray() {
            return bytes.toByteArray();
        }
    }

    /// An archive in memory.
    private record Archive(int lowest, int highest, SortedMap<TileId, byte[]> content) implements TileArchiveReader {
        @Override
        public ArchiveMetadata metadata() {
            return new ArchiveMetadata("", "", "", "blocks", Map.of("rate", "Number"), lowest, highest, WORLD);
        }

        @Override
        public Optional<byte[]> tile(TileId id) {
            return Optional.ofNullable(content.get(id));
        }

        @Override
        public List<TileId> tiles() {
            return List.copyOf(content.keySet());
        }

        @Override
        public void close() {}
    }
}
