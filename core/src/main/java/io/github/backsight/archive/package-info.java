/// Tile archives: PMTiles, the {z}/{x}/{y} tree, and the interfaces that other formats implement.
@NullMarked
package io.github.backsight.archive;

import org.jspecify.annotations.NullMarked;
