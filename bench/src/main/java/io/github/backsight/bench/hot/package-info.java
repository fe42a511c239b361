/// The hot loops of a build, each alone, by JMH.
///
/// The map is made up ([io.github.backsight.testkit.tracts.TractCoverage]), so that the figures need no data;
/// throughput
/// is in vertices, bytes or tiles an operation, which each class states. Run by `bench/run jmh`.
@NullMarked
package io.github.backsight.bench.hot;

import org.jspecify.annotations.NullMarked;
