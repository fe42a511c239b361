/// Parquet files: their columns, their rows by groups, their cells as texts and bytes, with limits.
///
/// Start with [io.github.backsight.parquet.ParquetFile]. The only package that knows the library
/// that decodes (decision 0055). Imports only contents and findings.
@NullMarked
package io.github.backsight.parquet;

import org.jspecify.annotations.NullMarked;
