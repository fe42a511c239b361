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
    private static final int MOST_CHUNK_BYTES = 1 << 20;

    // What a feature has in its chunk: order, row, group, three lengths, then the bytes of each.
    private static final int ROW = Long.BYTES;
    private static final int GROUP = ROW + Integer.BYTES;
    private static final int ID_LENGTH = GROUP + Integer.BYTES;
    private static final int SHAPE_LENGTH = ID_LENGTH + Integer.BYTES;
    private static final int ATTRIBUTES_LENGTH = SHAPE_LENGTH + Integer.BYTES;
    private static final int HEAD_BYTES = ATTRIBUTES_LENGTH + Integer.BYTES;

    private final ArrayList<byte[]> chunks = new ArrayList<>();

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
                while (features.hasNext() && list.bytes() < MOST_CHUNK_BYTES) {
                    list.add(features.next());
                }
                return list;
            }
        };
    }

    private long bytes() {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }

    @Override
    public boolean add(FeatureRecord feature) {
        byte[] id = feature.id().getBytes(StandardCharsets.UTF_8);
        var bytes = room(HEAD_BYTES + id.length + feature.shape().length + feature.attributes().length);
        bytes.putLong(feature.order())
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
                chunk(feature).getInt(start(feature) + ROW),
                group(feature));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private ByteBuffer chunk(int feature) {
        if (feature >= size) {
            throw new IndexOutOfBoundsException("feature " + feature + " of " + size);
        }
        return ByteBuffer.wrap(chunks.get((int) (places[feature] >>> Integer.SIZE)));
    }

    private int start(int feature) {
        return (int) places[feature];
    }

    long order(int feature) {
        return chunk(feature).getLong(start(feature));
    }

    int group(int feature) {
        return chunk(feature).getInt(start(feature) + GROUP);
    }

    String id(int feature) {
        var chunk = chunk(feature);
        int start = start(feature);
        return new String(chunk.array(), start + HEAD_BYTES, chunk.getInt(start + ID_LENGTH), StandardCharsets.UTF_8);
    }

    /// {@return the bytes of the feature's shape, not copied}
    ByteBuffer shape(int feature) {
        var chunk = chunk(feature);
        int start = start(feature);
        return chunk.slice(start + HEAD_BYTES + chunk.getInt(start + ID_LENGTH), chunk.getInt(start + SHAPE_LENGTH));
    }

    byte[] attributes(int feature) {
        var chunk = chunk(feature);
        int start = start(feature);
        byte[] attributes = new byte[chunk.getInt(start + ATTRIBUTES_LENGTH)];
        chunk.get(
                start + HEAD_BYTES + chunk.getInt(start + ID_LENGTH) + chunk.getInt(start + SHAPE_LENGTH), attributes);
        return attributes;
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
