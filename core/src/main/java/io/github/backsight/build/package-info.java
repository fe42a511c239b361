/// The pipeline: pinned inputs to artifacts.
@NullMarked
package io.github.backsight.build;

import org.jspecify.annotations.NullMarked;
