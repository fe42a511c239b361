/// Measures Backsight from outside, beside the programs that do the same work.
///
/// Terms: a *row* of the table is one piece of work; *contenders* do it, ours first, in turns; one turn of one
/// contender
/// is a *measurement*. Start with [io.github.backsight.bench.CompareCommand].
@NullMarked
package io.github.backsight.bench;

import org.jspecify.annotations.NullMarked;
