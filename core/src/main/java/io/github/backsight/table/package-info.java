/// CSV and Parquet to typed columns, rows by id.
@NullMarked
package io.github.backsight.table;

import org.jspecify.annotations.NullMarked;
