package io.github.backsight.shape;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// Cuts a stream of GeoJSON into blocks of whole features without parsing it: it counts brackets and knows strings.
///
/// Of a FeatureCollection, all that is outside of the list `features` goes to an [Envelope], where the list is left
/// empty;
/// of a sequence, features are the values of the file. Where blocks end depends on the bytes alone, not on how they
/// arrive. For one thread; blocks may be given back by others.
///
/// Layout: `buffer` holds the bytes from `offset` on; up to `position` they have been looked at, up to `limit` they are
/// there. The feature under way begins at `begin`.
final class FeatureSplitter {
    static final int BLOCK_BYTES = 1 << 20;
    private static final int MOST_FEATURE_BYTES = 1 << 30;
    private static final byte RECORD_SEPARATOR = 0x1E;

    private enum Where {
        ENVELOPE,
        BETWEEN,
        FEATURE
    }

    private final InputStream stream;
    private final boolean sequence;
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private final Envelope envelope = new Envelope();
    private byte[] buffer = new byte[BLOCK_BYTES];
    private int limit;
    private int position;
    private long offset;
    private int begin;
    private int[] bounds = new int[64];
    private int boundCount;
    private long features;
    private boolean ended;

    private Where where;
    private final int depthBetween;
    private int depth;
    private boolean inText;
    private boolean escaped;
    private boolean elementNext = true;
    private boolean separated;
    private boolean manyLines;

    /// @param sequence whether the values of the stream are features (newline-delimited), not one FeatureCollection
    FeatureSplitter(InputStream stream, boolean sequence) {
        this.stream = stream;
        this.sequence = sequence;
        this.depthBetween = sequence ? 0 : 2;
        this.where = sequence ? Where.BETWEEN : Where.ENVELOPE;
    }

    /// {@return the next block, or empty at the end of the stream}
    Optional<Block> next() throws IOException, Fault {
        while (!ended) {
            while (position < limit) {
                switch (where) {
                    case ENVELOPE -> envelope();
                    case BETWEEN -> between();
                    case FEATURE -> feature();
                }
            }
            if (limit == buffer.length) {
                var full = makeRoom();
                if (full.isPresent()) {
                    return full;
                }
            }
            int got = stream.read(buffer, limit, buffer.length - limit);
            ended = got < 0;
            limit += Math.max(0, got);
        }
        var last = rest();
        if (last.isEmpty()) {
            requireWhole();
        }
        return last;
    }

    /// {@return the whole features that are in no block yet: what is left at the end, or before a fault}
    Optional<Block> rest() {
        return boundCount > 0 ? Optional.of(block()) : Optional.empty();
    }

    /// Gives back a block that is done with.
    void recycle(Block block) {
        if (block.bytes().length == BLOCK_BYTES) {
            synchronized (spare) {
                spare.push(block.bytes());
            }
        }
    }

    /// {@return what lies outside of the features, whole once there are no more blocks}
    Envelope outside() {
        return envelope;
    }

    /// {@return how many features have begun}
    long features() {
        return features;
    }

    /// {@return how many bytes have been looked at}
    long bytes() {
        return offset + position;
    }

    /// {@return whether the only feature lies on several lines, as a lone Feature does and a sequence never}
    boolean isLoneFeature() {
        return sequence && features == 1 && manyLines && !separated;
    }

    private Optional<Block> makeRoom() throws Fault {
        if (boundCount > 0) {
            return Optional.of(block());
        }
        if (where != Where.FEATURE) {
            offset += limit;
            limit = 0;
            position = 0;
        } else if (begin > 0) {
            keepFrom(begin, buffer);
        } else {
            if (buffer.length >= MOST_FEATURE_BYTES) {
                throw new Fault(
                        "shape.feature-too-large",
                        "a feature is larger than " + (MOST_FEATURE_BYTES >> 20) + " MiB",
                        "Look at the file by hand; cut the feature into several");
            }
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        return Optional.empty();
    }

    /// The features so far; what is under way moves on to the next buffer.
    private Block block() {
        var block = new Block(
                buffer, Arrays.copyOf(bounds, boundCount), offset, features - boundCount / 2 - (inFeature() ? 1 : 0));
        boundCount = 0;
        byte[] fresh;
        synchronized (spare) {
            fresh = spare.isEmpty() ? new byte[BLOCK_BYTES] : spare.pop();
        }
        int from = inFeature() ? begin : limit;
        while (fresh.length <= limit - from) {
            fresh = new byte[fresh.length * 2];
        }
        keepFrom(from, fresh);
        return block;
    }

    private boolean inFeature() {
        return where == Where.FEATURE;
    }

    private void keepFrom(int from, byte[] target) {
        System.arraycopy(buffer, from, target, 0, limit - from);
        buffer = target;
        offset += from;
        limit -= from;
        position -= from;
        begin = 0;
    }

    private void feature() throws Fault {
        byte[] bytes = buffer;
        int i = position;
        int end = limit;
        while (i < end) {
            byte letter = bytes[i++];
            if (inText) {
                if (escaped) {
                    escaped = false;
                } else if (letter == '\\') {
                    escaped = true;
                } else if (letter == '"') {
                    inText = false;
                }
            } else if (letter == '"') {
                inText = true;
            } else if (letter == '{' || letter == '[') {
                if (++depth > Json.MOST_DEPTH) {
                    position = i;
                    throw Fault.tooDeep();
                }
            } else if ((letter == '}' || letter == ']') && --depth == depthBetween) {
                position = i;
                endFeature();
                return;
            }
        }
        position = i;
    }

    private void endFeature() {
        if (boundCount == bounds.length) {
            bounds = Arrays.copyOf(bounds, boundCount * 2);
        }
        bounds[boundCount++] = begin;
        bounds[boundCount++] = position;
        where = Where.BETWEEN;
        elementNext = sequence;
        for (int i = begin; sequence && features == 1 && i < position; i++) {
            manyLines |= buffer[i] == '\n';
        }
    }

    private void between() throws Fault {
        byte letter = buffer[position++];
        if (letter == '{' && elementNext) {
            begin = position - 1;
            where = Where.FEATURE;
            features++;
            depth = depthBetween + 1;
        } else if (isBlank(letter)) {
            separated |= letter == RECORD_SEPARATOR;
        } else if (!sequence && letter == ',' && !elementNext) {
            elementNext = true;
        } else if (!sequence && letter == ']' && (!elementNext || features == 0)) {
            envelope.closeList(offset + position - 1);
            where = Where.ENVELOPE;
        } else if (!(sequence && features == 0 && offset + position <= 3)) { // a byte order mark is passed over
            throw new Fault(
                    "shape.not-json",
                    "between two features stands something else (byte value " + (letter & 0xff) + ")",
                    "Put the file as the tool that made it wrote it, in UTF-8");
        }
    }

    private boolean isBlank(byte letter) {
        return letter == ' '
                || letter == '\n'
                || letter == '\r'
                || letter == '\t'
                || (sequence && letter == RECORD_SEPARATOR);
    }

    private void envelope() throws Fault {
        if (envelope.opensList(buffer[position++])) {
            where = Where.BETWEEN;
        }
    }

    private void requireWhole() throws Fault {
        if (where == Where.FEATURE || (!sequence && !envelope.isWhole())) {
            throw Fault.truncated();
        }
    }
}
