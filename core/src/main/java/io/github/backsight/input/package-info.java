/// Pins: the exact versions that a build reads; fetched, verified, cached.
@NullMarked
package io.github.backsight.input;

import org.jspecify.annotations.NullMarked;
