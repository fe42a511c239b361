/// Polygon files (GeoJSON, newline-delimited GeoJSON, TopoJSON, each plain, gzipped or in a zip;
/// GeoParquet) to polygons with ids.
@NullMarked
package io.github.backsight.shape;

import org.jspecify.annotations.NullMarked;
