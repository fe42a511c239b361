/// Tile ids, cutting, MVT encoding.
@NullMarked
package io.github.backsight.tile;

import org.jspecify.annotations.NullMarked;
