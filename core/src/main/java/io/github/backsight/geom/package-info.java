/// The integer grids: source coordinates in ten-millionths of a degree, and Web Mercator. Lowest package.
@NullMarked
package io.github.backsight.geom;

import org.jspecify.annotations.NullMarked;
