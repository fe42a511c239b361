/// The page that the public sees: written beside the tiles of each release, as files that any static host can
/// serve.
@NullMarked
package io.github.backsight.viewer;

import org.jspecify.annotations.NullMarked;
