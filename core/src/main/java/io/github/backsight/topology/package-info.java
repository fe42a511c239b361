/// Shared arcs of a coverage: build, dissolve, simplify.
@NullMarked
package io.github.backsight.topology;

import org.jspecify.annotations.NullMarked;
