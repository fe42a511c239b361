package io.github.backsight.shape;

import io.github.backsight.table.Table;
import java.util.Optional;

/// What a polygon file holds.
///
/// @param polygons the features kept, in the order of the file
/// @param properties their properties, row by row the same features, if they were asked for
/// @param dropped how many features were left out because a property was 0
public record Features(Polygons polygons, Optional<Table> properties, long dropped) {}
