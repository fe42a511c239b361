package io.github.backsight.spark;

import io.github.backsight.parquet.ParquetSource;
import io.github.backsight.store.ObjectStore;
import io.github.backsight.store.Pin;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of a pinned input where they are stored, by ranges.
record StoredSource(ObjectStore store, Pin pin) implements ParquetSource {
    @Override
    public long size() {
        return pin.size();
    }

    @Override
    public ByteBuffer read(long offset, int length) throws IOException {
        try (var stream = store.read(pin.key(), pin.version(), offset, length)) {
            byte[] bytes = stream.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException(pin.key() + " ended " + (length - bytes.length) + " bytes early");
            }
            return ByteBuffer.wrap(bytes);
        }
    }
}
