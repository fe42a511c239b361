/// Made-up coverages in the likeness of census tracts, of any size, written as a stream.
///
/// Start with [io.github.backsight.testkit.tracts.TractCoverage].
@NullMarked
package io.github.backsight.testkit.tracts;

import org.jspecify.annotations.NullMarked;
