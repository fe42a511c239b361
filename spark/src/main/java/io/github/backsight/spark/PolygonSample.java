package io.github.backsight.spark;

import io.github.backsight.build.InputFile;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.shape.Block;
import io.github.backsight.shape.FeatureBlocks;
import io.github.backsight.shape.FeatureRange;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.Polygons;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;

/// Some features of a file of polygons: those at its beginning, and of a plain one also those at
/// places spread over all of it.
///
/// Where in the middle of a file a feature begins is guessed by how the first ones do; a place
/// where that leads nowhere is left out.
///
/// @param whole bytes of the file, unpacked; where a packed one does not tell, as its beginning
/// unpacks
/// @param bytes of the sample
/// @param area that the sample covers, see [MappedArea]
record PolygonSample(long whole, boolean packed, long bytes, long features, long vertices, double area) {
    /// How much is read.
    ///
    /// @param beginning in bytes, unpacked
    /// @param places in the rest of a plain file
    /// @param place bytes at each
    record Size(int beginning, int places, int place) {
        static final Size USUAL = new Size(1 << 20, 24, 1 << 18);

        /// {@return of each of `files`, so that of all together it is not much more than of one}
        static Size ofOneOf(int files) {
            return new Size(USUAL.beginning, Math.ceilDiv(USUAL.places, files), USUAL.place);
        }
    }

    /// {@return the sample; empty where the polygons are no GeoJSON that can be read}
    ///
    /// @param settings of the file
    static Optional<PolygonSample> of(PolygonSettings settings, ObjectStore store, Pin pin, Size size)
            throws IOException {
        var opened = new PackedObject(store, pin, settings.member());
        try {
            return new Reader(opened, InputFile.options(settings), size).read();
        } catch (BadInputException notReadable) {
            // The build itself tells what is wrong.
            return Optional.empty();
        }
    }

    /// How many times as much as in the sample there is in the file.
    double times() {
        return bytes == 0 ? 0 : Math.max(1, (double) whole / bytes);
    }

    /// Reads one file. For one thread.
    private static final class Reader {
        private final PackedObject object;
        private final PolygonOptions options;
        private final Size size;
        private long bytes;
        private long features;
        private long vertices;
        private double area;
        private long taken;
        private FeatureBeginning feature = FeatureBeginning.UNKNOWN;

        Reader(PackedObject object, PolygonOptions options, Size size) {
            this.object = object;
            this.options = options;
            this.size = size;
        }

        Optional<PolygonSample> read() throws IOException, BadInputException {
            var found = FeatureRange.beginning(() -> object.open(0), options, new Findings(object.name()));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            var beginning = found.get();
            long head = beginning.head().length;
            boolean all = !object.isPacked() && object.size() <= size.beginning + (long) size.places * size.place;
            var range = new FeatureRange(beginning.sequence(), head, all ? object.size() : head + size.beginning);
            try (var stream = object.open(head)) {
                read(range, stream, beginning.state());
            }
            if (!all && !object.isPacked()) {
                readPlaces(beginning);
            }
            long whole = object.unpackedSize();
            long sampled = all ? whole : Math.min(bytes, whole);
            return Optional.of(new PolygonSample(whole, object.isPacked(), sampled, features, vertices, area));
        }

        private void readPlaces(FeatureRange.Beginning beginning) throws IOException {
            long from = (long) beginning.head().length + size.beginning;
            for (int place = 0; place < size.places; place++) {
                long at = from + (object.size() - from) * (2L * place + 1) / (2L * size.places);
                try (var stream = object.open(at)) {
                    readPlace(beginning, at, stream);
                } catch (BadInputException notWhereAFeatureBegins) {
                    // The other places tell.
                }
            }
        }

        private void readPlace(FeatureRange.Beginning beginning, long at, InputStream stream) throws IOException {
            byte[] start = stream.readNBytes(size.place);
            int first = feature.in(start);
            if (first >= 0) {
                var rest = new ByteArrayInputStream(start, first, start.length - first);
                read(
                        new FeatureRange(beginning.sequence(), at + first, at + start.length),
                        new SequenceInputStream(rest, stream),
                        beginning.state());
            }
        }

        private void read(FeatureRange range, InputStream stream, FeatureRange.State state) throws IOException {
            taken = range.from();
            range.read(stream, state, 0, this::take, new Findings(object.name()));
        }

        private void take(Block block) {
            if (!feature.isKnown()) {
                feature = FeatureBeginning.of(block);
            }
            var polygons = FeatureBlocks.parse(block, options, object.name());
            long end = block.offset() + block.bounds()[block.bounds().length - 1];
            // What stands between two features belongs to the second.
            bytes += end - taken;
            taken = end;
            features += polygons.features() - polygons.dropped();
            vertices += polygons.polygons().vertexStart(ringCount(polygons.polygons()));
            area += MappedArea.of(polygons.polygons());
        }

        private static int ringCount(Polygons polygons) {
            return polygons.ringStart(polygons.polygonStart(polygons.featureCount()));
        }
    }
}
