package io.github.backsight.parquet;

/// A run of rows that lie together in the file and can be read without the others.
///
/// @param number of the group in the file, from 0
/// @param firstRow the number in the file of its first row, from 0
/// @param begin the offset of its first byte
/// @param end the offset behind its last byte
public record RowGroup(int number, long firstRow, long rows, long begin, long end) {}
