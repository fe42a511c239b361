package io.github.backsight.shape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;

/// Cuts a stream of GeoJSON into blocks of whole features without parsing it: it counts brackets and knows strings.
///
/// Of a FeatureCollection, all that is outside of the list `features` goes to [#envelope], where the list is left
/// empty;
/// of a sequence, features are the values of the file. Where blocks end depends on the bytes alone, not on how they
/// arrive. For one thread; blocks may be given back by others.
///
/// Layout: `buffer` holds the bytes from `offset` on; up to `position` they have been looked at, up to `limit` they are
/// there. The feature under way begins at `begin`.
final class FeatureSplitter {
    static final int BLOCK_BYTES = 1 << 20;
    private static final int MOST_FEATURE_BYTES = 1 << 30;
    private static final int MOST_ENVELOPE_BYTES = 64 << 20;
    private static final byte RECORD_SEPARATOR = 0x1E;

    private enum Where {
        ENVELOPE,
        BETWEEN,
        FEATURE
    }

    private final InputStream stream;
    private final boolean sequence;
    private final Deque<byte[]> spare = new ArrayDeque<>();
    private final ByteArrayOutputStream envelope = new ByteArrayOutputStream();
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
    private int depth;
    private boolean inText;
    private boolean escaped;
    private int nameBegin = -1;
    private boolean nameNext;
    private boolean listNext;
    private boolean listSeen;
    private long listOffset;
    private long listEnd;
    private boolean elementNext = true;
    private boolean separated;
    private boolean manyLines;

    /// @param sequence whether the values of the stream are features (newline-delimited), not one FeatureCollection
    FeatureSplitter(InputStream stream, boolean sequence) {
        this.stream = stream;
        this.sequence = sequence;
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
        if (boundCount > 0) {
            return Optional.of(block());
        }
        requireWhole();
        return Optional.empty();
    }

    /// Gives back a block that is done with.
    void recycle(Block block) {
        if (block.bytes().length == BLOCK_BYTES) {
            synchronized (spare) {
                spare.push(block.bytes());
            }
        }
    }

    /// {@return the bytes outside of the features, once there are no more blocks}
    byte[] outside() {
        return envelope.toByteArray();
    }

    /// {@return where byte `inEnvelope` of [#outside] stands in the content}
    long place(long inEnvelope) {
        return inEnvelope <= listOffset ? inEnvelope : inEnvelope - listOffset - 1 + listEnd;
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
                deeper(i);
            } else if ((letter == '}' || letter == ']') && --depth == (sequence ? 0 : 2)) {
                position = i;
                endFeature();
                return;
            }
        }
        position = i;
    }

    private void deeper(int at) throws Fault {
        if (++depth > Json.MOST_DEPTH) {
            position = at;
            throw Fault.tooDeep();
        }
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
            depth++;
        } else if (isBlank(letter)) {
            separated |= letter == RECORD_SEPARATOR;
        } else if (!sequence && letter == ',' && !elementNext) {
            elementNext = true;
        } else if (!sequence && letter == ']' && (!elementNext || features == 0)) {
            listEnd = offset + position - 1;
            envelope.write(letter);
            depth--;
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

    /// One byte outside of the list of features: finds the list as the value of the root's member of that name.
    private void envelope() throws Fault {
        byte letter = buffer[position++];
        if (envelope.size() == MOST_ENVELOPE_BYTES) {
            throw new Fault(
                    "shape.too-much-outside",
                    "outside of its features the file has more than " + (MOST_ENVELOPE_BYTES >> 20) + " MiB",
                    "Put a GeoJSON FeatureCollection without large members of its own");
        }
        envelope.write(letter);
        if (inText) {
            text(letter);
            return;
        }
        switch (letter) {
            case '"' -> {
                inText = true;
                listNext = false;
                nameBegin = depth == 1 && nameNext ? envelope.size() : -1;
            }
            case '{', '[' -> open(letter);
            case '}', ']' -> depth--;
            case ',' -> nameNext = depth == 1;
            case ':', ' ', '\n', '\r', '\t' -> {}
            default -> listNext = false;
        }
    }

    private void text(byte letter) {
        if (escaped) {
            escaped = false;
        } else if (letter == '\\') {
            escaped = true;
        } else if (letter == '"') {
            inText = false;
            if (nameBegin >= 0) {
                int length = envelope.size() - 1 - nameBegin;
                listNext = length == "features".length()
                        && new String(envelope.toByteArray(), nameBegin, length, StandardCharsets.UTF_8)
                                .equals("features");
                nameNext = false;
            }
        }
    }

    private void open(byte letter) throws Fault {
        deeper(position);
        if (letter == '[' && depth == 2 && listNext) {
            if (listSeen) {
                throw Fault.layout("the collection has two lists of features");
            }
            listSeen = true;
            listOffset = envelope.size() - 1L;
            where = Where.BETWEEN;
        }
        listNext = false;
        nameNext = depth == 1;
    }

    private void requireWhole() throws Fault {
        if (inText || depth > 0) {
            throw Fault.truncated();
        }
    }
}
