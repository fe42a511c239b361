/// What a check or a reader saw that people must know: coded, counted, with a place and a next step.
///
/// Lowest package: imports nothing of Backsight.
@NullMarked
package io.github.backsight.finding;

import org.jspecify.annotations.NullMarked;
