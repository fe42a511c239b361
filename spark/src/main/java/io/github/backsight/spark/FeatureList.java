package io.github.backsight.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.RandomAccess;

/// Many features in few arrays: as a [FeatureRecord] each is five objects, which for a polygon of
/// four corners take more memory than what they say.
///
/// Records are made anew each time that one is asked for. Features are only added; one thread adds,
/// and when all are there any number may read.
final class FeatureList extends AbstractList<FeatureRecord> implements RandomAccess, Serializable {
    private static final long serialVersionUID = 1;

    private static final int FIRST_CHUNK_BYTES = 1 << 10;
    private static final int MOST_CHUNK_BYTES = 1 << 16;
    private static final int PACKED_BYTES = 1 << 20;

    // What a feature has in its chunk: order, row, group, three lengths, then the bytes of each.
    private static final int ROW = Long.BYTES;
    private static final int GROUP = ROW + Integer.BYTES;
    private static final int ID_LENGTH = GROUP + Integer.BYTES;
    private static final int SHAPE_LENGTH = ID_LENGTH + Integer.BYTES;
    private static final int ATTRIBUTES_LENGTH = SHAPE_LENGTH + Integer.BYTES;
    private static final int HEAD_BYTES = ATTRIBUTES_LENGTH + Integer.BYTES;

    private final ArrayList<byte[]> chunks = new ArrayList<>();

    /// Of all chunks.
    private long bytes;

    /// How much of the last chunk is full.
    private int filled;

    /// The chunk of each feature, then where it begins there.
    private long[] places = new long[16];

    private int size;

    /// {@return the same features in lists of about a megabyte}
    static Iterator<FeatureList> packed(Iterator<FeatureRecord> features) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return features.hasNext();
            }

            @Override
            public FeatureList next() {
                var list = new FeatureList();
                list.add(features.next());
                while (features.hasNext() && list.bytes < PACKED_BYTES) {
                    list.add(features.next());
                }
                return list;
            }
        };
    }

    @Override
    public boolean add(FeatureRecord feature) {
        byte[] id = feature.id().getBytes(StandardCharsets.UTF_8);
        var room = room(HEAD_BYTES + id.length + feature.shape().length + feature.attributes().length);
        room.putLong(feature.order())
                .putInt(feature.row())
                .putInt(feature.group())
                .putInt(id.length)
                .putInt(feature.shape().length)
                .putInt(feature.attributes().length)
                .put(id)
                .put(feature.shape())
                .put(feature.attributes());
        return true;
    }

    private ByteBuffer room(int length) {
        if (chunks.isEmpty() || chunks.getLast().length - filled < length) {
            int usual = chunks.isEmpty() ? FIRST_CHUNK_BYTES : Math.min(MOST_CHUNK_BYTES, 2 * chunks.getLast().length);
            chunks.add(new byte[Math.max(length, usual)]);
            bytes += chunks.getLast().length;
            filled = 0;
        }
        if (size == places.length) {
            places = Arrays.copyOf(places, size + (size >> 1));
        }
        places[size++] = (chunks.size() - 1L) << Integer.SIZE | filled;
        filled += length;
        return ByteBuffer.wrap(chunks.getLast(), filled - length, length);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public FeatureRecord get(int feature) {
        return new FeatureRecord(
                order(feature),
                id(feature),
                bytes(shape(feature)),
                attributes(feature),
                number(feature, ROW),
                group(feature));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private byte[] chunk(int feature) {
        if (feature >= size) {
            throw new IndexOutOfBoundsException("feature " + feature + " of " + size);
        }
        return chunks.get((int) (places[feature] >>> Integer.SIZE));
    }

    private int start(int feature) {
        return (int) places[feature];
    }

    private int number(int feature, int inHead) {
        return ByteBuffer.wrap(chunk(feature)).getInt(start(feature) + inHead);
    }

    private int shapeStart(int feature) {
        return start(feature) + HEAD_BYTES + number(feature, ID_LENGTH);
    }

    long order(int feature) {
        return ByteBuffer.wrap(chunk(feature)).getLong(start(feature));
    }

    int group(int feature) {
        return number(feature, GROUP);
    }

    String id(int feature) {
        return new String(
                chunk(feature), start(feature) + HEAD_BYTES, number(feature, ID_LENGTH), StandardCharsets.UTF_8);
    }

    /// {@return the bytes of the feature's shape, not copied}
    ByteBuffer shape(int feature) {
        return ByteBuffer.wrap(chunk(feature)).slice(shapeStart(feature), number(feature, SHAPE_LENGTH));
    }

    byte[] attributes(int feature) {
        int from = shapeStart(feature) + number(feature, SHAPE_LENGTH);
        return Arrays.copyOfRange(chunk(feature), from, from + number(feature, ATTRIBUTES_LENGTH));
    }

    /// {@return the places of features in this list, by ascending order; no two have the same order}
    int[] byOrder() {
        long[] orders = new long[size];
        Arrays.setAll(orders, this::order);
        long[] ascending = orders.clone();
        Arrays.sort(ascending);
        int[] byOrder = new int[size];
        for (int feature = 0; feature < size; feature++) {
            byOrder[Arrays.binarySearch(ascending, orders[feature])] = feature;
        }
        return byOrder;
    }
}
