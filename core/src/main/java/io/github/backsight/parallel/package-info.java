/// Loops that several threads share, with results that do not depend on how many.
@NullMarked
package io.github.backsight.parallel;

import org.jspecify.annotations.NullMarked;
