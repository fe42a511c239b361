package io.github.backsight.spark;

import io.github.backsight.build.InputFile;
import io.github.backsight.config.PolygonSettings;
import io.github.backsight.content.Limits;
import io.github.backsight.finding.BadInputException;
import io.github.backsight.finding.Findings;
import io.github.backsight.parquet.ParquetFile;
import io.github.backsight.shape.Block;
import io.github.backsight.shape.FeatureBlocks;
import io.github.backsight.shape.FeatureRange;
import io.github.backsight.shape.GeoParquetRows;
import io.github.backsight.shape.PolygonOptions;
import io.github.backsight.shape.Polygons;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.zip.ZipException;

/// Some features of a file of polygons: those at its beginning, and of a plain one also those at
/// places spread over all of it.
///
/// Those at the beginning stand for themselves, those at the places for the rest; without places
/// the beginning stands for all.
///
/// Of GeoParquet, row groups are the sample ([RowGroupSample]).
///
/// Where in the middle of a file a feature begins is guessed by how the first ones do; a place
/// where that leads nowhere is left out.
///
/// @param whole bytes of the file, unpacked; where a packed one does not tell, as its beginning
/// unpacks
/// @param bytes of the sample
/// @param features that the file seems to have
/// @param vertices of these
/// @param area that they cover, see [MappedArea]
record PolygonSample(long whole, boolean packed, long bytes, double features, double vertices, double area) {
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

        long bytes() {
            return beginning + (long) places * place;
        }
    }

    /// {@return the sample; empty where the polygons are neither GeoJSON nor GeoParquet that can be read}
    ///
    /// @param settings of the file
    static Optional<PolygonSample> of(PolygonSettings settings, ObjectStore store, Pin pin, Size size)
            throws IOException {
        var opened = new PackedObject(store, pin, settings.member());
        try {
            if (!opened.isPacked() && isGeoParquet(settings, store, pin)) {
                return Optional.of(ofRowGroups(settings, new StoredSource(store, pin), size));
            }
            return new Reader(opened, InputFile.options(settings), size).read();
        } catch (BadInputException | ZipException | EOFException notReadable) {
            // The build itself tells what is wrong.
            return Optional.empty();
        }
    }

    private static boolean isGeoParquet(PolygonSettings settings, ObjectStore store, Pin pin) throws IOException {
        try (var stream = store.read(pin.key(), pin.version(), 0, ParquetFile.BEGINNING)) {
            var findings = new Findings(pin.key().value());
            return GeoParquetRows.is(stream.readAllBytes(), InputFile.options(settings), findings);
        }
    }

    private static PolygonSample ofRowGroups(PolygonSettings settings, StoredSource source, Size size)
            throws IOException {
        var findings = new Findings(source.pin().key().value());
        try (var rows = GeoParquetRows.open(source, Limits.DEFAULT, InputFile.options(settings), 1, findings)) {
            return RowGroupSample.of(rows, source.size(), size.bytes());
        }
    }

    /// What some features are together.
    private record Sum(long bytes, double features, double vertices, double area) {
        static final Sum NOTHING = new Sum(0, 0, 0, 0);

        Sum and(Sum other) {
            return new Sum(
                    bytes + other.bytes, features + other.features, vertices + other.vertices, area + other.area);
        }

        Sum standingFor(long moreBytes) {
            double times = bytes == 0 ? 0 : (double) moreBytes / bytes;
            return new Sum(moreBytes, times * features, times * vertices, times * area);
        }
    }

    /// Reads one file. For one thread.
    private static final class Reader {
        private final PackedObject object;
        private final PolygonOptions options;
        private final Size size;
        private Sum seen = Sum.NOTHING;
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
            boolean all = !object.isPacked() && object.size() <= size.bytes();
            var range = new FeatureRange(beginning.sequence(), head, all ? object.size() : head + size.beginning);
            try (var stream = object.open(head)) {
                read(range, stream, beginning.state());
            }
            var first = seen;
            seen = Sum.NOTHING;
            if (!all && !object.isPacked()) {
                readPlaces(beginning, taken);
            }
            long whole = object.unpackedSize();
            long rest = Math.max(0, whole - first.bytes);
            var sum = all ? first : seen.bytes == 0 ? first.standingFor(whole) : first.and(seen.standingFor(rest));
            long sampled = all ? whole : Math.min(whole, first.bytes + seen.bytes);
            return Optional.of(
                    new PolygonSample(whole, object.isPacked(), sampled, sum.features, sum.vertices, sum.area));
        }

        private void readPlaces(FeatureRange.Beginning beginning, long from) throws IOException {
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
            seen = seen.and(new Sum(
                    end - taken,
                    polygons.features() - polygons.dropped(),
                    polygons.polygons().vertexStart(ringCount(polygons.polygons())),
                    MappedArea.of(polygons.polygons())));
            taken = end;
        }

        private static int ringCount(Polygons polygons) {
            return polygons.ringStart(polygons.polygonStart(polygons.featureCount()));
        }
    }
}
