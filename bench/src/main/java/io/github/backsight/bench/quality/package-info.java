/// Judges the tiles of a release by what they draw, with JTS as the judge.
///
/// Areas and lengths are in tile units (4096 a tile). Start with
/// [io.github.backsight.bench.quality.QualityCommand].
@NullMarked
package io.github.backsight.bench.quality;

import org.jspecify.annotations.NullMarked;
