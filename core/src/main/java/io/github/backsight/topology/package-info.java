/// Shared arcs of a coverage: build, dissolve, simplify.
///
/// Begin with [io.github.backsight.topology.Coverage], which stores every border once. On it stand
/// [io.github.backsight.topology.Weights] (which vertices a tolerance keeps, without new crossings),
/// [io.github.backsight.topology.CoverageFaults] (where borders cross or do not match) and
/// [io.github.backsight.topology.Dissolve] (groups of features as polygons).
///
/// Words: an *arc* is a border line between two places where borders meet; a *use* is an arc walked one way (`a`) or
/// the other (`~a`); a *node* is a place where arcs end. The result of each step depends on its input only (law 7),
/// whatever the number of threads.
@NullMarked
package io.github.backsight.topology;

import org.jspecify.annotations.NullMarked;
