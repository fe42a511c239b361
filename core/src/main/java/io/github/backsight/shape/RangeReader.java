package io.github.backsight.shape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Cuts the features that begin in one range into blocks. For one thread, once.
final class RangeReader {
    private static final int MOST_FEATURE_BYTES = 1 << 30;
    private static final byte RECORD_SEPARATOR = 0x1E;

    private final FeatureRange range;
    private final InputStream stream;
    private final RangeWalk walk;
    private final int depthBetween;
    private final long firstFeature;
    private final Consumer<Block> sink;
    private final byte[] buffer = new byte[1 << 16];
    private int limit;
    private int position;
    private long offset;

    /// The bytes from the first feature of the block under way on; what stands between two
    /// features is there, too.
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(FeatureSplitter.BLOCK_BYTES);

    private final Bounds bounds = new Bounds();
    private long blockOffset;
    private long features;
    private long featuresOfBlocks;

    RangeReader(
            FeatureRange range,
            InputStream stream,
            FeatureRange.State before,
            long firstFeature,
            Consumer<Block> sink) {
        this.range = range;
        this.stream = stream;
        this.walk = new RangeWalk(before);
        this.depthBetween = FeatureRange.depthBetween(range.sequence());
        this.firstFeature = firstFeature;
        this.sink = sink;
        this.offset = range.from();
    }

    /// Begins and ends of the features of a block.
    private static final class Bounds {
        private int[] values = new int[64];
        private int count;

        void add(int value) {
            if (count == values.length) {
                values = java.util.Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        int[] take() {
            int[] taken = java.util.Arrays.copyOf(values, count);
            count = 0;
            return taken;
        }
    }

    /// {@return how many bytes of the file have been looked at}
    long offset() {
        return offset;
    }

    /// {@return how many features have begun, from the beginning of the file}
    long features() {
        return firstFeature + features;
    }

    FeatureRange.Read read() throws IOException, Fault {
        if (!skipToBetween()) {
            return new FeatureRange.Read(0, OptionalLong.empty());
        }
        int commas = 0;
        for (int letter = next(); letter >= 0; letter = next()) {
            boolean follows = features > 0;
            if (letter == '{') {
                if (follows && !range.sequence() && commas != 1) {
                    throw between(letter);
                }
                if (offset - 1 >= range.end()) {
                    return ended(OptionalLong.empty());
                }
                feature();
                commas = 0;
            } else if (!range.sequence() && letter == ',' && !(follows && commas == 1)) {
                commas++;
            } else if (!range.sequence() && letter == ']' && !(follows && commas > 0)) {
                return ended(OptionalLong.of(offset - 1));
            } else if (!isBlank(letter) && !(range.sequence() && offset <= 3)) {
                throw between(letter);
            }
            if (block.size() > 0 && letter != '{') {
                block.write(letter);
            }
        }
        if (!range.sequence()) {
            throw Fault.truncated();
        }
        return ended(OptionalLong.empty());
    }

    /// Passes over the feature in which the range begins.
    ///
    /// @return false where the file ends first
    private boolean skipToBetween() throws IOException, Fault {
        while (walk.inText() || walk.depth() > depthBetween) {
            int letter = next();
            if (letter < 0) {
                throw Fault.truncated();
            }
            walk.over((byte) letter);
        }
        return walk.depth() == depthBetween && offset <= range.end();
    }

    private void feature() throws IOException, Fault {
        if (block.size() == 0) {
            blockOffset = offset - 1;
        }
        features++;
        int begin = block.size();
        bounds.add(begin);
        block.write('{');
        walk.over((byte) '{');
        while (walk.inText() || walk.depth() > depthBetween) {
            int letter = next();
            if (letter < 0) {
                throw Fault.truncated();
            }
            walk.over((byte) letter);
            block.write(letter);
            if (walk.depth() > Json.MOST_DEPTH) {
                throw Fault.tooDeep();
            }
            if (block.size() - begin >= MOST_FEATURE_BYTES) {
                throw new Fault(
                        "shape.feature-too-large",
                        "a feature is larger than " + (MOST_FEATURE_BYTES >> 20) + " MiB",
                        "Look at the file by hand; cut the feature into several");
            }
        }
        bounds.add(block.size());
        if (block.size() >= FeatureSplitter.BLOCK_BYTES) {
            giveBlock();
        }
    }

    private FeatureRange.Read ended(OptionalLong closing) {
        if (bounds.count > 0) {
            giveBlock();
        }
        return new FeatureRange.Read(features, closing);
    }

    private void giveBlock() {
        sink.accept(new Block(block.toByteArray(), bounds.take(), blockOffset, firstFeature + featuresOfBlocks));
        featuresOfBlocks = features;
        block.reset();
    }

    private static Fault between(int letter) {
        return new Fault(
                "shape.not-json",
                "between two features stands something else (byte value " + letter + ")",
                "Put the file as the tool that made it wrote it, in UTF-8");
    }

    private boolean isBlank(int letter) {
        return letter == ' '
                || letter == '\n'
                || letter == '\r'
                || letter == '\t'
                || (range.sequence() && letter == RECORD_SEPARATOR);
    }

    private int next() throws IOException {
        if (position == limit) {
            limit = Math.max(0, stream.read(buffer, 0, buffer.length));
            position = 0;
            if (limit == 0) {
                return -1;
            }
        }
        offset++;
        return buffer[position++] & 0xff;
    }
}
