package io.github.backsight.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;

/// The bytes of one Parquet file, wherever they are, read by ranges. Threads share it.
public interface ParquetSource {
    /// {@return how many bytes the file has}
    long size();

    /// {@return `length` bytes from `offset` on, all of them}
    ///
    /// @param offset the range lies in the file
    /// @throws IOException if they cannot be had
    ByteBuffer read(long offset, int length) throws IOException;
}
