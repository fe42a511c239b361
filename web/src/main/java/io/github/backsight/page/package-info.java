/// Pages that stand alone: one file each, with everything in it that a browser needs.
@NullMarked
package io.github.backsight.page;

import org.jspecify.annotations.NullMarked;
